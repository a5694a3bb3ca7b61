"""Taking part elsewhere: the documented citizen of each territory helps in the one that opened before hers, and the
first one's in the last. Asked, accepted and done; told from one site to the other as always, without e-mails.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from demo.instances import INSTANCES, DemoInstance
from demo.scenes import Stage
from engagement.missions.models import Mission, Slot
from engagement.participations.models import Participation
from engagement.passes.exchange import exchange
from engagement.passes.models import Guest
from engagement.passes.services import issue_pass
from engagement.recognition.models import Hours, HoursState
from kernel.accounts.models import User
from kernel.tenancy import tenant_context, territory_called


def play(stage: Stage) -> None:
    """What can be told once this territory stands beside those that opened before."""
    number = INSTANCES.index(stage.instance)
    if number:
        _travel(stage.instance, INSTANCES[number - 1], stage.now)
    if number == len(INSTANCES) - 1:
        _travel(INSTANCES[0], stage.instance, stage.now)


def _travel(from_: DemoInstance, to: DemoInstance, now: datetime) -> None:
    home, host = territory_called(from_.slug), territory_called(to.slug)
    if home is None or host is None:
        return
    with tenant_context(home):
        citizen = User.objects.get(email=_account(from_, "citizen"))
        travel_pass = issue_pass(
            user=citizen, host=host, shows_first_name=False, now=now - timedelta(days=20)
        )
        exchange(now=now)
    with tenant_context(host):
        exchange(now=now)
        manager = User.objects.get(email=_account(to, "manager"))
        _take_part(Guest.objects.get(code=travel_pass.code).user, manager, now)
        exchange(now=now)
    # She reads how it stands, and her name goes out where she is counted on.
    for territory in (home, host):
        with tenant_context(territory):
            exchange(now=now)


def _take_part(guest: User, manager: User, now: datetime) -> None:
    """A request that waits, a place that is hers, and three hours given."""
    at_any_time = (
        Mission.objects.current(now).filter(slots=None, capacity=None, reach="network").order_by("pk")
    )
    past = Slot.objects.filter(ends_at__lt=now, mission__association__memberships__user=manager)
    done = past.select_related("mission__association").order_by("-ends_at", "pk").first()
    answered = {"answered_at": now - timedelta(days=10), "answered_by": manager}
    for mission, state, more in zip(at_any_time[:2], ("requested", "accepted"), ({}, answered), strict=False):
        Participation.objects.create(
            mission=mission,
            user=guest,
            state=state,
            message="Je ne suis pas d’ici, mais la route ne me fait pas peur : je viens volontiers.",
            requested_at=now - timedelta(days=12),
            **more,
        )
    if done is not None:
        given = Participation.objects.create(
            mission=done.mission,
            slot=done,
            user=guest,
            state="attended",
            hours=Decimal(3),
            attendance_at=done.ends_at,
            message="Une amie m’a parlé de votre équipe. Où puis-je être utile ?",
            requested_at=done.starts_at - timedelta(days=9),
            **answered,
        )
        Hours.objects.create(
            user=guest,
            association=done.mission.association,
            participation=given,
            day=done.starts_at.date(),
            minutes=180,
            state=HoursState.CONFIRMED,
            recorded_at=done.ends_at,
            changed_at=done.ends_at,
        )


def _account(instance: DemoInstance, role: str) -> str:
    return next(account.email for account in instance.accounts if account.role == role)
