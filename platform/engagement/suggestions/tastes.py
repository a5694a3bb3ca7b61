"""What is learned of tastes, and what it makes of a ranking: the same for pages, e-mails and what is offered instead.

Nothing is recorded for it. Every night the requests of the last year are read again, beside what she would have been
shown by what she said alone, and beside what the weekly e-mail told her of; sums by cause are what is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from engagement.participations.models import Participation, ParticipationState
from engagement.passes.models import Journey
from engagement.suggestions.models import Learned, Pool, Suggested
from engagement.volunteers.models import Volunteer
from engagement.volunteers.selectors import seeker_of
from kernel.accounts.models import User
from matching.engine import (
    Catalogue,
    Experience,
    Opportunity,
    Query,
    Seeker,
    Taste,
    Tastes,
    chance,
    learn,
    with_broader_skills,
)
from matching.network.selectors import current_viewer
from matching.network.snapshot import current_snapshot
from matching.taxonomy import CAUSE_CODES, cause
from matching.taxonomy.skills import BROADER

#: Requests older than this say nothing any more.
LOOKED_BACK = timedelta(days=365)
#: How many missions she is taken to have chosen among.
CHOICE = 30
#: Log-odds from which a preference is told to her.
TELLING = 0.3
#: What one request says of her taste, by what became of it: who came wanted to, who gave up or did not come less so.
#: What the association decided says nothing of her.
WEIGHTS = {
    ParticipationState.ATTENDED: 1.5,
    ParticipationState.WITHDRAWN: 0.5,
    ParticipationState.LAPSED: 0.5,
    ParticipationState.ABSENT: 0.25,
}


def tastes_of(volunteers: Iterable[Volunteer]) -> dict[int, Taste]:
    """By person, what was learned of her and of people like her; nobody who does not want that. Two queries."""
    pool = Pool.objects.first()
    if pool is None:
        return {}
    people = {one.user_id: one for one in volunteers}
    rows = Learned.objects.filter(user__in=people).in_bulk()
    everybody = Tastes(pool.calibration, pool.groups)
    found = {}
    for user_id, one in people.items():
        row = rows.get(user_id)
        if row is None or row.is_allowed:
            said = frozenset(one.causes)
            experience = Experience(said, row.expected, row.asked) if row else Experience(said)
            found[user_id] = everybody.of(experience)
    return found


def taste_of(volunteer: Volunteer) -> Taste | None:
    """The same for one person."""
    return tastes_of([volunteer]).get(volunteer.user_id)


def liked_in_words(taste: Taste) -> list[str]:
    """The causes that she was seen to prefer, by name, the clearest first."""
    liked = [
        (-shift, code) for code, shift in taste.causes.items() if shift > TELLING and code in taste.asked
    ]
    return [str(cause(code).label) for _shift, code in sorted(liked) if code in CAUSE_CODES]


def is_learning_of(user: User) -> bool:
    """Whether her choices may be learned from: they are until she says otherwise. One query."""
    return not Learned.objects.filter(user=user, is_allowed=False).exists()


@transaction.atomic
def allow_learning(*, user: User, allowed: bool) -> None:
    """Keep whether her choices may be learned from. What was learned of her goes at once when they may not."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # who is learned of meanwhile is asked first
    blank: dict[str, Any] = {"expected": {}, "asked": {}, "learned_at": None}
    Learned.objects.update_or_create(user=user, defaults={"is_allowed": allowed} | blank)


@transaction.atomic
def learn_tastes(*, now: datetime) -> int:
    """Learn anew from the choices of the territory's people. Returns of how many.

    What was learned before is replaced as a whole: who left, or no longer allows it, is in nothing. It is dated to the
    day: learned again the same day, it is the same.
    """
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    refused = _refused()
    asked = _requests(now, refused)
    told = _told(now, refused)
    volunteers = Volunteer.objects.select_related("commune").filter(
        user__in=asked.keys() | told.keys(), user__is_active=True
    )
    catalogue, viewer = current_snapshot(), current_viewer()
    shown = None if viewer.is_open else viewer.rows(catalogue.columns)
    people = [
        (one.user_id, with_broader_skills(seeker_of(one, now=now), BROADER))
        for one in volunteers.order_by("pk")
    ]
    pages = catalogue.best(
        [Query(seeker) for _user_id, seeker in people],
        now=now,
        top=CHOICE,
        neighbours=viewer.neighbourhoods,
        shown=shown,
    )
    experiences = {}
    for (user_id, seeker), page in zip(people, pages, strict=True):
        chosen = asked.get(user_id, [])
        experiences[user_id] = _experience(
            seeker,
            chosen,
            [catalogue[id_] for id_, _score in page],
            [[catalogue[id_] for id_ in week if id_ in catalogue] for week in told.get(user_id, [])],
            catalogue,
        )
    # Held before what is learned is written: who left meanwhile, or said no, is in nothing.
    there = User.objects.select_for_update(no_key=True).filter(pk__in=experiences).order_by("pk")
    here = set(there.values_list("pk", flat=True)) - _refused()
    experiences = {user_id: one for user_id, one in experiences.items() if user_id in here}
    pooled = learn(experiences.values())
    Learned.objects.exclude(user__in=experiences).filter(is_allowed=True).delete()
    Learned.objects.bulk_create(
        [
            Learned(user_id=user_id, expected=dict(one.expected), asked=dict(one.asked), learned_at=today)
            for user_id, one in sorted(experiences.items())
        ],
        update_conflicts=True,
        unique_fields=["user"],
        update_fields=["expected", "asked", "learned_at"],
    )
    Pool.objects.update_or_create(
        pk=1,
        defaults={
            "calibration": pooled.calibration,
            "groups": {group: dict(shifts) for group, shifts in pooled.groups.items()},
            "learned_at": today,
        },
    )
    return len(experiences)


