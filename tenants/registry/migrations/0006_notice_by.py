from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0005_domains"),
    ]

    operations = [
        migrations.AddField(
            model_name="territory",
            name="notice_by",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=16,
                verbose_name="role that gave the notice",
            ),
        ),
    ]
