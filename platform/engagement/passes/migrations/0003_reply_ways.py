import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("passes", "0002_notices")]

    operations = [
        migrations.CreateModel(
            name="ReplyWay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("there", models.CharField(max_length=255)),
                ("made_at", models.DateTimeField(db_index=True)),
                (
                    "travel_pass",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reply_ways",
                        to="passes.pass",
                    ),
                ),
            ],
            options={"verbose_name": "way of an answer", "verbose_name_plural": "ways of answers"},
        ),
    ]
