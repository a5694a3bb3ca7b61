"""Reads the reference of communes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, degrees, radians

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from tenants.geography.models import Commune
from tenants.geography.names import query_words, search_key
from tenants.geography.sphere import EARTH_RADIUS_KM
from tenants.geography.sphere import distance_km as distance_km

#: The form of an id; nothing else is looked up as one.
COMMUNE_ID = re.compile(r"(?:FR|BE)-[0-9][0-9AB][0-9]{3}")

_LONGEST_QUERY = 80
#: Share of a query's trigrams that a name spelt nearly so must have. One error costs a short word a greater
#: share of its trigrams: "librmont" has 0.5 of those of Libramont.
_LIKENESS, _LIKENESS_SHORT, _SHORT = 0.6, 0.45, 10
_LARGEST_FIRST = (F("population").desc(nulls_last=True), "id")


class UnknownCommune(LookupError):
    """No commune answers to `code`, the text as it was given."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(_("No commune is known as “%(code)s”.") % {"code": code})


class AmbiguousCommune(LookupError):
    """Several communes answer to `code`; `candidates` holds them, the larger first."""

    def __init__(self, code: str, candidates: Iterable[Commune] = ()) -> None:
        self.code = code
        self.candidates = tuple(candidates)
        message = _("Several communes are known as “%(code)s”: %(candidates)s.")
        super().__init__(
            message % {"code": code, "candidates": ", ".join(map(describe_commune, self.candidates))}
        )


@dataclass(frozen=True)
class NearbyCommune:
    """A commune and its distance in km from the point that was asked about."""

    commune: Commune
    km: float


def describe_commune(commune: Commune) -> str:
    """The commune in a list of homonyms: "Saint-Denis (97400, La Réunion)"."""
    return f"{commune.name} ({', '.join([*commune.postcodes[:1], commune.division_name])})"


def find_communes(query: str, *, country: str | None = None, limit: int = 10) -> list[Commune]:
    """Communes for what someone has typed so far, best first, at most `limit`.

    `query` may be the beginning of a name in French, Dutch or German, words of it in any order, a postcode, a
    code, an id ("BE-84035") or several of these ("libin 6890"). Accents and case are ignored, "St" is Saint.
    First the names that are the query, then those that begin with it, then those that hold its words; in each
    of these the more populous first. If there is none, names spelt nearly so.
    """
    words = query_words(query[:_LONGEST_QUERY])
    if not words or limit < 1:
        return []
    communes = Commune.objects.all()
    if words[0] in ("fr", "be") and len(words) == 2 and len(words[1]) == 5 and words[1][:2].isdigit():
        return list(communes.filter(id=f"{words[0]}-{words[1]}".upper()))
    if country:
        communes = communes.filter(country=country)
    key = " ".join(words)
    found: dict[str, Commune] = {}
    steps = [communes.filter(search_key=key)]
    if len(words) > 1 or not key[0].isdigit():
        steps.append(communes.filter(search_key__startswith=key))
    steps.append(_with_words(communes, words))
    for step in steps:
        missing = limit - len(found)
        if missing > 0:
            found |= {c.id: c for c in step.exclude(id__in=list(found)).order_by(*_LARGEST_FIRST)[:missing]}
    if not found and len(key) > 3 and not any(character.isdigit() for character in key):
        return _spelt_nearly(communes, key, limit)
    return list(found.values())


def get_commune(id: str) -> Commune:  # noqa: A002
    """The commune of an id such as "FR-54395". Raises UnknownCommune."""
    try:
        return Commune.objects.get(id=id)
    except Commune.DoesNotExist:
        raise UnknownCommune(id) from None


def common_country(codes: Iterable[str], known: Iterable[tuple[str, str]]) -> str | None:
    """The only country that has every bare code among `codes`, if there is one. `known`: country and code."""
    bare = {code for code in codes if "-" not in code}
    of_country: dict[str, set[str]] = {}
    for country, code in known:
        of_country.setdefault(country, set()).add(code)
    complete = [country for country, has in of_country.items() if bare <= has]
    return complete[0] if bare and len(complete) == 1 else None