def _refused() -> set[int]:
    """The people who do not want to be learned of."""
    return set(Learned.objects.filter(is_allowed=False).values_list("user", flat=True))


type _Choice = tuple[frozenset[str], float]  # causes of a mission, and what asking for it says


def _requests(now: datetime, refused: Collection[int]) -> Mapping[int, list[_Choice]]:
    """By person, what she asked for, in her own territory and, as they told it, in others."""
    found: dict[int, list[_Choice]] = defaultdict(list)
    rows = Participation.objects.filter(
        requested_at__gt=now - LOOKED_BACK, user__guest__isnull=True, user__volunteer__isnull=False
    ).exclude(user__in=refused)
    for user_id, state, causes in rows.values_list("user", "state", "mission__causes").order_by("pk"):
        if causes:
            found[user_id].append((frozenset(causes), WEIGHTS.get(ParticipationState(state), 1.0)))
    elsewhere = Journey.objects.filter(
        requested_at__gt=now - LOOKED_BACK, travel_pass__user__volunteer__isnull=False
    ).exclude(Q(travel_pass__user__in=refused) | Q(causes=[]))
    asked = elsewhere.values_list("travel_pass__user", "state", "causes").order_by("pk")
    for user_id, state, causes in asked:
        found[user_id].append((frozenset(causes), WEIGHTS.get(ParticipationState(state), 1.0)))
    return found


def _told(now: datetime, refused: Collection[int]) -> Mapping[int, list[list[str]]]:
    """By person, what each weekly e-mail told her of, as the catalogue's ids."""
    found: dict[int, dict[date, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = Suggested.objects.filter(told_at__gt=now - LOOKED_BACK).exclude(user__in=refused)
    for user_id, monday, pk in rows.values_list("user", "monday", "opportunity").order_by("monday", "rank"):
        found[user_id][monday].append(str(pk))
    return {user_id: list(weeks.values()) for user_id, weeks in found.items()}


def _experience(
    seeker: Seeker,
    chosen: Sequence[_Choice],
    choice: Sequence[Opportunity],
    told: Sequence[Sequence[Opportunity]],
    catalogue: Catalogue,
) -> Experience:
    """What she did, against what was to be expected of what she saw.

    That she asked so often is taken as given: expected is only for which causes, among the missions of `choice` and the
    one she asked for. Of what an e-mail told her, the requests it should have brought are expected too.
    """

    def page(missions: Sequence[Opportunity]) -> list[tuple[frozenset[str], float]]:
        return [(one.causes, odds) for one in missions if (odds := _chance(seeker, one, catalogue))]

    seen = page(choice)
    among = Experience().after(seen, None)
    usual = sum(odds for _causes, odds in seen) / len(seen) if seen else 1.0
    expected: dict[str, float] = defaultdict(float)
    asked: dict[str, float] = defaultdict(float)
    for causes, weight in chosen:
        one_of = among.after([(causes, usual)], None).expected
        for code, part in one_of.items():
            expected[code] += weight * part / sum(one_of.values())
        for code in causes:
            asked[code] += weight / len(causes)
    for week in told:
        for code, part in Experience().after(page(week), None).expected.items():
            expected[code] += part
    return Experience(seeker.causes, _rounded(expected), _rounded(asked))


def _chance(seeker: Seeker, one: Opportunity, catalogue: Catalogue) -> float:
    """0 for what she has no way to any more."""
    try:
        return chance(seeker, one, rarity=catalogue.rarity)
    except ValueError:
        return 0.0


def _rounded(sums: Mapping[str, float]) -> dict[str, float]:
    return {code: round(amount, 4) for code, amount in sorted(sums.items()) if amount}
