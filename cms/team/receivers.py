"""Tells the team what awaits it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page, Revision

from cms.pages.models import ContactPage
from cms.pages.signals import form_answered, publication_failed
from engagement.associations.selectors import moderators
from kernel.mail import services as mail
from kernel.tenancy import current_territory


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


@receiver(publication_failed, dispatch_uid="cms.team")
def tell_who_scheduled_it(
    sender: type[Page], *, version: Revision, reasons: list[str], **_kwargs: Any
) -> None:
    """That her page is not online, though its hour has come. Where nobody is known to have, those who moderate."""
    territory = current_territory()
    base_url = territory.base_url if territory else ""
    with override(settings.LANGUAGE_CODE):
        for person in [version.user] if version.user else moderators():
            mail.send(
                template="team_pages",
                to=person,
                context={
                    "first_name": person.first_name,
                    "subject_line": _("“%(title)s” could not be published") % {"title": version.object_str},
                    "body": "\n\n".join(
                        [
                            _("Its hour has come, but the page could not go online:"),
                            *reasons,
                            _("Put it right here, then publish it again: %(address)s")
                            % {
                                "address": base_url
                                + reverse("wagtailadmin_pages:edit", args=[version.object_id])
                            },
                        ]
                    ),
                },
            )
