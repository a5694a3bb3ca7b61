"""The e-mails of taking part. Each names the other by a masked name and leads to the site, never to an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from engagement.associations.selectors import managers_of
from engagement.contact_details import hide_contact_details
from engagement.missions.models import Mission, Remote
from engagement.missions.presenters import moments_in_words
from engagement.moments import day_in_sentence, moment_in_sentence
from engagement.participations.calendars import entry_file, is_dated
from engagement.participations.models import Participation, ParticipationState
from engagement.participations.offer_links import offer_path
from kernel.accounts.models import User
from kernel.mail import services as mail
from kernel.mail.message import Attachment

#: Requests that one e-mail lists.
_MOST_LISTED = 30


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
    """She is expected; with the entry for her calendar."""
    _tell_volunteer(participation, "participation_accepted", entries=[participation])


def tell_volunteer_declined(participation: Participation, *, was_expected: bool) -> None:
    """The answer is no, or no longer yes; then the entry leaves her calendar."""
    _tell_volunteer(participation, "participation_declined", entries=[participation] if was_expected else [])


def tell_volunteer_withdrawn(participation: Participation) -> None:
    """She gave up a place: the entry leaves her calendar."""
    _tell_volunteer(participation, "participation_given_up", entries=[participation])


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
        until=moment_in_sentence(participation.offered_until),
    )


def tell_volunteer_lapsed(participation: Participation, *, was: str) -> None:
    """Time ran out, of an offer, of the waiting list or of a request (`was`)."""
    _tell_volunteer(participation, "participation_lapsed", was=was)


def tell_volunteer_cancelled(participation: Participation, *, reason: str, was_expected: bool) -> None:
    """The mission does not take place."""
    _tell_volunteer(
        participation,
        "participation_cancelled",
        entries=[participation] if was_expected else [],
        reason=hide_contact_details(reason),
    )


def tell_volunteer_changed(
    participations: Sequence[Participation],
    *,
    place_was: str | None,
    moments_were: Mapping[int | None, str],
    now: datetime,
) -> None:
    """The place or some of her dates are others: `participations` are those of one person that it concerns."""
    first = participations[0]
    moved = [
        {"was": was, "now": one.slot.in_words if one.slot else moments_in_words(one.mission, now=now)}
        for one in participations
        if (was := moments_were.get(one.slot_id)) is not None
    ]
    expected = [one for one in participations if one.state == ParticipationState.ACCEPTED]
    _tell_volunteer(
        first, "participation_changed", entries=expected, when="", moved=moved, place_was=place_was
    )


def tell_volunteer_reminder(participation: Participation) -> None:
    """It is soon."""
    _tell_volunteer(
        participation,
        "participation_reminder",
        withdraw_path=reverse("participations:withdraw", kwargs={"pk": participation.pk}),
    )


def tell_manager_of_unanswered(manager: User, participations: Sequence[Participation]) -> None:
    """People have waited for an answer for days."""
    context = {"first_name": manager.first_name, "path": reverse("participations:inbox") + "?state=requested"}
    mail.send(template="participation_nudge", to=manager, context=context | _list(participations))


def tell_editor_of_unanswered(editor: User, participations: Sequence[Participation]) -> None:
    """Associations leave people without an answer."""
    context = {"first_name": editor.first_name, "path": reverse("backoffice_unanswered")}
    mail.send(template="participation_alert", to=editor, context=context | _list(participations))


def _list(participations: Sequence[Participation]) -> dict[str, Any]:
    """The longest waiting, by masked name; `more` others are only counted."""
    shown = [
        {
            "name": one.user.masked_name,
            "mission": one.mission.title,
            "association": one.mission.association.name,
            "since": day_in_sentence(one.requested_at),
        }
        for one in participations[:_MOST_LISTED]
    ]
    return {"requests": shown, "more": len(participations) - len(shown), "number": len(participations)}


def _tell_managers(participation: Participation, template: str) -> None:
    context = _facts(participation) | {
        "volunteer_name": participation.user.masked_name,
        "path": reverse("participations:answer", kwargs={"pk": participation.pk}),
    }
    for manager in managers_of(association_id=participation.mission.association_id):
        mail.send(template=template, to=manager, context=context | {"first_name": manager.first_name})


def _tell_volunteer(
    participation: Participation, template: str, *, entries: Sequence[Participation] = (), **more: Any
) -> None:
    """`entries`: the participations whose calendar files go with it."""
    context = _facts(participation) | {
        "first_name": participation.user.first_name,
        "answer": hide_contact_details(participation.answer),
        "path": reverse("participations:mine"),
        "missions_path": reverse("missions:list"),
    }
    mail.send(
        template=template,
        to=participation.user,
        context=context | more,
        attachments=[
            Attachment("mission.ics", entry_file(one, now=timezone.now()), "text/calendar")
            for one in entries
            if is_dated(one)
        ],
    )


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
