"""Writing volunteers and what they take part in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from .catalogue import KIND_BY_KEY, KINDS
from .draws import Author
from .french import expand, sentence
from .kinds import WEEKDAYS
from .messages import ACCEPTED, ATTENDED, DECLINED, REQUESTS, WITHDRAWN, suits
from .people import first_name, mailbox, person
from .specs import MissionSpec, ParticipationSpec, VolunteerSpec
from .vocabulary import PARTS, WORDS
from .whereabouts import Atlas

_ANSWERS = {"accepted": ACCEPTED, "declined": DECLINED, "attended": ATTENDED, "withdrawn": WITHDRAWN}
_FOREIGN = ("en", "de", "ar", "it", "es", "pt", "tr", "uk", "pl")


def _availability(rng: Random) -> tuple[str, ...]:
    """A credible week: week-ends and evenings for workers, week days for the retired, mixed for others."""
    week, ends = WEEKDAYS[:5], WEEKDAYS[5:]
    pools = (
        [f"{day}-{part}" for day in ends for part in PARTS] + [f"{day}-evening" for day in week],
        [f"{day}-{part}" for day in week for part in ("morning", "afternoon")],
        [f"{day}-{part}" for day in WEEKDAYS for part in PARTS],
    )
    pool = rng.choices(pools, weights=(5, 4, 2))[0]
    chosen = set(rng.sample(pool, rng.randint(2, min(7, len(pool)))))
    return tuple(code for day in WEEKDAYS for part in PARTS if (code := f"{day}-{part}") in chosen)


def write_volunteers(
    *, rng: Random, atlas: Atlas, country: str, count: int, year: int
) -> tuple[VolunteerSpec, ...]:
    """``count`` volunteers, whose causes and skills follow one or two kinds of missions they would like."""
    mailboxes: set[str] = set()
    written = []
    for number in range(1, count + 1):
        someone = person(country, rng)
        liked = rng.sample(KINDS, rng.randint(1, 3))
        causes = list(dict.fromkeys(cause for kind in liked for cause in kind.causes))
        skills = list(dict.fromkeys(skill for kind in liked for skill in kind.skills))
        languages = ["fr"]
        if country == "BE" and rng.random() < 0.3:
            languages.append("nl")
        if rng.random() < 0.45:
            languages.append(rng.choice(_FOREIGN))
        mobility = rng.choices(("foot", "bike", "transit", "car"), weights=(1, 2, 2, 6))[0]
        radius = {"foot": (3, 5), "bike": (8, 10, 12), "transit": (10, 15, 20), "car": (15, 20, 25, 30)}
        written.append(
            VolunteerSpec(
                key=f"v{number:05d}",
                first_name=someone.first_name,
                last_name=someone.last_name,
                feminine=someone.feminine,
                email=mailbox(someone, mailboxes, "example.org"),
                commune_id=atlas.commune(rng).commune_id,
                birth_year=year - int(rng.triangular(17, 82, 44)),
                radius_km=rng.choice(radius[mobility]),
                causes=tuple(causes[: rng.randint(2, 5)]),
                skills=tuple(skills[: rng.randint(1, 5)]),
                availability=_availability(rng),
                mobility=mobility,
                remote_ok=rng.random() < 0.5,
                languages=tuple(languages),
                findable=rng.random() < 0.55,
            )
        )
    return tuple(written)


def _state(mission: MissionSpec, rng: Random) -> str:
    if mission.state == "closed":
        return rng.choices(("attended", "withdrawn", "declined"), weights=(7, 1, 1))[0]
    return rng.choices(("requested", "accepted", "declined", "withdrawn"), weights=(5, 5, 1, 1))[0]


class _Desk:
    """Writes participations, and keeps count of places and of who already came forward."""

    def __init__(self, author: Author, country: str, names: dict[str, str]) -> None:
        self.author, self.country, self._names = author, country, names
        self._met: set[tuple[str, str]] = set()
        self._held: dict[tuple[str, int | None], int] = {}

    def free(self, mission: MissionSpec, slot: int | None) -> bool:
        """Whether an accepted volunteer still fits."""
        capacity = mission.capacity if slot is None else mission.slots[slot].capacity
        return self._held.get((mission.key, slot), 0) < capacity

    def knows(self, volunteer: VolunteerSpec, mission: MissionSpec) -> bool:
        """Whether that volunteer already came forward for that mission."""
        return (volunteer.key, mission.key) in self._met

    def write(
        self, volunteer: VolunteerSpec, mission: MissionSpec, slot: int | None, state: str, today: date
    ) -> ParticipationSpec:
        author, rng = self.author, self.author.rng
        self._met.add((volunteer.key, mission.key))
        if state in ("accepted", "attended"):
            self._held[mission.key, slot] = self._held.get((mission.key, slot), 0) + 1
        referent, _ = first_name(rng)
        slots = WORDS[self.country] | {
            "love": KIND_BY_KEY[mission.kind].love,
            "chez": self._names[volunteer.commune_id],
            "prenom": volunteer.first_name,
            "ref": referent,
        }
        age = today.year - volunteer.birth_year

        def compose(memory: str, cards: Sequence[str]) -> str:
            deck = author.deck(memory, cards)
            card = deck.draw()
            while not suits(card, age):
                card = deck.draw()
            return sentence(expand(card, slots, rng, feminine=volunteer.feminine))

        def told(memory: str, cards: Sequence[str]) -> str:
            return author.write(memory, lambda: compose(memory, cards))

        asked = (
            rng.randint(1, max(mission.published_days_ago, 1)) if state != "requested" else rng.randint(0, 6)
        )
        asked = min(asked, max(mission.published_days_ago, 0))
        if state == "attended" and slot is not None:
            over = (today - mission.slots[slot].ends_at.date()).days
            asked = max(asked, over + 3)
            answered: int | None = max(over - 1, 0)
        else:
            answered = max(asked - rng.randint(0, 4), 0) if state != "requested" else None
        hours = None
        if state == "attended":
            window = mission.slots[slot] if slot is not None else None
            length = (window.ends_at - window.starts_at) if window else timedelta(hours=rng.randint(4, 18))
            hours = length.total_seconds() / 3600
        return ParticipationSpec(
            volunteer_key=volunteer.key,
            mission_key=mission.key,
            slot_index=slot,
            state=state,
            message=told("request", REQUESTS),
            answer=told(state, _ANSWERS[state]) if state in _ANSWERS else "",
            requested_days_ago=asked,
            answered_days_ago=answered,
            hours=hours,
        )


def write_participations(
    *,
    author: Author,
    country: str,
    today: date,
    missions: Sequence[MissionSpec],
    volunteers: Sequence[VolunteerSpec],
    names: dict[str, str],
    count: int,
) -> tuple[ParticipationSpec, ...]:
    """At most ``count`` participations: full missions are filled first, then open ones in turn.

    A volunteer never comes forward twice for a mission, and nobody is accepted beyond a capacity.
    """
    rng = author.rng
    desk = _Desk(author, country, names)
    fans: dict[str, list[VolunteerSpec]] = {}
    for volunteer in volunteers:
        for cause in volunteer.causes:
            fans.setdefault(cause, []).append(volunteer)
    written: list[ParticipationSpec] = []

    def someone(mission: MissionSpec) -> VolunteerSpec | None:
        pool = fans.get(mission.causes[rng.randrange(len(mission.causes))]) or volunteers
        for candidates in (pool, volunteers):
            for _ in range(6):
                volunteer = rng.choice(candidates)
                if not desk.knows(volunteer, mission):
                    return volunteer
        return None

    def take(mission: MissionSpec, state: str) -> bool:
        volunteer = someone(mission)
        if volunteer is None:
            return False
        slot = rng.randrange(len(mission.slots)) if mission.slots else None
        if state in ("accepted", "attended") and not desk.free(mission, slot):
            state = "requested" if mission.state != "closed" else "declined"
        written.append(desk.write(volunteer, mission, slot, state, today))
        return True

    if not volunteers:
        return ()
    for mission in missions:
        if mission.state == "full":
            for _ in range(mission.capacity):
                if len(written) < count:
                    take(mission, "accepted")
    turn = [mission for mission in missions if mission.state in ("published", "closed")]
    rng.shuffle(turn)
    failures = index = 0
    while turn and len(written) < count and failures < len(turn):
        mission = turn[index % len(turn)]
        index += 1
        failures = 0 if take(mission, _state(mission, rng)) else failures + 1
    return tuple(written)
