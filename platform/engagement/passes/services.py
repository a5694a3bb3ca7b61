"""At home: a pass is issued, used, ended; what the host tells of it is taken in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from engagement.participations.models import ParticipationState
from engagement.passes.calling import call_upon
from engagement.passes.models import Journey, Pass
from engagement.privacy.services import note_consent
from engagement.volunteers.selectors import home_of, profile_of
from kernel.accounts.models import User
from kernel.tenancy import TerritoryContext, current_territory

#: What she consents to, and the version of its wording (`personal_data`).
PURPOSE = "pass"
WORDING = 1
#: For these states an association counts on her, or did: it knows who she is.
NAMED_STATES = (ParticipationState.ACCEPTED, ParticipationState.ATTENDED)
#: Degrees that a place is rounded to before it leaves: about 10 km.
COARSE = 0.1
_ADULT = 18


class HostIsClosed(Exception):
    """The territory that she would like to go to answers nobody at the moment."""


@transaction.atomic
def issue_pass(*, user: User, host: TerritoryContext, shows_first_name: bool, now: datetime) -> Pass:
    """Let her take part in another territory; her consent is written down. Asked again, it keeps its code.

    Raises `HostIsClosed`.
    """
    if not host.is_open:
        raise HostIsClosed
    _hold(user.pk)
    note_consent(user=user, purpose=PURPOSE, given=True, now=now)
    travel_pass, _created = Pass.objects.update_or_create(
        user=user,
        host=host.slug,
        defaults={"host_name": host.name, "shows_first_name": shows_first_name, "crossed_at": now},
        create_defaults={
            "host_name": host.name,
            "shows_first_name": shows_first_name,
            "crossed_at": now,
            "agreed_at": now,
        },
    )
    return travel_pass


@transaction.atomic
def note_crossing(*, travel_pass: Pass, host: TerritoryContext, now: datetime) -> None:
    """She is on her way: the host is to know her profile as it is now. Raises `HostIsClosed`."""
    if not host.is_open:
        raise HostIsClosed
    Pass.objects.filter(pk=travel_pass.pk).update(crossed_at=now, host_name=host.name, unreachable_since=None)


@transaction.atomic
def end_pass(*, travel_pass: Pass, now: datetime) -> None:
    """Give it up: the host erases its guest and frees her places. With the last one goes her consent."""
    user, here = travel_pass.user, current_territory()
    _hold(user.pk)
    travel_pass.delete()
    if here is not None:
        transaction.on_commit(partial(call_upon, here.slug))
    if not Pass.objects.filter(user=user).exists():
        note_consent(user=user, purpose=PURPOSE, given=False, now=now)


def end_passes(*, user: User, now: datetime) -> None:
    """End all of hers: her consent is withdrawn, or she is being erased."""
    for travel_pass in Pass.objects.filter(user=user).select_related("user"):
        end_pass(travel_pass=travel_pass, now=now)


def told_of_pass(code: UUID, *, now: datetime) -> dict[str, Any]:
    """What the host is to know of the holder of a pass, as it is now; of one that ended, that it did.

    No name, unless she shows her first name or an association there has accepted her. No address, no commune; a year
    of birth only while she is a minor, so that minimum ages hold.
    """
    found = Pass.objects.select_related("user").filter(code=code).first()
    if found is None:
        return {"kind": "pass", "subject": str(code), "standing": False}
    user, here = found.user, current_territory()
    volunteer, place = profile_of(user), home_of(profile_of(user))
    year = volunteer.birth_year if volunteer else None
    minor = year is not None and timezone.localtime(now).year - year < _ADULT
    return {
        "kind": "pass",
        "subject": str(code),
        "standing": True,
        "home_name": here.name if here else "",
        "first_name": user.first_name if found.gives_name or found.shows_first_name else "",
        "last_name": user.last_name if found.gives_name else "",
        "place": [_coarse(place.latitude), _coarse(place.longitude)] if place else None,
        "birth_year": year if minor else None,
        "causes": volunteer.causes if volunteer else [],
        "skills": volunteer.skills if volunteer else [],
        "availability": volunteer.availability if volunteer else [],
        "languages": volunteer.languages if volunteer else [],
        "agreed_at": found.agreed_at.isoformat(),
        "releases": [
            {"key": one.key, "receipt": str(one.receipt), "released_at": one.released_at.isoformat()}
            for one in found.journeys.filter(released_at__isnull=False)
            if one.released_at
        ],
    }


@transaction.atomic
def take_in_statement(*, host: str, content: Mapping[str, Any], now: datetime) -> None:
    """Bring a pass in step with what its host says of its guest; her name goes out, or back, as it calls for.

    Of a pass that ended meanwhile nothing is kept. A host where she is no longer a guest ended it.
    """
    rows = Pass.objects.filter(code=UUID(content["subject"]), host=host)
    for user_id in rows.values_list("user_id", flat=True):
        _hold(user_id)
    found = rows.select_for_update().first()
    if found is None:
        return
    if not content["standing"]:
        end_pass(travel_pass=found, now=now)
        return
    before = _receipts(found)
    for told in content["journeys"]:
        _take_in(found, told, now)
    found.journeys.exclude(key__in=[told["key"] for told in content["journeys"]]).delete()
    if (after := _receipts(found)) != before:
        found.gives_name = bool(after)
        found.save(update_fields=["gives_name"])


def _hold(user_id: int) -> None:
    """Her passes change one at a time, and the last that ends is known to be the last."""
    User.objects.select_for_update(no_key=True).filter(pk=user_id).first()


def _receipts(travel_pass: Pass) -> set[UUID | None]:
    return set(travel_pass.journeys.filter(receipt__isnull=False).values_list("receipt", flat=True))


def _take_in(travel_pass: Pass, told: Mapping[str, Any], now: datetime) -> None:
    journey = travel_pass.journeys.filter(key=told["key"]).first() or Journey(
        travel_pass=travel_pass, key=told["key"]
    )
    journey.mission_title = told["mission_title"]
    journey.association_name = told["association_name"]
    journey.path = told["path"]
    journey.when = told["when"]
    journey.ends_at = parse_datetime(told["ends_at"]) if told["ends_at"] else None
    journey.state = told["state"]
    journey.minutes = told["minutes"]
    # A host of the release before does not tell these.
    journey.requested_at = parse_datetime(told["requested_at"]) if "requested_at" in told else None
    journey.causes = told.get("causes", [])
    if journey.state not in NAMED_STATES:
        journey.receipt = journey.released_at = None
    elif journey.released_at is None:
        journey.receipt, journey.released_at = uuid4(), now
    journey.save()


def _coarse(degrees: float) -> float:
    return round(round(degrees / COARSE) * COARSE, 1)
