from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("associations", "0003_stays_local")]

    operations = [
        migrations.AddField(
            model_name="association",
            name="had_manager",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                verbose_name="had a manager when last looked at",
            ),
        ),
    ]
