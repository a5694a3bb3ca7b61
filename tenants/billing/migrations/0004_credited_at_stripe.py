from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("billing", "0003_told_at")]

    operations = [
        migrations.AddField(
            model_name="stripeinvoice",
            name="credited_cents",
            field=models.IntegerField(db_default=0, default=0),
        ),
    ]
