"""Tells the team what awaits it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import override

from cms.pages.models import ContactPage
from cms.pages.signals import form_answered
from engagement.associations.selectors import moderators
from kernel.mail import services as mail


@receiver(form_answered, dispatch_uid="cms.team")
def tell_the_team(sender: type[ContactPage], *, page: ContactPage, **_kwargs: Any) -> None:
    """That there is an answer, not what it says: it stays where it can be deleted."""
    with override(settings.LANGUAGE_CODE):  # whatever the language of the form
        for person in moderators():
            mail.send(
                template="team_answer",
                to=person,
                context={
                    "first_name": person.first_name,
                    "form": page.title,
                    "path": reverse("wagtailforms:list_submissions", args=[page.pk]),
                },
            )
