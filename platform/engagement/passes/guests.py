"""At the host: a guest arrives, is known better or less well, leaves; what her own territory is told of her."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from engagement.participations.models import Participation
from engagement.participations.presenters import when_in_words
from engagement.passes.models import Guest, Release
from engagement.privacy.erasure import erase_person
from engagement.recognition.models import STANDING
from engagement.volunteers.models import Volunteer
from kernel.accounts.models import GUEST_DOMAIN, User


@transaction.atomic
def receive_pass(*, home: str, content: Mapping[str, Any], now: datetime) -> None:
    """Bring a guest in step with what her territory says of her: made, changed, or erased when her pass ended."""
    code = UUID(content["subject"])
    guest = Guest.objects.select_related("user").filter(code=code, home=home).first()
    if not content["standing"]:
        if guest is not None:
            let_go(guest=guest, now=now)
        return
    place = content["place"] or (None, None)
    user = guest.user if guest else User(email=f"{code.hex}@{GUEST_DOMAIN}", password=make_password(None))
    user.first_name, user.last_name = content["first_name"], content["last_name"]
    user.save()
    Guest.objects.update_or_create(
        user=user,
        defaults={"home_name": content["home_name"], "latitude": place[0], "longitude": place[1]},
        create_defaults={
            "code": code,
            "home": home,
            "home_name": content["home_name"],
            "latitude": place[0],
            "longitude": place[1],
            "came_at": now,
        },
    )
    told = ("birth_year", "causes", "skills", "availability", "languages")
    Volunteer.objects.update_or_create(user=user, defaults={name: content[name] for name in told})
    _keep_receipts(user, content)


@transaction.atomic
def let_go(*, guest: Guest, now: datetime) -> None:
    """Erase a guest as anybody who asks for it: her places go to others, her hours stay as numbers."""
    erase_person(user=guest.user, now=now, act="person.left")


def told_of_guest(code: UUID) -> dict[str, Any]:
    """What her own territory is to know of a guest: what she asked for and gave here; or that she left."""
    guest = Guest.objects.filter(code=code).first()
    if guest is None:
        return {"kind": "statement", "subject": str(code), "standing": False}
    rows = (
        Participation.objects.filter(user_id=guest.user_id)
        .select_related("mission__association", "slot")
        .annotate(minutes=Coalesce(Sum("given_hours__minutes", filter=Q(given_hours__state__in=STANDING)), 0))
        .order_by("pk")
    )
    return {
        "kind": "statement",
        "subject": str(code),
        "standing": True,
        "journeys": [
            {
                "key": row.pk,
                "mission_title": row.mission.title,
                "association_name": row.mission.association.name,
                "path": row.mission.get_absolute_url(),
                "when": when_in_words(row),
                "ends_at": row.ends_at.isoformat() if row.ends_at else None,
                "state": row.state,
                "minutes": row.minutes,
                "requested_at": row.requested_at.isoformat(),
                "causes": row.mission.causes,
            }
            for row in rows
        ],
    }


def _keep_receipts(user: User, content: Mapping[str, Any]) -> None:
    """One for each participation for which her name is given now."""
    told = {one["key"]: one for one in content["releases"]}
    Release.objects.filter(participation__user=user).exclude(participation_id__in=told).delete()
    for key in Participation.objects.filter(user=user, pk__in=told).values_list("pk", flat=True):
        Release.objects.update_or_create(
            participation_id=key,
            defaults={
                "receipt": told[key]["receipt"],
                "agreed_at": datetime.fromisoformat(content["agreed_at"]),
                "released_at": datetime.fromisoformat(told[key]["released_at"]),
            },
        )
