from django.db import migrations

# In `public` whatever the search path, so that every territory's schema finds them. All but earthdistance are
# trusted: for that one the role needs superuser rights, or an administrator creates it beforehand.
EXTENSIONS = ["unaccent", "pg_trgm", "cube", "earthdistance"]


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.RunSQL(
            [f"CREATE EXTENSION IF NOT EXISTS {extension} WITH SCHEMA public" for extension in EXTENSIONS],
            reverse_sql=migrations.RunSQL.noop,
        )
    ]
