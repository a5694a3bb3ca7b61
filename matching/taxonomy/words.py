"""The engine's reasons and obstacles in the reader's language, as fragments without capital or full stop."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from matching.engine import DAY_PARTS, ChangeKind, Gain, Obstacle, ObstacleKind, Reason, ReasonKind
from matching.taxonomy.availability import PARTS, WHOLE_DAYS, day_part
from matching.taxonomy.causes import CAUSE_CODES, cause
from matching.taxonomy.skills import SKILL_CODES, skill

MOST_NAMED = 3
"""A sentence names at most this many day parts, causes or skills."""

RECENT_DAYS = 7.0
ANSWERS_WELL = 0.85
_SPARE = (ReasonKind.CONNECTIONS, ReasonKind.FRESHNESS, ReasonKind.ANSWERS)


def reasons_in_words(reasons: Iterable[Reason], *, limit: int | None = None) -> list[str]:
    """The reasons worth saying to the seeker, in their order (falling contribution), at most `limit`."""
    return [words for reason in reasons if (words := reason_in_words(reason))][:limit]


def strongest_in_words(reasons: Sequence[Reason], *, limit: int = 3) -> list[str]:
    """The few that a card shows: that it is new or that nobody has come yet is only said when nothing else is."""
    telling = reasons_in_words((one for one in reasons if one.kind not in _SPARE), limit=limit)
    return telling or reasons_in_words(reasons, limit=limit)


def reason_in_words(reason: Reason) -> str:
    """One reason as said to the seeker ("3 km from you"); empty when there is nothing worth saying."""
    match reason.kind:
        case ReasonKind.DISTANCE if reason.value < 1:
            return _("less than a kilometre from you")
        case ReasonKind.DISTANCE:
            return _("%(km)s km from you") % {"km": round(reason.value)}
        case ReasonKind.REMOTE if reason.value == 1:
            return _("can be done from home")
        case ReasonKind.REMOTE:
            return _("done entirely from home")
        case ReasonKind.TERRITORY if reason.value:
            return _("in your territory")
        case ReasonKind.AVAILABILITY:
            return _suits(reason)
        case ReasonKind.FLEXIBLE:
            return _("the hours are flexible")
        case ReasonKind.CAUSE if names := _causes(reason.codes):
            return ngettext(
                "a cause close to your heart: %(causes)s",
                "causes close to your heart: %(causes)s",
                len(names),
            ) % {"causes": _enumerated(names)}
        case ReasonKind.SKILL:
            clauses = [str(skill(code).clause) for code in reason.codes if code in SKILL_CODES]
            return _enumerated(clauses[:MOST_NAMED])
        case ReasonKind.OPEN_TO_ALL:
            return _("no particular skill is asked")
        case ReasonKind.CONNECTIONS if not reason.value:
            return _("nobody has come forward yet")
        case ReasonKind.FRESHNESS if reason.value <= RECENT_DAYS:
            return _("published this week")
        case ReasonKind.TASTE if reason.contribution > 0:
            return _("close to what you have chosen") if reason.codes else _("liked by people like you")
        case ReasonKind.ANSWERS if reason.value >= ANSWERS_WELL:
            return _("the association nearly always answers")
    return ""


def seeker_reason_in_words(reason: Reason) -> str:
    """One reason as said to an association about a seeker; empty when there is nothing worth saying."""
    match reason.kind:
        case ReasonKind.DISTANCE if reason.value < 1:
            return _("less than a kilometre from the mission")
        case ReasonKind.DISTANCE:
            return _("%(km)s km from the mission") % {"km": round(reason.value)}
        case ReasonKind.TERRITORY if reason.value:
            return _("in the mission’s territory")
        case ReasonKind.AVAILABILITY:
            return _("available %(parts)s") % {"parts": _enumerated(_day_phrases(reason.codes)[:MOST_NAMED])}
        case ReasonKind.CAUSE if names := _causes(reason.codes):
            return ngettext("shares the cause: %(causes)s", "shares the causes: %(causes)s", len(names)) % {
                "causes": _enumerated(names)
            }
        case ReasonKind.SKILL:
            labels = [str(skill(code).label).lower() for code in reason.codes if code in SKILL_CODES]
            return ngettext("skill: %(skills)s", "skills: %(skills)s", len(labels)) % {
                "skills": _enumerated(labels)
            }
    return ""


def obstacle_in_words(obstacle: Obstacle) -> str:
    """Why a mission is not suggested, as said to the seeker."""
    value, limit = round(obstacle.value or 0), round(obstacle.limit or 0)
    match obstacle.kind:
        case ObstacleKind.ENDED:
            return _("this mission is over")
        case ObstacleKind.FULL:
            return _("every place is taken")
        case ObstacleKind.AGE:
            return _("one must be at least %(age)s years old") % {"age": limit}
        case ObstacleKind.REACH:
            return _("this mission is not open to your territory")
        case ObstacleKind.DISTANCE:
            return _("%(km)s km from you, further than the %(limit)s km you travel") % {
                "km": max(value, limit + 1) if (obstacle.value or 0) > (obstacle.limit or 0) else value,
                "limit": limit,
            }
        case ObstacleKind.REMOTE:
            return _("done from home, and you would rather be on site")
        case ObstacleKind.PLACE:
            return _("in another territory, at a place not yet known")


def gain_in_words(gain: Gain) -> str:
    """What one thing more would bring, as said to the seeker: a whole sentence."""
    match gain.kind:
        case ChangeKind.DAY:
            template = ngettext(
                "Free on %(day)s? %(number)s mission more would suit you.",
                "Free on %(day)s? %(number)s missions more would suit you.",
                gain.more,
            )
        case ChangeKind.RADIUS:
            template = ngettext(
                "Up to %(km)s km from you, %(number)s mission more would suit you.",
                "Up to %(km)s km from you, %(number)s missions more would suit you.",
                gain.more,
            )
        case ChangeKind.REMOTE:
            template = ngettext(
                "From home, %(number)s mission more would suit you.",
                "From home, %(number)s missions more would suit you.",
                gain.more,
            )
    day = list(WHOLE_DAYS.values())[int(gain.value)] if gain.kind == ChangeKind.DAY else ""
    return template % {"day": day, "km": round(gain.value), "number": gain.more}


def _suits(reason: Reason) -> str:
    phrases = _day_phrases(reason.codes)
    if len(phrases) > MOST_NAMED:
        number = len(reason.codes)
        return ngettext(
            "%(number)s moment of your week suits", "%(number)s moments of your week suit", number
        ) % {"number": number}
    return ngettext("%(parts)s suits you", "%(parts)s suit you", len(phrases)) % {
        "parts": _enumerated(phrases)
    }


def _causes(codes: Iterable[str]) -> list[str]:
    return [str(cause(code).phrase) for code in codes if code in CAUSE_CODES][:MOST_NAMED]


def _day_phrases(codes: Iterable[str]) -> list[str]:
    """Phrases in the order of the week; a day all of whose parts are there is named once."""
    wanted = set(codes)
    phrases = []
    for day, whole_day in WHOLE_DAYS.items():
        parts = [code for code in DAY_PARTS if code in wanted and code.startswith(f"{day}-")]
        if len(parts) == len(PARTS):
            phrases.append(str(whole_day))
        else:
            phrases += [str(day_part(code).phrase) for code in parts]
    return phrases


def _enumerated(names: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c" in the active language."""
    if len(names) < 2:
        return "".join(names)
    return pgettext("enumeration", "%(first)s and %(last)s") % {
        "first": ", ".join(names[:-1]),
        "last": names[-1],
    }
