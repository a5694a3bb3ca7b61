"""The e-mails of taking part. Each names the other by a masked name and leads to the site, never to an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from engagement.associations.selectors import managers_of
from engagement.contact_details import hide_contact_details
from engagement.missions.models import Mission, Remote
from engagement.missions.presenters import span
from engagement.moments import moment_in_words
from engagement.participations.models import Participation
from engagement.participations.offer_links import offer_path
from kernel.mail import services as mail


def tell_managers_of_request(participation: Participation) -> None:
    """Somebody would like to take part: one e-mail to each manager."""
    _tell_managers(participation, "participation_requested")


def tell_managers_of_withdrawal(participation: Participation) -> None:
    """Somebody who had a place gave it up: one e-mail to each manager."""
    _tell_managers(participation, "participation_withdrawn")


def tell_managers_of_taken_offer(participation: Participation) -> None:
    """Somebody on the waiting list took a place that came free: one e-mail to each manager."""
    _tell_managers(participation, "participation_taken")


def tell_volunteer_accepted(participation: Participation) -> None:
    _tell_volunteer(participation, "participation_accepted")


def tell_volunteer_declined(participation: Participation, *, was_expected: bool) -> None:
    _tell_volunteer(participation, "participation_declined")


def tell_volunteer_withdrawn(participation: Participation) -> None:
    """She gave up a place: her calendar is told."""
    _tell_volunteer(participation, "participation_given_up")


def tell_volunteer_waiting(participation: Participation) -> None:
    """The association put her on the waiting list."""
    _tell_volunteer(participation, "participation_waiting")


def tell_volunteer_offered(participation: Participation) -> None:
    """A place came free for her: the link, and until when."""
    assert participation.offered_until is not None
    _tell_volunteer(
        participation,
        "participation_offered",
        offer_path=offer_path(participation),
        until=moment_in_words(participation.offered_until),
    )


def tell_volunteer_lapsed(participation: Participation, *, was: str) -> None:
    """Time ran out, of an offer, of the waiting list or of a request (`was`)."""
    _tell_volunteer(participation, "participation_lapsed", was=was)


def tell_volunteer_cancelled(participation: Participation, *, reason: str, was_expected: bool) -> None:
    """The mission does not take place."""
    _tell_volunteer(participation, "participation_cancelled", reason=hide_contact_details(reason))


def tell_volunteer_changed(
    participations: Sequence[Participation], *, place_was: str | None, moments_were: Mapping[int | None, str]
) -> None:
    """The place or some of her dates are others: `participations` are those of one person that it concerns."""
    first = participations[0]
    moved = [
        {"was": was, "now": one.slot.in_words if one.slot else span(one.mission)}
        for one in participations
        if (was := moments_were.get(one.slot_id)) is not None
    ]
    _tell_volunteer(first, "participation_changed", when="", moved=moved, place_was=place_was)


def tell_volunteer_reminder(participation: Participation) -> None:
    """It is soon."""
    _tell_volunteer(
        participation,
        "participation_reminder",
        withdraw_path=reverse("participations:withdraw", kwargs={"pk": participation.pk}),
    )


def _tell_managers(participation: Participation, template: str) -> None:
    context = _facts(participation) | {
        "volunteer_name": participation.user.masked_name,
        "path": reverse("participations:answer", kwargs={"pk": participation.pk}),
    }
    for manager in managers_of(association_id=participation.mission.association_id):
        mail.send(template=template, to=manager, context=context | {"first_name": manager.first_name})


def _tell_volunteer(participation: Participation, template: str, **more: Any) -> None:
    context = _facts(participation) | {
        "first_name": participation.user.first_name,
        "answer": hide_contact_details(participation.answer),
        "path": reverse("participations:mine"),
        "missions_path": reverse("missions:list"),
    }
    mail.send(template=template, to=participation.user, context=context | more)


def _facts(participation: Participation) -> dict[str, Any]:
    mission, slot = participation.mission, participation.slot
    return {
        "mission_title": mission.title,
        "association_name": mission.association.name,
        "when": slot.in_words if slot else "",
        "place": place_in_words(mission),
    }


def place_in_words(mission: Mission) -> str:
    """Where to go; empty for what is done from home."""
    if mission.remote == Remote.FULL:
        return ""
    return ", ".join(filter(None, [mission.place_name, mission.street, mission.commune.name]))
