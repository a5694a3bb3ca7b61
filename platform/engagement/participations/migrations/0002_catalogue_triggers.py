from django.db import migrations

# Whatever writes one of these rows (a service, the admin, a bulk update, raw SQL), the mission is put in the
# catalogue's outbox in the same transaction. The functions are those of catalogue.0002.
_ROWS = "CREATE TRIGGER {name} AFTER {events} ON {table} FOR EACH ROW EXECUTE FUNCTION public.{call}"

TRIGGERS = {
    "missions_mission": ("INSERT OR UPDATE OR DELETE", "catalogue_enqueue('id')"),
    "missions_slot": ("INSERT OR UPDATE OR DELETE", "catalogue_enqueue('mission_id')"),
    "participations_participation": (
        "INSERT OR DELETE OR UPDATE OF state, mission_id",
        "catalogue_enqueue('mission_id')",
    ),
    "associations_association": (
        "UPDATE OF name, state",
        "catalogue_enqueue_referencing('missions_mission', 'association_id')",
    ),
}


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0001_initial"),
        ("missions", "0001_initial"),
        ("participations", "0001_initial"),
        ("catalogue", "0002_outbox_functions"),
    ]

    operations = [
        migrations.RunSQL(
            _ROWS.format(name=f"{table}_to_catalogue", events=events, table=table, call=call),
            f"DROP TRIGGER {table}_to_catalogue ON {table}",
        )
        for table, (events, call) in TRIGGERS.items()
    ]
