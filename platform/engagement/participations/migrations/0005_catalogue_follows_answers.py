from django.db import migrations

# The chance that an association answers is in the catalogue too. The function is that of catalogue.0002.
_ASSOCIATION = """
DROP TRIGGER associations_association_to_catalogue ON associations_association;
CREATE TRIGGER associations_association_to_catalogue
AFTER UPDATE OF {columns} ON associations_association
FOR EACH ROW EXECUTE FUNCTION public.catalogue_enqueue_referencing('missions_mission', 'association_id')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("associations", "0005_answers"),
        ("participations", "0004_catalogue_follows_reach"),
    ]

    operations = [
        migrations.RunSQL(
            _ASSOCIATION.format(columns="name, state, stays_local, answers"),
            _ASSOCIATION.format(columns="name, state, stays_local"),
        ),
    ]
