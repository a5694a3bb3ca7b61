from django.db import migrations

# Row triggers of territories' tables call these (engagement.participations.0002). They write where the row lives, in
# the same transaction, whatever the write path. The first argument names the column that holds the mission's id.
ENQUEUE = """
CREATE FUNCTION public.catalogue_enqueue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.catalogue_outboxentry (schema_name, mission_id)
    SELECT DISTINCT TG_TABLE_SCHEMA, (row ->> TG_ARGV[0])::bigint
    FROM unnest(ARRAY[
        CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END,
        CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END
    ]) AS row
    WHERE row IS NOT NULL;
    RETURN NULL;
END
$$;
"""

# For a row that many missions depend on: arguments are the missions' table and its column that refers to the row.
ENQUEUE_REFERENCING = """
CREATE FUNCTION public.catalogue_enqueue_referencing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO public.catalogue_outboxentry (schema_name, mission_id) SELECT %L, id FROM %I.%I WHERE %I = $1',
        TG_TABLE_SCHEMA, TG_TABLE_SCHEMA, TG_ARGV[0], TG_ARGV[1]
    ) USING NEW.id;
    RETURN NULL;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.RunSQL(ENQUEUE, "DROP FUNCTION public.catalogue_enqueue()"),
        migrations.RunSQL(ENQUEUE_REFERENCING, "DROP FUNCTION public.catalogue_enqueue_referencing()"),
    ]
