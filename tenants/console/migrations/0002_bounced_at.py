from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("console", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="vitals",
            name="bounced_at",
            field=models.DateTimeField(
                help_text="or was complained of", null=True, verbose_name="last e-mail that came back"
            ),
        ),
    ]
