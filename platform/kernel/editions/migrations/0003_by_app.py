from django.db import migrations, models
from django.db.models import Value

# A table's name begins with its application's label.
FUNCTION = """
CREATE OR REPLACE FUNCTION edition_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    app text := split_part(TG_TABLE_NAME, '_', 1);
BEGIN
    EXECUTE format(
        'INSERT INTO %I.editions_change AS made (transaction, changes, frame, by_app)'
        ' VALUES (pg_current_xact_id()::text::bigint, 1, $1, jsonb_build_object($2, 1))'
        ' ON CONFLICT (transaction) DO UPDATE SET changes = made.changes + 1, frame = made.frame + $1,'
        ' by_app = made.by_app || jsonb_build_object($2, coalesce((made.by_app ->> $2)::bigint, 0) + 1)',
        TG_TABLE_SCHEMA
    ) USING (app IN ('pages', 'wagtailcore', 'branding'))::int, app;
    RETURN NULL;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("editions", "0002_frame")]

    operations = [
        migrations.AddField(
            model_name="change",
            name="by_app",
            field=models.JSONField(
                default=dict,
                db_default=Value({}, models.JSONField()),
                help_text="How many of the tables of each application.",
            ),
        ),
        migrations.RunSQL(FUNCTION, migrations.RunSQL.noop),
    ]
