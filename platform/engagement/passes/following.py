"""Territories that answer nobody any more: at once nobody crosses; after some days, nothing of it stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction

from engagement.passes.guests import let_go
from engagement.passes.models import Guest, Pass
from engagement.passes.selectors import states_of
from engagement.passes.services import end_pass
from kernel.mail import services as mail
from kernel.tenancy import OPEN_STATES

_TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtextextended('passes.following.' || current_schema(), 0))"
#: A suspension shorter than this costs nobody her place.
GRACE = timedelta(days=7)


@transaction.atomic
def follow_territories(*, now: datetime) -> None:
    """Note which hosts and homes are suspended; end passes and let guests go once that lasts, or when one is gone.

    The holder of a pass is told. Associations are told of places that come free as of any that does.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_TURNS)  # begun twice, it tells nobody twice
    passes, guests = Pass.objects.select_related("user"), Guest.objects.select_related("user")
    hosts = set(passes.values_list("host", flat=True).order_by())
    homes = set(guests.values_list("home", flat=True))
    states = states_of(hosts | homes)
    for host in sorted(hosts):
        for travel_pass in _to_end(passes.filter(host=host), states.get(host), now):
            mail.send(
                template="pass_ended", to=travel_pass.user, context={"host_name": travel_pass.host_name}
            )
            end_pass(travel_pass=travel_pass, now=now)
    for home in sorted(homes):
        for guest in _to_end(guests.filter(home=home), states.get(home), now):
            let_go(guest=guest, now=now)


def _to_end[T: (Pass, Guest)](rows: Iterable[T], state: str | None, now: datetime) -> list[T]:
    """Those of one territory whose time is up; the others are marked as reachable or not."""
    if state is None:
        return list(rows)
    over = []
    for row in rows:
        since = None if state in OPEN_STATES else row.unreachable_since or now
        if since is not None and since <= now - GRACE:
            over.append(row)
        elif since != row.unreachable_since:
            row.unreachable_since = since
            row.save(update_fields=["unreachable_since"])
    return over
