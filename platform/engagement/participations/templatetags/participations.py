"""`{% answer_time association %}`: how fast an association answers, when that is good."""

from __future__ import annotations

from django import template
from django.utils import timezone

from engagement.associations.models import Association
from engagement.participations.promise import answer_time_in_words

register = template.Library()


@register.inclusion_tag("participations/answer_time.html")
def answer_time(association: Association) -> dict[str, str]:
    return {"words": answer_time_in_words(association_id=association.pk, now=timezone.now())}
