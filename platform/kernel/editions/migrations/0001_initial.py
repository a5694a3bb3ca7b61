from django.db import migrations, models

# Statement triggers of the tables that pages show call this (kernel.editions.triggers). It writes where the table lives.
FUNCTION = """
CREATE FUNCTION edition_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO %I.editions_change AS made (transaction, changes) VALUES (pg_current_xact_id()::text::bigint, 1)'
        ' ON CONFLICT (transaction) DO UPDATE SET changes = made.changes + 1',
        TG_TABLE_SCHEMA
    );
    RETURN NULL;
END
$$;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("transaction", models.BigIntegerField(primary_key=True, serialize=False)),
                ("changes", models.BigIntegerField()),
            ],
        ),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION edition_changed()"),
    ]
