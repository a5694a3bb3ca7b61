"""From the codes that an operator types to communes of one country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tenants.geography.models import Commune
from tenants.geography.sphere import distance_km
from tenants.provisioning.refusals import AmbiguousCommunes, ForeignCommunes, NoCommunes, UnknownCommunes

#: Overseas départements keep their own time; the first three characters of the code say which.
_OVERSEAS = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "976": "Indian/Mayotte",
}

#: What a code looks like: five characters, or four where a spreadsheet took the zero in front.
_CODE = re.compile(r"((FR|BE)-)?([0-9]{5}|2[AB][0-9]{3}|[1-9][0-9]{3})", re.IGNORECASE)

#: Two communes whose centres are at most this far apart may be next to each other.
_NEXT_TO_KM = 20.0


def codes_in(text: str, *, country: str) -> list[str]:
    """The codes in what somebody pastes, in capitals: a bare list of them, or the lines of a spreadsheet.

    Of a line with words only the first code counts: what follows is a postcode, or a population. A first line of words
    is a heading; a later one without a code is given back as it is, for `communes_from_codes` to refuse.
    """
    codes: list[str] = []
    lines = [parts for line in text.splitlines() if (parts := re.findall(r"[^\s,;\"]+", line))]
    for number, parts in enumerate(lines):
        found = [part for part in parts if _CODE.fullmatch(part)]
        if not any(part not in found and any(map(str.isalpha, part)) for part in parts):
            codes += parts
        elif found or number:
            codes.append(found[0] if found else " ".join(parts)[:40])
    if country == "FR":
        codes = [f"0{code}" if re.fullmatch("[0-9]{4}", code) else code for code in codes]
    return list(dict.fromkeys(code.upper() for code in codes))


def communes_from_codes(codes: Iterable[str], *, country: str | None = None) -> list[Commune]:
    """The communes of these codes, sorted as they are listed in pages. One query.

    A code is bare (`84035`, `2A004`) or says its country (`BE-84035`). Bare codes that both countries use need
    `country`, or one among them that only one country has, or to lie together in one country only: Libin and its
    neighbours are next to each other, the four communes of Vaucluse with their codes are not. Raises `NoCommunes`,
    `UnknownCommunes`, `AmbiguousCommunes`, `ForeignCommunes`.
    """
    asked = list(dict.fromkeys(code.strip().upper() for code in codes if code.strip()))
    if not asked:
        raise NoCommunes
    found: dict[str, list[Commune]] = {code: [] for code in asked}
    bare = [code.rpartition("-")[2] for code in asked]
    for commune in Commune.objects.filter(code__in=bare):
        for spelling in (commune.id, commune.code):
            if spelling in found:
                found[spelling].append(commune)
    if unknown := [code for code, communes in found.items() if not communes]:
        raise UnknownCommunes(unknown)

    if country is None:
        certain = {communes[0].country for communes in found.values() if len(communes) == 1}
        country = certain.pop() if len(certain) == 1 else _where_they_lie_together(found.values())
    chosen: list[Commune] = []
    ambiguous: list[str] = []
    for code, communes in found.items():
        fitting = [c for c in communes if country is None or c.country == country] or communes
        if len(fitting) > 1:
            ambiguous.append(code)
        chosen.append(fitting[0])
    if ambiguous:
        raise AmbiguousCommunes(ambiguous)
    chosen = sorted({commune.id: commune for commune in chosen}.values(), key=lambda c: (c.search_key, c.id))
    check_one_country(chosen, country=country)
    return chosen


def _where_they_lie_together(readings: Iterable[Sequence[Commune]]) -> str | None:
    """The only country in which these codes make one patch of at least two communes, if there is one."""
    by_country: dict[str, list[Commune]] = {}
    for commune in (commune for candidates in readings for commune in candidates):
        by_country.setdefault(commune.country, []).append(commune)
    patches = [
        country for country, communes in by_country.items() if len(communes) > 1 and _is_one_patch(communes)
    ]
    return patches[0] if len(patches) == 1 else None


def _is_one_patch(communes: Sequence[Commune]) -> bool:
    """Whether steps of at most `_NEXT_TO_KM` lead from any commune to all the others."""
    reached, apart = [communes[0]], list(communes[1:])
    for here in reached:  # grows while it is walked
        near = [
            c
            for c in apart
            if distance_km(here.latitude, here.longitude, c.latitude, c.longitude) <= _NEXT_TO_KM
        ]
        apart = [c for c in apart if c not in near]
        reached += near
    return not apart


def check_one_country(communes: Sequence[Commune], *, country: str | None = None) -> None:
    """Raises `NoCommunes` and `ForeignCommunes`. The country is the one given, else that of most communes."""
    if not communes:
        raise NoCommunes
    countries = [commune.country for commune in communes]
    home = country or max(set(countries), key=lambda c: (countries.count(c), c))
    if foreign := [f"{c.name} ({c.id})" for c in communes if c.country != home]:
        raise ForeignCommunes(foreign)


def timezone_of(communes: Sequence[Commune]) -> str:
    """The IANA time zone of a territory: that of its first commune."""
    first = communes[0]
    if first.country == "BE":
        return "Europe/Brussels"
    return _OVERSEAS.get(first.code[:3], "Europe/Paris")


def centre_of(communes: Sequence[Commune]) -> tuple[float, float]:
    """Latitude and longitude in degrees of the middle of the inhabitants; a commune without a figure counts as 1."""
    weights = [commune.population or 1 for commune in communes]
    total = sum(weights)
    pairs = list(zip(communes, weights, strict=True))
    return (
        sum(commune.latitude * weight for commune, weight in pairs) / total,
        sum(commune.longitude * weight for commune, weight in pairs) / total,
    )
