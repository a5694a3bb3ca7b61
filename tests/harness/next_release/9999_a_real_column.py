from pathlib import Path

from django.db import migrations, models

from engagement.missions import migrations as known


def fill(apps, schema_editor):
    apps.get_model("missions", "Mission").objects.update(column_of_tests="filled")


class Migration(migrations.Migration):
    dependencies = [("missions", max(path.stem for path in Path(known.__path__[0]).glob("0*.py")))]
    operations = [
        migrations.AddField(
            "mission", "column_of_tests", models.CharField(max_length=20, default="", db_default="")
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
