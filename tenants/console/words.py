"""What the steps of a territory's life are called, and what each changes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class StepWords:
    """`done` takes `name`."""

    button: str | Promise
    effect: str | Promise
    done: str | Promise
    is_grave: bool = True


STEP_WORDS = {
    "resume": StepWords(
        _("Resume"),
        _("Its site answers again as it was, its missions return to the network, its e-mails leave."),
        _("%(name)s is open again."),
        is_grave=False,
    ),
    "suspend": StepWords(
        _("Suspend"),
        _(
            "Its site shows a page that says so, in its name. Its team reads its back office and takes its data away,"
            " and changes nothing. Its missions leave the network. Nothing is lost."
        ),
        _("%(name)s is suspended."),
    ),
    "archive": StepWords(
        _("Archive"),
        _("Its site is closed for long, its data are kept, nothing is sent any more."),
        _("%(name)s is archived."),
    ),
    "give_notice": StepWords(
        _("Give notice of deletion"),
        _(
            "Its site is closed, its team is told by e-mail and takes its data away; everything is deleted in thirty"
            " days, unless the territory is resumed before."
        ),
        _("%(name)s is told that it will be deleted."),
    ),
}
