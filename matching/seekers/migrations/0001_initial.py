import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


# The cards that a territory's people should have now, all or those of these codes; its tables are named when it is
# called. Who is known to be under 16 has none: that is the age of consent by herself (GDPR, article 8). The states are
# `kernel.tenancy.OPEN_STATES`.
WANTED = """
CREATE FUNCTION public.seekers_wanted(schema_name text, codes uuid[]) RETURNS SETOF public.seekers_seekercard
LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format(
        'SELECT one.card, round(home.latitude::numeric, 1)::float8, round(home.longitude::numeric, 1)::float8,'
        ' one.radius_km, one.remote_ok, one.mobility, one.causes, one.skills, one.availability, territory.id'
        ' FROM %1$I.volunteers_volunteer AS one'
        ' JOIN %1$I.accounts_user AS person ON person.id = one.user_id AND person.is_active'
        ' JOIN public.registry_territory AS territory ON territory.schema_name = $1'
        ' AND territory.state IN (''trial'', ''live'', ''late'')'
        ' LEFT JOIN public.geography_commune AS home ON home.id = one.commune_id'
        ' WHERE one.findable AND ($2 IS NULL OR one.card = ANY ($2))'
        ' AND (one.birth_year IS NULL OR extract(year FROM now()) - one.birth_year >= 16)', schema_name
    ) USING schema_name, codes;
END
$$;
"""

# One at a time for one card, and what it says is read only then: the last to write has seen what the others committed.
WRITE = """
CREATE FUNCTION public.seekers_write(schema_name text, codes uuid[]) RETURNS void STRICT LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(code::text, 0))
    FROM (SELECT DISTINCT unnest(codes) AS code ORDER BY 1) AS each;
    DELETE FROM public.seekers_seekercard WHERE code = ANY (codes);
    INSERT INTO public.seekers_seekercard SELECT * FROM public.seekers_wanted(schema_name, codes);
END
$$;
"""

# Row triggers of territories' tables call these (engagement.volunteers.0002), whatever the write path.
FOLLOW_PROFILE = """
CREATE FUNCTION public.seekers_follow_profile() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM public.seekers_write(TG_TABLE_SCHEMA, array_remove(
        ARRAY[CASE WHEN TG_OP <> 'DELETE' THEN NEW.card END, CASE WHEN TG_OP <> 'INSERT' THEN OLD.card END], NULL
    ));
    RETURN NULL;
END
$$;
"""

FOLLOW_ACCOUNT = """
CREATE FUNCTION public.seekers_follow_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    cards uuid[];
BEGIN
    EXECUTE format('SELECT array_agg(card) FROM %I.volunteers_volunteer WHERE user_id = $1', TG_TABLE_SCHEMA)
        INTO cards USING NEW.id;
    PERFORM public.seekers_write(TG_TABLE_SCHEMA, cards);
    RETURN NULL;
END
$$;
"""
FUNCTIONS = {
    "seekers_wanted(text, uuid[])": WANTED,
    "seekers_write(text, uuid[])": WRITE,
    "seekers_follow_profile()": FOLLOW_PROFILE,
    "seekers_follow_account()": FOLLOW_ACCOUNT,
}


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('geography', '0002_commune'),
        ('registry', '0004_listed'),
    ]

    operations = [
        migrations.CreateModel(
            name='SeekerCard',
            fields=[
                ('code', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('radius_km', models.PositiveSmallIntegerField()),
                ('remote_ok', models.BooleanField()),
                ('mobility', models.CharField(max_length=10)),
                ('causes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40))),
                ('skills', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40))),
                ('availability', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20))),
                ('territory', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seeker_cards', to='registry.territory')),
            ],
        ),
        *(
            migrations.RunSQL(sql, f"DROP FUNCTION public.{signature}")
            for signature, sql in FUNCTIONS.items()
        ),
    ]
