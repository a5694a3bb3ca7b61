"""Erases a person: at her own request, or once she has not come for as long as the territory keeps accounts."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from engagement.privacy.registry import holders
from engagement.privacy.selectors import obstacles_to_erasure
from kernel.accounts.models import User
from kernel.audit.services import forget_person, record
from kernel.mail import services as mail
from kernel.tenancy.sessions import SessionStore
from matching.catalogue.services import apply_outbox

#: Why an account is erased, in the journal: at its person's wish, by the clock, by the team.
ASKED, EXPIRED, REMOVED = "person.erased", "person.expired", "person.removed"


class ErasureBlocked(Exception):
    """Something has to be done first; `reasons` says what, to the person."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def erase_person(*, user: User, now: datetime, act: str = ASKED, by: User | None = None) -> None:
    """Erase an account and everything that names its person; she gets a last e-mail as a receipt.

    `act` says why; `by` is who of the team did it, if so.

    Areas decide what stays without her name (`Holder.kept`). Her open sessions end, e-mails that wait for her are
    dropped, the catalogue follows. Raises `ErasureBlocked`.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if reasons := obstacles_to_erasure(user=user):
        raise ErasureBlocked(reasons)
    record(act=act, actor=by, subject=user, subject_label="", at=now)
    mail.forget_name(user=user)
    for holder in holders():
        if holder.erase:
            holder.erase(user, now)
    forget_person(user=user)
    _end_sessions(user)
    mail.forget_address(address=user.email)
    mail.send(
        template="privacy_erased",
        to=user.email,
        context={"first_name": user.first_name, "act": act},
    )
    user.delete()
    apply_outbox()


def _end_sessions(user: User) -> None:
    """Sessions hold the person's number within a signed text: each is opened."""
    store = SessionStore()
    ended = [
        session.pk
        for session in Session.objects.iterator(chunk_size=500)
        if store.decode(session.session_data).get("_auth_user_id") == str(user.pk)
    ]
    Session.objects.filter(pk__in=ended).delete()
