"""A charter in force, signed by everybody so that the walk passes its gate, and a draft."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from engagement.associations.models import Association
from engagement.charter.models import Charter
from engagement.charter.services import draft_charter, publish_charter, sign_charter
from kernel.accounts.models import User
from tests.isolation.marks import Marks

SIGNATORIES = ("citizen", "neighbour", "manager", "member", "superuser", "editor")


def fill_charter(
    marks: Marks, people: Mapping[str, User], associations: Mapping[str, Association]
) -> dict[str, Charter]:
    now = timezone.now()
    charter = publish_charter(
        charter=draft_charter(title=marks.said("La charte"), text=f"<p>{marks.said('Tenir parole')}</p>"),
        now=now,
    )
    for person in SIGNATORIES:
        sign_charter(charter=charter, user=people[person], name=marks.private("Ma signature"), now=now)
    for association in associations.values():
        sign_charter(
            charter=charter,
            user=people["manager"],
            name=marks.private("Ma signature"),
            association=association,
            now=now,
        )
    draft = draft_charter(title=marks.secret("Un brouillon"), text=f"<p>{marks.secret('Un jour')}</p>")
    return {"published": charter, "draft": draft}
