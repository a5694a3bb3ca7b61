"""Writing missions: kinds in season first, each given to an association that would really propose it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from random import Random

from .catalogue import KINDS, PROFILE_BY_KEY
from .draws import Author
from .french import bare, capitalised, expand, sentence, typeset
from .kinds import Kind
from .localities import Locality
from .people import first_name
from .profiles import RUNNING_KINDS
from .schedule import Schedule, months_away, plan
from .shared_texts import ACCESSIBILITY, EXPENSES, PRACTICAL_ENDINGS, SUPPORT, TASK_ENDINGS, THANKS, WELCOMES
from .specs import AssociationSpec, MissionSpec, Place
from .vocabulary import WORDS
from .whereabouts import Atlas

_REACHES = ("territory", "neighbours", "network")
_ENLARGED = 0.3


class _Hosts:
    """Which associations may publish which kind, taken in turn."""

    def __init__(self, associations: Sequence[AssociationSpec], rng: Random) -> None:
        self._by_kind: dict[str, list[AssociationSpec]] = {}
        for association in associations:
            for kind in (*PROFILE_BY_KEY[association.profile].kinds, *RUNNING_KINDS):
                self._by_kind.setdefault(kind, []).append(association)
        self._turns: dict[str, list[AssociationSpec]] = {}
        self._load: dict[str, int] = {}
        self._rng = rng

    def kinds(self) -> list[Kind]:
        """The kinds that somebody here may publish, in catalogue order."""
        return [kind for kind in KINDS if kind.key in self._by_kind]

    def pick(self, kind: Kind) -> AssociationSpec:
        """The association that publishes this one: of four drawn, the least busy."""
        turn = self._turns.setdefault(kind.key, [])
        while len(turn) < 4:
            again = list(self._by_kind[kind.key])
            self._rng.shuffle(again)
            turn.extend(again)
        last = range(len(turn) - 4, len(turn))
        chosen = turn.pop(min(last, key=lambda index: self._load.get(turn[index].key, 0)))
        self._load[chosen.key] = self._load.get(chosen.key, 0) + 1
        return chosen


def _round(kinds: Sequence[Kind], today: date, rng: Random, *, later: bool) -> list[Kind]:
    """One turn of the kinds: those of the season first, then all-year ones, a few of the far seasons."""
    ranked = []
    for kind in kinds:
        away = months_away(kind, today)
        if away >= 4 and rng.random() < (0.75 if later else 0.5):
            continue
        if later and away > 1:
            continue
        seasonal = -0.6 if kind.months and away <= 1 else 0.0
        ranked.append((seasonal + away * 0.12 + rng.random(), kind))
    return [kind for _, kind in sorted(ranked, key=lambda pair: pair[0])]


def _state(number: int) -> str:
    """Mostly published; even a small territory shows a full and a closed mission."""
    for every, at, state in ((17, 0, "full"), (13, 8, "closed"), (23, 0, "draft")):
        if number % every == at:
            return state
    return "published"


class _Writer:
    """Writes one mission after the other, without repeating itself."""

    def __init__(
        self, author: Author, atlas: Atlas, country: str, today: date, places: Sequence[Place]
    ) -> None:
        self.author, self.atlas, self.country, self.today = author, atlas, country, today
        self._places = {place.commune_id: place for place in places}

    def _text(
        self, field: str, kind: Kind, own: Sequence[str], shared: Sequence[str], slots: dict[str, str]
    ) -> str:
        author, feminine = self.author, slots["ref_f"] == "1"
        return author.write(
            field,
            lambda: sentence(
                expand(author.deal(f"{field}:{kind.key}", own, shared), slots, author.rng, feminine=feminine)
            ),
        )

    def _practical(self, field: str, cards: Sequence[str], slots: dict[str, str]) -> str:
        """Expenses, access: few things to say, told each time with who answers for it here."""
        return self._own("practical", self.author.deck(field, cards).draw(), PRACTICAL_ENDINGS, slots)

    def _title(self, kind: Kind, slots: dict[str, str]) -> str:
        """The kind's first title is short; the next ones say where, as another territory may have them too."""
        author = self.author

        def compose() -> str:
            return typeset(expand(author.deal(f"title:{kind.key}", kind.titles), slots, author.rng))

        first = not author.has_written("titled", kind.key)
        author.remember("titled", kind.key)
        title = author.write("title", compose) if first else compose()
        for tail in (" {à lieu}", ", avec {ref}", " {à lieu}, avec {ref}"):
            if first and not author.repeated:
                break
            if tail.startswith(" {à") and slots["lieu"] in title:
                continue
            longer = typeset(expand(title + tail, slots, author.rng))
            title, first = author.write("title", lambda longer=longer: longer), True  # type: ignore[misc]
        return title

    def _own(self, memory: str, template: str, endings: Sequence[str], slots: dict[str, str]) -> str:
        """The text; where another mission has it already, with what is particular here."""
        author = self.author
        text = expand(template, slots, author.rng, feminine=slots["ref_f"] == "1")
        own = sentence(text)
        while author.has_written(memory, own):
            ending = expand(author.deck(endings[0], endings).draw(), slots, author.rng)
            own = sentence(f"{text.rstrip('.')}{'' if ending[0] == ',' else ' '}{ending}")
        author.remember(memory, own)
        return own

    def write(self, number: int, kind: Kind, host: AssociationSpec) -> MissionSpec:
        author, rng = self.author, self.author.rng
        state = _state(number)
        capacity = rng.randint(*kind.capacity)
        if state == "full":
            capacity = min(capacity, 3)
        schedule = plan(
            kind,
            today=self.today,
            country=self.country,
            capacity=capacity,
            past=state == "closed",
            rng=rng,
        )
        if state == "full" and len(schedule.slots) > 1:
            schedule = Schedule(schedule.slots[:1], schedule.availability, schedule.words)
        place = self._places[host.commune_id]
        home = Locality(host.locality, host.postcode, host.latitude, host.longitude, 1.0)
        spot = self.atlas.spot(rng, place) if rng.random() < _ENLARGED else None
        locality = spot.locality if spot else home
        referent, feminine = first_name(rng)
        slots = WORDS[self.country] | schedule.words
        slots |= {
            "lieu": locality.name,
            "commune": place.name,
            "asso": host.name,
            "ref": referent,
            "ref_f": "1" if feminine else "",
            "ouvert": rng.choice(("mardi matin", "mercredi après-midi", "jeudi soir", "samedi matin")),
        }
        venue = expand(author.deck(f"venue:{kind.key}", kind.venues).draw(), slots, rng)
        slots["venue"] = venue
        tasks = list(kind.tasks)
        keep = sorted(rng.sample(range(len(tasks)), max(3, len(tasks) - rng.randint(0, 2))))
        covered = rng.random() < (0.85 if kind.setting == "road" else 0.5 if kind.remote != "full" else 0.1)
        reach = kind.reach or rng.choices(_REACHES, weights=(5, 3, 2))[0]
        away = months_away(kind, self.today)
        fresh = bool(kind.months) and away <= 1
        return MissionSpec(
            key=f"m{number:05d}",
            association_key=host.key,
            kind=kind.key,
            title=self._title(kind, slots),
            need=self._text("need", kind, kind.needs, (), slots),
            tasks=tuple(self._own("task", tasks[index], TASK_ENDINGS, slots) for index in keep),
            welcome=self._text("welcome", kind, kind.welcomes, WELCOMES, slots),
            accompaniment=self._text("support", kind, kind.support, SUPPORT, slots),
            given_back=self._text("thanks", kind, kind.thanks, THANKS, slots),
            expenses=self._practical("expenses", EXPENSES[self.country], slots) if covered else "",
            accessibility=self._practical(f"access:{kind.setting}", ACCESSIBILITY[kind.setting], slots),
            min_age=kind.min_age,
            publics=kind.publics,
            causes=kind.causes,
            skills=kind.skills[: rng.randint(1, len(kind.skills))],
            remote=kind.remote,
            availability=schedule.availability,
            capacity=capacity,
            slots=schedule.slots,
            starts_at=schedule.starts_at,
            ends_at=schedule.ends_at,
            commune_id=host.commune_id,
            place_name=capitalised(bare(typeset(venue))),
            address=spot.address if spot else host.address,
            postcode=locality.postcode,
            locality=locality.name,
            latitude=spot.latitude if spot else host.latitude,
            longitude=spot.longitude if spot else host.longitude,
            reach=reach,
            state=state,
            published_days_ago=_published(
                rng, state, fresh=fresh, index=number, began=schedule.starts_at, today=self.today
            ),
        )


def _published(
    rng: Random, state: str, *, fresh: bool, index: int, began: datetime | None, today: date
) -> int:
    if state == "draft":
        return 0
    if state == "closed":
        # Announced at least three weeks before it began.
        since = (today - began.date()).days if began else 60
        return since + rng.randint(21, 60)
    return rng.randint(0, 9) if fresh else min(2 + index // 3 + rng.randint(0, 20), 75)


def write_missions(
    *,
    author: Author,
    atlas: Atlas,
    country: str,
    today: date,
    places: Sequence[Place],
    associations: Sequence[AssociationSpec],
    count: int,
) -> tuple[MissionSpec, ...]:
    """``count`` missions. A kind comes back only when all the others of the season have had their turn."""
    hosts = _Hosts(associations, author.rng)
    writer = _Writer(author, atlas, country, today, places)
    kinds = hosts.kinds()
    written: list[MissionSpec] = []
    queue: list[Kind] = []
    turns = 0
    while len(written) < count:
        if not queue:
            queue = _round(kinds, today, author.rng, later=turns == 1)
            turns += 1
            continue
        kind = queue.pop(0)
        written.append(writer.write(len(written) + 1, kind, hosts.pick(kind)))
    return tuple(written)
