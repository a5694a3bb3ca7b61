"""What people were shown and asked for, and what it says of their tastes beyond what they told.

One idea at three heights: how many requests there were against how many the engine expected of what was shown. Of
everybody, then of those who named the same cause, then of the person herself; each height starts from the one above
and moves away from it as it has more to go by (Gamma-Poisson shrinkage: DuMouchel, Bayesian Data Mining in Large
Frequency Tables, The American Statistician 53, 1999). A person is known by sums, never by a history.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from math import exp, log
from types import MappingProxyType

from matching.engine.model import Taste

GOES_ON = 0.85
"""Chance that who looked at a line of a page and left it looks at the next (cascade model: Craswell, Zoeter, Taylor and
Ramsey, WSDM 2008)."""

POOLED_REQUESTS = 6.0
"""Requests that a group needs for its own figure to weigh as much as everybody's."""

OWN_REQUESTS = 0.4
"""The same for a person, against her group. Few: tastes differ more than groups do."""

TRUST = 0.5
"""How much of what a group shows is taken over for a person, in log-odds."""

FURTHEST = 2.5
"""A taste adds or takes away at most this much, in log-odds."""

FEWEST_PEOPLE = 5
"""A group of fewer people says nothing: what is pooled must not tell what one of them did."""

USUAL_ANSWERS, ANSWERS_KNOWN = 0.7, 5.0
"""Part of the requests that are answered, and how many requests it takes to believe otherwise of an association."""

_NOBODY_NAMED = ""  # the group of those who named no cause


def _nothing() -> Mapping[str, float]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Experience:
    """What one person was shown and asked for, by cause. Causes of one mission share it out equally.

    `said`: the causes she named. `expected`: requests to be expected of what she was shown; `asked`: those she made.
    """

    said: frozenset[str] = frozenset()
    expected: Mapping[str, float] = field(default_factory=_nothing)
    asked: Mapping[str, float] = field(default_factory=_nothing)

    def after(self, page: Sequence[tuple[AbstractSet[str], float]], asked: int | None) -> "Experience":
        """With one page more: of each line in order its causes and its chance (`pair.chance`).

        `asked` is the line she asked for: she saw those above. None: she left, and looked further with `GOES_ON`.
        """
        expected, requests = defaultdict(float, self.expected), defaultdict(float, self.asked)
        for line, (causes, chance) in enumerate(page if asked is None else page[: asked + 1]):
            seen = GOES_ON**line if asked is None else 1.0
            for cause in causes:
                expected[cause] += seen * chance / len(causes)
                if line == asked:
                    requests[cause] += 1 / len(causes)
        return Experience(self.said, MappingProxyType(dict(expected)), MappingProxyType(dict(requests)))


@dataclass(frozen=True, slots=True)
class Tastes:
    """What was learned of everybody and of groups. Holds nobody's experience."""

    calibration: float = 1.0
    groups: Mapping[str, Mapping[str, float]] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, experience: Experience) -> Taste:
        """What one person likes: log-odds by cause, beyond what she said."""
        groups = [
            self.groups[group] for group in sorted(experience.said or {_NOBODY_NAMED}) if group in self.groups
        ]
        shifts = {}
        for cause in sorted({*experience.expected, *(cause for group in groups for cause in group)}):
            pooled = sum(group.get(cause, 0.0) for group in groups) / len(groups) if groups else 0.0
            prior = OWN_REQUESTS * exp(TRUST * pooled)
            expected = self.calibration * experience.expected.get(cause, 0.0)
            shift = log((prior + experience.asked.get(cause, 0.0)) / (OWN_REQUESTS + expected))
            shifts[cause] = min(FURTHEST, max(-FURTHEST, shift))
        return Taste(MappingProxyType(shifts), frozenset(experience.asked))


def learn(experiences: Iterable[Experience]) -> Tastes:
    """Pool what was seen of people."""
    people: dict[str, int] = defaultdict(int)
    expected: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    asked: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    all_expected: dict[str, float] = defaultdict(float)
    all_asked: dict[str, float] = defaultdict(float)
    for one in experiences:
        for group in one.said or {_NOBODY_NAMED}:
            people[group] += 1
            _add(expected[group], one.expected)
            _add(asked[group], one.asked)
        _add(all_expected, one.expected)
        _add(all_asked, one.asked)
    # The engine's chances rank well and are not those of this place: what was expected is brought to what came.
    calibration = (sum(all_asked.values()) + OWN_REQUESTS) / (sum(all_expected.values()) + OWN_REQUESTS)

    def against(requests: float, expectation: float, start: float) -> float:
        return (POOLED_REQUESTS * start + requests) / (POOLED_REQUESTS + calibration * expectation)

    everybody = {cause: against(all_asked[cause], all_expected[cause], 1.0) for cause in all_expected}
    groups = {
        group: MappingProxyType(
            {
                cause: log(against(asked[group][cause], expected[group][cause], everybody[cause]))
                for cause in sorted(everybody)
            }
        )
        for group, count in people.items()
        if count >= FEWEST_PEOPLE
    }
    return Tastes(calibration, MappingProxyType(groups))


def chance_of_an_answer(answered: int, requests: int) -> float:
    """Of an association that answered so many of its requests: shrunk towards what is usual."""
    return (answered + ANSWERS_KNOWN * USUAL_ANSWERS) / (requests + ANSWERS_KNOWN)


def _add(sums: dict[str, float], more: Mapping[str, float]) -> None:
    for cause, amount in more.items():
        sums[cause] += amount
