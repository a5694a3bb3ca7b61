from importlib import import_module

from django.db import migrations, models

_first = import_module("matching.seekers.migrations.0001_initial")

# As before, and whether neighbouring territories find her too. Read by name: a territory whose table does not have the
# column yet goes on writing its cards.
WANTED = _first.WANTED.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
    " one.availability, territory.id'",
    " one.availability, territory.id,'\n"
    "        ' coalesce((to_jsonb(one) ->> ''findable_beyond'')::boolean, false)'",
)
assert "findable_beyond" in WANTED


class Migration(migrations.Migration):
    dependencies = [("seekers", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="seekercard",
            name="beyond",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunSQL(WANTED, migrations.RunSQL.noop),
    ]
