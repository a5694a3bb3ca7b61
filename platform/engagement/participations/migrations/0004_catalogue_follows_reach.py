from django.db import migrations

# What else decides of what the catalogue says of a mission: a weekly rule makes it a dated one, an association may keep
# its missions to the territory, and so may the territory. The functions are those of catalogue.0002 and 0003.
_RECURRENCE = """
CREATE TRIGGER missions_recurrence_to_catalogue AFTER INSERT OR UPDATE OR DELETE ON missions_recurrence
FOR EACH ROW EXECUTE FUNCTION public.catalogue_enqueue('mission_id')
"""
_RULES = """
CREATE TRIGGER rules_rules_to_catalogue AFTER INSERT OR DELETE OR UPDATE OF outgoing_reach ON rules_rules
FOR EACH ROW EXECUTE FUNCTION public.catalogue_enqueue_all('missions_mission')
"""
_ASSOCIATION = """
DROP TRIGGER associations_association_to_catalogue ON associations_association;
CREATE TRIGGER associations_association_to_catalogue
AFTER UPDATE OF {columns} ON associations_association
FOR EACH ROW EXECUTE FUNCTION public.catalogue_enqueue_referencing('missions_mission', 'association_id')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0003_stays_local"),
        ("missions", "0002_steps_rules_models"),
        ("participations", "0003_waiting_list_and_attendance"),
        ("rules", "0002_reach"),
        ("catalogue", "0003_words_clock_and_reconciliation"),
    ]

    operations = [
        migrations.RunSQL(_RECURRENCE, "DROP TRIGGER missions_recurrence_to_catalogue ON missions_recurrence"),
        migrations.RunSQL(_RULES, "DROP TRIGGER rules_rules_to_catalogue ON rules_rules"),
        migrations.RunSQL(
            _ASSOCIATION.format(columns="name, state, stays_local"),
            _ASSOCIATION.format(columns="name, state"),
        ),
    ]
