from django.db import migrations

# Whatever writes one of these rows (a service, a cascade, a bulk update, raw SQL), a notice stands in the same schema in
# the same transaction: the other territory is to be told anew.
NOTE = """
CREATE OR REPLACE FUNCTION public.passes_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    side jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
BEGIN
    EXECUTE format('INSERT INTO %I.passes_notice (role, code, counterpart) VALUES ($1, $2, $3)', TG_TABLE_SCHEMA)
        USING TG_ARGV[0], (side ->> 'code')::uuid, side ->> TG_ARGV[1];
    RETURN NULL;
END
$$;
"""

# For rows that belong to a person: something stands only when she is a guest.
NOTE_GUEST = """
CREATE OR REPLACE FUNCTION public.passes_note_guest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO %1$I.passes_notice (role, code, counterpart)'
        ' SELECT ''guest'', code, home FROM %1$I.passes_guest WHERE user_id = ANY ($1)', TG_TABLE_SCHEMA
    ) USING ARRAY[
        CASE WHEN TG_OP <> 'DELETE' THEN NEW.user_id END,
        CASE WHEN TG_OP <> 'INSERT' THEN OLD.user_id END
    ];
    RETURN NULL;
END
$$;
"""

TRIGGERS = {
    "passes_pass": ("INSERT OR UPDATE OR DELETE", "passes_note('pass', 'host')"),
    "passes_guest": ("DELETE", "passes_note('guest', 'home')"),
    "participations_participation": ("INSERT OR UPDATE OR DELETE", "passes_note_guest()"),
    "recognition_hours": ("INSERT OR UPDATE OR DELETE", "passes_note_guest()"),
}


class Migration(migrations.Migration):
    dependencies = [
        ("passes", "0001_initial"),
        ("participations", "0003_waiting_list_and_attendance"),
        ("recognition", "0001_initial"),
    ]

    operations = [
        # The functions are the network's: they stay when one territory goes back.
        migrations.RunSQL(NOTE, migrations.RunSQL.noop),
        migrations.RunSQL(NOTE_GUEST, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_to_passes AFTER {events} ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION public.{call}",
                f"DROP TRIGGER {table}_to_passes ON {table}",
            )
            for table, (events, call) in TRIGGERS.items()
        ),
    ]
