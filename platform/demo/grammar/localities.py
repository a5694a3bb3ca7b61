"""Villages and quarters of the demonstration's communes, to spread its data over the map as people live.

Names are public; coordinates (WGS 84) are rounded by hand to a few hundred metres, which suits invented
addresses and nothing else. A commune that is not listed counts as its own single locality.
"""

from __future__ import annotations

from dataclasses import dataclass

from .specs import Place


@dataclass(frozen=True, slots=True)
class Locality:
    """A named spot of a commune. ``weight`` is relative to its sisters."""

    name: str
    postcode: str
    latitude: float
    longitude: float
    weight: float


_LISTED: dict[str, str] = {
    "BE-84035": """
        Libin 6890 49.981 5.257 5
        Redu 6890 50.007 5.160 3
        Transinne 6890 50.000 5.203 3
        Villance 6890 49.970 5.226 2
        Ochamps 6890 49.925 5.278 3
        Anloy 6890 49.951 5.221 2
        Smuid 6890 50.017 5.266 1
    """,
    "BE-84077": """
        Libramont 6800 49.920 5.377 6
        Recogne 6800 49.912 5.362 3
        Neuvillers 6800 49.886 5.389 2
        Bras 6800 49.972 5.389 2
        Freux 6800 49.970 5.445 1
        Moircy 6800 49.992 5.470 1
        Remagne 6800 49.975 5.494 1
        Saint-Pierre 6800 49.902 5.386 1
    """,
    "BE-84059": """
        Saint-Hubert 6870 50.027 5.374 6
        Arville 6870 50.031 5.309 2
        Awenne 6870 50.078 5.308 2
        Hatrival 6870 50.006 5.345 2
        Mirwart 6870 50.057 5.262 1
        Vesqueville 6870 50.005 5.398 2
    """,
    "BE-84068": """
        Tellin 6927 50.081 5.216 4
        Bure 6927 50.088 5.261 2
        Grupont 6927 50.091 5.281 1
        Resteigne 6927 50.085 5.175 2
    """,
    "BE-92094": """
        Namur 5000 50.465 4.866 9
        Salzinnes 5000 50.462 4.845 4
        Jambes 5100 50.457 4.873 6
        Saint-Servais 5002 50.473 4.840 4
        Bouge 5004 50.475 4.888 3
        Belgrade 5001 50.469 4.818 2
        Saint-Marc 5003 50.490 4.843 1
        Flawinne 5020 50.457 4.807 2
        Vedrin 5020 50.497 4.873 3
        Champion 5020 50.493 4.903 1
        Malonne 5020 50.440 4.797 2
        Temploux 5020 50.486 4.752 1
        Wépion 5100 50.423 4.868 2
        Dave 5100 50.425 4.884 1
        Erpent 5101 50.452 4.908 2
        Naninne 5100 50.419 4.929 1
        Beez 5000 50.466 4.913 1
        Marche-les-Dames 5024 50.486 4.962 1
        Wierde 5100 50.428 4.954 1
    """,
    "FR-52448": """
        Saint-Dizier 52100 48.638 4.949 6
        La_Noue 52100 48.634 4.936 2
        Gigny 52100 48.641 4.958 2
        Le_Vert-Bois 52100 48.651 4.963 3
        Le_Grand-Lachat 52100 48.646 4.937 2
        Les_Ajots 52100 48.631 4.966 1
        Marnaval 52100 48.622 4.979 1
    """,
}


def _read(text: str) -> tuple[Locality, ...]:
    found = []
    for line in text.split("\n"):
        if line.strip():
            name, postcode, latitude, longitude, weight = line.split()
            found.append(
                Locality(name.replace("_", " "), postcode, float(latitude), float(longitude), float(weight))
            )
    return tuple(found)


_LOCALITIES = {commune_id: _read(text) for commune_id, text in _LISTED.items()}


def localities_of(place: Place) -> tuple[Locality, ...]:
    """The localities of a commune, never empty."""
    found = _LOCALITIES.get(place.commune_id)
    return found or (Locality(place.name, place.postcode, place.latitude, place.longitude, 1.0),)
