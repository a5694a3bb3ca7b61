"""Communes that go together: an EPCI, a département, a province.

A group is named by a key, `epci:200068666` or `division:FR-52`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from tenants.geography.models import Commune
from tenants.geography.names import search_key

_KINDS = {
    "epci": ("country", "epci_code", "epci_name"),
    "division": ("country", "division_code", "division_name"),
}


class UnknownGroup(LookupError):
    """No communes go by this key."""


@dataclass(frozen=True, slots=True)
class Group:
    """`kind` is epci, departement or province."""

    key: str
    kind: str
    name: str
    communes: int


def communes_of_group(key: str) -> QuerySet[Commune]:
    """The communes of a group. Raises `UnknownGroup`."""
    kind, _, code = key.partition(":")
    if kind == "epci" and code:
        found = Commune.objects.filter(epci_code=code)
    elif kind == "division":
        country, _, division = code.partition("-")
        found = Commune.objects.filter(country=country, division_code=division)
    else:
        raise UnknownGroup(key)
    if not found.exists():
        raise UnknownGroup(key)
    return found


def groups_called(text: str, *, country: str, limit: int = 8) -> list[Group]:
    """Groups of a country whose name holds the words of a text, or whose code it is; the exact ones first.

    Accents and case are ignored. Two queries over the index of their codes.
    """
    words = search_key(text).split()
    if not words:
        return []
    found = []
    for group, code in _groups(Commune.objects.filter(country=country)):
        name = search_key(group.name)
        if all(word in name for word in words) or " ".join(words) == code.lower():
            found.append((name != " ".join(words), group.kind == "epci", -group.communes, group.key, group))
    return [group for *_order, group in sorted(found)[:limit]]


def groups_around(communes: Iterable[Commune]) -> list[Group]:
    """The groups that these communes belong to, EPCI first, by name. Two queries."""
    chosen = list(communes)
    codes = {commune.epci_code for commune in chosen if commune.epci_code}
    divisions = {(commune.country, commune.division_code) for commune in chosen}
    found = [group for group, _ in _groups(Commune.objects.filter(epci_code__in=codes), kinds=("epci",))]
    inside = Commune.objects.filter(
        country__in={country for country, _ in divisions}, division_code__in={code for _, code in divisions}
    )
    found += [group for group, _ in _groups(inside, kinds=("division",))]
    return sorted(found, key=lambda group: (group.kind != "epci", search_key(group.name)))


def _groups(
    communes: QuerySet[Commune], *, kinds: Iterable[str] = ("epci", "division")
) -> Iterable[tuple[Group, str]]:
    """Groups with their codes."""
    for kind in kinds:
        fields = _KINDS[kind]
        rows = communes.exclude(**{fields[1]: ""}).order_by().values_list(*fields).annotate(n=Count("pk"))
        for country, code, name, number in rows:
            if kind == "epci":
                yield Group(f"epci:{code}", "epci", name, number), code
            else:
                what = "province" if country == "BE" else "departement"
                yield Group(f"division:{country}-{code}", what, name, number), code
