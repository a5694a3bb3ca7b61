"""The life of an offer. `submit` and `publish` are its author’s wish, by the territory’s rules."""

from engagement.offers.models import OfferState as S
from kernel.lifecycle import Lifecycle, transition

OFFER = Lifecycle(
    "offer",
    transition("submit", [S.DRAFT, S.PUBLISHED, S.PAUSED, S.EXPIRED], S.SUBMITTED),
    transition("publish", [S.DRAFT], S.PUBLISHED),
    transition("pause", [S.PUBLISHED], S.PAUSED),
    transition("resume", [S.PAUSED], S.PUBLISHED),
    transition("renew", [S.PUBLISHED, S.EXPIRED], S.PUBLISHED),
    transition("expire", [S.PUBLISHED, S.PAUSED], S.EXPIRED),
    # The team's.
    transition("approve", [S.SUBMITTED], S.PUBLISHED),
    transition("send_back", [S.SUBMITTED], S.DRAFT),
    transition("suspend", [S.PUBLISHED, S.PAUSED], S.SUSPENDED),
    transition("reinstate", [S.SUSPENDED], S.PUBLISHED),
)
