"""Hours, from the one who says them to the one who may contradict; thanks; expenses."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagement.associations.models import Association
from engagement.missions.models import Mission
from engagement.participations.models import Participation
from engagement.recognition import mails
from engagement.recognition.models import STANDING, Expense, Hours, HoursState, Thanks
from engagement.recognition.selectors import welcomes
from engagement.recognition.states import HOURS
from kernel.accounts.models import User
from kernel.audit.services import record
from kernel.lifecycle import ForbiddenTransition

#: The longest day that may be declared, in minutes.
LONGEST_DAY = 24 * 60


class HoursRefused(Exception):
    """The hours cannot be; `message` says why, to the person who wrote them."""

    message = _("This is not possible.")


class DayToCome(HoursRefused):
    message = _("That day has not come yet.")


class TooManyHours(HoursRefused):
    message = _("A day has twenty-four hours: with what you declared already, that is too many.")


class NotAVolunteerThere(HoursRefused):
    message = _("You have no accepted participation with this association.")


@transaction.atomic
def record_hours(*, participation: Participation, minutes: int, now: datetime) -> Hours | None:
    """Take down what an association says of one participation; it is confirmed thereby, and the volunteer is told.

    Said again, it replaces what it said before; once disputed, it corrects. Zero takes back what was recorded, which
    the volunteer learns from the attendance itself. Returns None when there is nothing to keep.
    """
    existing = (
        Hours.objects.select_for_update(of=("self",))
        .select_related("association", "mission", "user")
        .filter(participation=participation)
        .first()
    )
    if not minutes:
        if existing:
            existing.delete()
        return None
    if existing is None:
        ended = participation.ends_at or now
        hours = Hours.objects.create(
            user=participation.user,
            association=participation.mission.association,
            mission=participation.mission,
            participation=participation,
            day=timezone.localdate(min(ended, now)),
            minutes=minutes,
            state=HoursState.CONFIRMED,
            recorded_at=now,
            changed_at=now,
        )
        mails.tell_volunteer(hours, "hours_confirmed")
        return hours
    if existing.minutes == minutes:
        return existing
    if existing.state == HoursState.DISPUTED:
        return correct_hours(hours=existing, minutes=minutes, answer="", by=None, now=now)
    existing.minutes, existing.state = minutes, HoursState.CONFIRMED
    _save(existing, now)
    mails.tell_volunteer(existing, "hours_confirmed")
    return existing


@transaction.atomic
def declare_hours(
    *,
    user: User,
    association: Association,
    day: date,
    minutes: int,
    now: datetime,
    mission: Mission | None = None,
    note: str = "",
) -> Hours:
    """Declare hours of a regular mission; the association is asked to confirm them.

    Raises `DayToCome`, `NotAVolunteerThere` (no accepted or attended participation of hers there), `TooManyHours`
    (more than a day holds, with what she declared for it already).
    """
    if day > timezone.localdate(now):
        raise DayToCome
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not welcomes(user=user).filter(mission__association=association).exists():
        raise NotAVolunteerThere
    declared = Hours.objects.filter(user=user, day=day).exclude(state=HoursState.REFUSED)
    if minutes + sum(declared.values_list("minutes", flat=True)) > LONGEST_DAY:
        raise TooManyHours
    hours = Hours.objects.create(
        user=user,
        association=association,
        mission=mission,
        day=day,
        minutes=minutes,
        declared_minutes=minutes,
        state=HoursState.DECLARED,
        note=note,
        recorded_at=now,
        changed_at=now,
    )
    mails.tell_managers(hours, "hours_declared")
    return hours


@transaction.atomic
def take_back_hours(*, hours: Hours) -> None:
    """Delete what she declared and nobody answered yet. Raises `ForbiddenTransition` otherwise."""
    hours = _lock(hours)
    HOURS.target("confirm", hours.state)
    hours.delete()


@transaction.atomic
def confirm_hours(*, hours: Hours, now: datetime) -> Hours:
    """The association agrees with what was declared. Raises `ForbiddenTransition`."""
    hours = _move(hours, "confirm", now)
    mails.tell_volunteer(hours, "hours_confirmed")
    return hours


@transaction.atomic
def refuse_hours(*, hours: Hours, answer: str, now: datetime) -> Hours:
    """The association does not recognise what was declared, and says why. Raises `ForbiddenTransition`."""
    hours = _move(hours, "refuse", now, answer=answer, minutes=0)
    mails.tell_volunteer(hours, "hours_refused")
    return hours


@transaction.atomic
def correct_hours(*, hours: Hours, minutes: int, answer: str, by: User | None, now: datetime) -> Hours:
    """The association writes another number, and says why. Raises `ForbiddenTransition`."""
    was_disputed = _lock(hours).state == HoursState.DISPUTED
    hours = _move(hours, "correct", now, answer=answer, minutes=minutes)
    if was_disputed:
        record(act="hours.settled", actor=by, subject=hours, subject_label="", role="manager", at=now)
    mails.tell_volunteer(hours, "hours_corrected")
    return hours


@transaction.atomic
def maintain_hours(*, hours: Hours, answer: str, by: User, now: datetime) -> Hours:
    """The association stands by what it said, and says why: the dispute is over. Raises `ForbiddenTransition`."""
    hours = _move(hours, "maintain", now, answer=answer)
    record(act="hours.settled", actor=by, subject=hours, subject_label="", role="manager", at=now)
    mails.tell_volunteer(hours, "hours_maintained")
    return hours


@transaction.atomic
def dispute_hours(*, hours: Hours, reason: str, now: datetime) -> Hours:
    """The volunteer says that they are wrong, and why; the association is asked again. Raises `ForbiddenTransition`."""
    hours = _move(hours, "dispute", now, dispute=reason)
    record(act="hours.disputed", actor=hours.user, subject=hours, subject_label="", role="volunteer", at=now)
    mails.tell_managers(hours, "hours_disputed")
    return hours


@transaction.atomic
def accept_correction(*, hours: Hours, now: datetime) -> Hours:
    """The volunteer agrees with what the association corrected. Raises `ForbiddenTransition`."""
    hours = _move(hours, "accept", now)
    mails.tell_managers(hours, "hours_settled")
    return hours


@transaction.atomic
def thank(*, user: User, association: Association, author: User, text: str, now: datetime) -> Thanks:
    """Send a volunteer a note, kept in her record. Raises `NotAVolunteerThere`."""
    if not welcomes(user=user).filter(mission__association=association).exists():
        raise NotAVolunteerThere
    thanks = Thanks.objects.create(user=user, association=association, author=author, text=text, sent_at=now)
    mails.tell_thanks(thanks)
    return thanks


def note_expense(*, user: User, association: Association | None, day: date, amount: Decimal) -> Expense:
    """Note a lump sum received. Shown to herself alone."""
    return Expense.objects.create(user=user, association=association, day=day, amount=amount)


def drop_expense(*, expense: Expense) -> None:
    """Take back what she noted."""
    expense.delete()


def anonymise_hours(*, user: User, now: datetime) -> None:
    """Leave numbers behind: her hours lose her name, their words and their day; what nobody confirmed goes."""
    hers = Hours.objects.filter(user=user)
    hers.exclude(state__in=STANDING).delete()
    for hours in hers:
        hours.user = hours.participation = None
        hours.note = hours.dispute = hours.answer = ""
        hours.day = hours.day.replace(day=1)
        _save(hours, now)


def _lock(hours: Hours) -> Hours:
    """As they are now, their row held. Raises `ForbiddenTransition` when they were taken back meanwhile."""
    held = (
        Hours.objects.select_for_update(of=("self",))
        .select_related("association", "mission", "user")
        .filter(pk=hours.pk)
        .first()
    )
    if held is None:
        raise ForbiddenTransition("hours", "change", "taken back")
    return held


def _move(hours: Hours, action: str, now: datetime, **changes: object) -> Hours:
    hours = _lock(hours)
    hours.state = HOURS.target(action, hours.state)
    for name, value in changes.items():
        setattr(hours, name, value)
    _save(hours, now)
    return hours


def _save(hours: Hours, now: datetime) -> None:
    hours.changed_at = now
    hours.save()
