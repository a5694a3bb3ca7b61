from django.db import migrations, models

# What stands around every page (menus, foot, brand) is in these tables alone, and outlives a mission's change.
FUNCTION = """
CREATE OR REPLACE FUNCTION edition_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO %I.editions_change AS made (transaction, changes, frame)'
        ' VALUES (pg_current_xact_id()::text::bigint, 1, $1)'
        ' ON CONFLICT (transaction) DO UPDATE SET changes = made.changes + 1, frame = made.frame + $1',
        TG_TABLE_SCHEMA
    ) USING (TG_TABLE_NAME ~ '^(pages|wagtailcore|branding)_')::int;
    RETURN NULL;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("editions", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="change",
            name="frame",
            field=models.BigIntegerField(
                default=0,
                db_default=0,
                help_text="Those of what stands around every page: pages, settings, brand.",
            ),
        ),
        migrations.RunSQL(FUNCTION, migrations.RunSQL.noop),
    ]
