from django.conf import settings
from django.db import migrations, models

#: Of several open conversations of two sides about one thing, all but the last used are closed: they stay readable.
CLOSE_TWINS = """
UPDATE messaging_conversation SET closed_at = last_message_at WHERE id IN (
    SELECT id FROM (
        SELECT id, row_number() OVER (
            PARTITION BY pair, topic_kind, topic_id ORDER BY last_message_at DESC, id DESC
        ) AS place
        FROM messaging_conversation WHERE closed_at IS NULL
    ) AS ranked WHERE place > 1
)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('associations', '0002_registration'),
        ('messaging', '0002_citizens_and_messages_to_all'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(CLOSE_TWINS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('pair', 'topic_kind', 'topic_id'), name='conversation_one_open', nulls_distinct=False),
        ),
    ]
