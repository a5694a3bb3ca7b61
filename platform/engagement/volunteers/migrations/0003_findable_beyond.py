from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0002_card"), ("seekers", "0002_beyond")]

    operations = [
        migrations.AddField(
            model_name="volunteer",
            name="findable_beyond",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="those of neighbouring territories too"
            ),
        ),
    ]
