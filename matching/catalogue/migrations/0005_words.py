import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0004_requests'),
        ('geography', '0002_commune'),
        ('registry', '0003_life'),
    ]

    operations = [
        migrations.CreateModel(
            name='Word',
            fields=[
                ('word', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('key', models.CharField(help_text='Without accents.', max_length=60)),
                ('missions', models.PositiveIntegerField(help_text='How many say it.')),
            ],
        ),
        migrations.AddField(
            model_name='opportunity',
            name='heading',
            field=django.contrib.postgres.search.SearchVectorField(help_text='Those of its title alone.', null=True),
        ),
        migrations.AddIndex(
            model_name='opportunity',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('is_open', True)), fields=['heading'], name='opportunity_heading'),
        ),
        migrations.AddIndex(
            model_name='word',
            index=django.contrib.postgres.indexes.GinIndex(fields=['key'], name='word_alike', opclasses=['gin_trgm_ops']),
        ),
    ]