def resolve_commune(text: str, *, country: str | None = None) -> Commune:
    """The one commune meant by "Libin", "6890", "Libin (6890)", "Saint-Denis (La Réunion)" or "BE-84035".

    A name, a postcode or a code that several communes share raises AmbiguousCommune, even when one of them is
    far larger; what none answers to in full raises UnknownCommune.
    """
    words = query_words(text[:_LONGEST_QUERY])
    if not words:
        raise UnknownCommune(text.strip())
    communes = Commune.objects.filter(country=country) if country else Commune.objects.all()
    if COMMUNE_ID.fullmatch(text.strip().upper()):
        by_id = communes.filter(id=text.strip().upper()).first()
        if by_id:
            return by_id
    name, _bracket, precision = text.partition("(")
    if not query_words(name):
        raise UnknownCommune(text.strip())
    matches = list(_named(communes, name).order_by(*_LARGEST_FIRST))
    if precision:
        precise = search_key(precision).split()
        matches = [commune for commune in matches if set(precise) <= _particulars(commune)]
    if not matches:
        raise UnknownCommune(text.strip())
    if len(matches) > 1:
        raise AmbiguousCommune(text.strip(), matches[:10])
    return matches[0]


def communes_within(lat: float, lon: float, km: float) -> list[NearbyCommune]:
    """Communes whose point lies within `km` of a point in decimal degrees, the nearest first.

    A box on the index narrows them, the great-circle distance decides. Approximate points count as given.
    """
    dlat = degrees(km / EARTH_RADIUS_KM)
    # Where the circle reaches a pole or the meridian of the date line, all longitudes are looked at.
    widest = abs(lat) + dlat
    dlon = dlat / cos(radians(widest)) if widest < 89 else 360.0
    near = Commune.objects.filter(latitude__range=(lat - dlat, lat + dlat))
    if abs(lon) + dlon <= 180:
        near = near.filter(longitude__range=(lon - dlon, lon + dlon))
    measured = (
        NearbyCommune(commune, distance_km(lat, lon, commune.latitude, commune.longitude)) for commune in near
    )
    return sorted((item for item in measured if item.km <= km), key=lambda item: (item.km, item.commune.id))


def _with_words(communes: QuerySet[Commune], words: list[str]) -> QuerySet[Commune]:
    """Communes with a word that begins with each of `words`, among names, postcodes and code."""
    for word in words:
        communes = communes.filter(search_text__contains=f" {word}")
    return communes


def _spelt_nearly(communes: QuerySet[Commune], key: str, limit: int) -> list[Commune]:
    alike = (
        communes.filter(search_text__trigram_word_similar=key)
        .annotate(likeness=TrigramWordSimilarity(key, "search_text"))
        .order_by("-likeness", *_LARGEST_FIRST)[:limit]
    )
    with transaction.atomic(), connection.cursor() as cursor:
        likeness = _LIKENESS_SHORT if len(key) <= _SHORT else _LIKENESS
        cursor.execute(f"SET LOCAL pg_trgm.word_similarity_threshold = {likeness}")
        found: list[Commune] = [*alike]
        # A transaction around this one must not inherit the threshold.
        cursor.execute("SET LOCAL pg_trgm.word_similarity_threshold = DEFAULT")
    return found


def _named(communes: QuerySet[Commune], text: str) -> QuerySet[Commune]:
    """Communes of which `text` is a whole name in any language, a postcode or a code."""
    key = " ".join(query_words(text))
    if key.isdigit():
        return communes.filter(Q(postcodes__contains=[key]) | Q(code=key))
    own = Q(search_key=key) | Q(code=key.upper())
    # Every name stands in search_text as " name" and is followed by the next word or the end.
    others = Q(pk__in=_ids_with_other_name(communes, key))
    return communes.filter(own | others)


def _ids_with_other_name(communes: QuerySet[Commune], key: str) -> list[str]:
    rows = communes.filter(country="BE", search_text__contains=f" {key}").values_list(
        "id", "name_nl", "name_de"
    )
    return [id_ for id_, *names in rows if key in map(search_key, names)]


def _particulars(commune: Commune) -> set[str]:
    """Words that may tell a commune from its homonyms: postcodes, code, département or province, country."""
    text = " ".join([*commune.postcodes, commune.code, commune.division_code, commune.division_name])
    return set(search_key(text).split())
