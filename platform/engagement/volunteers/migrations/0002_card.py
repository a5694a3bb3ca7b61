import uuid

import django.contrib.postgres.functions
from django.db import migrations, models

# The functions are those of seekers.0001.
TRIGGERS = {
    "volunteers_volunteer": ("INSERT OR UPDATE OR DELETE", "seekers_follow_profile()"),
    "accounts_user": ("UPDATE OF is_active", "seekers_follow_account()"),
}


class Migration(migrations.Migration):
    dependencies = [
        ("volunteers", "0001_initial"),
        ("accounts", "0001_initial"),
        ("seekers", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="volunteer",
            name="card",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(),
                default=uuid.uuid4,
                editable=False,
                unique=True,
            ),
        ),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_to_seekers AFTER {events} ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION public.{call}",
                f"DROP TRIGGER {table}_to_seekers ON {table}",
            )
            for table, (events, call) in TRIGGERS.items()
        ),
        # Those who agreed before.
        migrations.RunSQL(
            "SELECT public.seekers_write(current_schema(), array_agg(card)) FROM volunteers_volunteer WHERE findable",
            migrations.RunSQL.noop,
        ),
    ]
