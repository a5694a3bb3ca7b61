"""Two people whose mailboxes no longer exist: the back office counts them, they are told when they sign in."""

from __future__ import annotations

from demo.scenes import Stage
from kernel.accounts.models import User
from kernel.mail.enums import Unreachability
from kernel.mail.models import UnreachableAddress


def play(stage: Stage) -> None:
    """Two of those who have no part in the visit."""
    visitors = [person.pk for person in (stage.citizen, stage.manager, stage.editor)]
    lost = User.objects.exclude(pk__in=visitors).order_by("pk").values_list("email", flat=True)[:2]
    UnreachableAddress.objects.bulk_create(
        UnreachableAddress(address=address, reason=Unreachability.BOUNCED, since=stage.now)
        for address in lost
    )
