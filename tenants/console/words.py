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

SETTLE_WORDS = StepWords(
    _("These failures are dealt with"),
    _("They leave the list and no longer call for attention. What fails anew comes back."),
    _("The failures of %(name)s are dealt with."),
    is_grave=False,
)

#: What an administrator does about a job that failed, by the beginning of its kind of error.
_ADVICE = {
    "SMTP": _(
        "The mail relay refused: check its account and its limits. E-mails wait and leave by themselves."
    ),
    "ConnectionRefused": _(
        "A service did not answer: check that it runs. The job runs again at its next turn."
    ),
    "OperationalError": _(
        "The database or the queue did not answer: check that it runs, and its limits of connections."
    ),
    "SoftTimeLimit": _(
        "It took too long: look at the size of this territory and at the load of the workers."
    ),
    "WorkerLost": _("The worker was killed, often for want of memory: look at the machine."),
    "PaymentService": _(
        "Stripe did not answer or refused: its dashboard tells why. Tomorrow it is asked again."
    ),
    "OSError": _(
        "A file could not be read or written: look at the free space and the rights of the media folder."
    ),
}
_OTHER = _(
    "Look for the job’s name in the server’s log: the message is there. What is periodic runs again at its next turn; "
    "if it fails anew, send the trace to who develops the platform."
)


def advice_on(error: str) -> str | Promise:
    """What to do about a kind of error."""
    return next((said for beginning, said in _ADVICE.items() if error.startswith(beginning)), _OTHER)
