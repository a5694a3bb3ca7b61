"""A charter in force, signed by everybody so that the walk passes its gate, and a draft."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from engagement.associations.models import Association
from engagement.charter.models import Charter, Signature
from engagement.charter.selectors import current_charter
from engagement.charter.services import draft_charter, publish_charter, sign_charter
from kernel.accounts.models import User
from tests.isolation.marks import Marks

SIGNATORIES = ("citizen", "neighbour", "manager", "member", "superuser", "editor")


def fill_charter(
    marks: Marks, people: Mapping[str, User], associations: Mapping[str, Association]
) -> dict[str, Charter | Signature]:
    """The second set of a territory signs what the first one put in force."""
    now = timezone.now()
    draft = draft_charter(title=marks.secret("Un brouillon"), text=f"<p>{marks.secret('Un jour')}</p>")
    charter = current_charter() or publish_charter(
        charter=draft_charter(title=marks.said("La charte"), text=f"<p>{marks.said('Tenir parole')}</p>"),
        now=now,
    )
    name = marks.private("Ma signature")
    for person in SIGNATORIES:
        sign_charter(charter=charter, user=people[person], name=name, now=now)
    for one in associations.values():
        sign_charter(charter=charter, user=people["manager"], name=name, association=one, now=now)
    return {"published": charter, "draft": draft, "signature": charter.signatures.get(user=people["citizen"])}
