"""The numbers that name an association: their form, their control digits, how they are written. No database.

| number | country | form | control |
| --- | --- | --- | --- |
| RNA | France, but Alsace and Moselle | W and 9 digits | none: the first two give the département |
| SIREN | France | 9 digits | Luhn |
| SIRET | France | 14 digits, the first 9 a SIREN | Luhn; La Poste's: the sum of the digits is a multiple of 5 |
| BCE/KBO | Belgium | 10 digits, the first 0 or 1 | 97 less the first 8 modulo 97 are the last 2 |
| register | Alsace and Moselle | the court, a volume, a folio | none |

Associations of Alsace and Moselle live under local law (articles 21 to 79-IV of the civil code there): courts register
them by volume and folio, and the RNA leaves them out. Those that employ or are subsidised have a SIREN like others.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

#: Départements under the local law of Alsace and Moselle, as `division_code` of a commune.
LOCAL_LAW_DIVISIONS = frozenset({"57", "67", "68"})
#: La Poste's head SIREN: its thousands of establishments outgrew Luhn.
_LA_POSTE = "356000000"

_NOISE = re.compile(r"[\s.\-/]+")
_REGISTER = re.compile(
    r"(?P<court>[^\W\d][^\d,;:]*?)[\s,;:]+(?:vol(?:ume)?\.?\s*)?(?P<volume>\d{1,4})"
    r"[\s,;:/-]+(?:fol(?:io)?\.?\s*)?(?:n[°o]\s*)?(?P<folio>\d{1,5})",
    re.IGNORECASE,
)


class InvalidNumber(ValueError):
    """Not such a number; `str()` says why, to the person who typed it."""


def luhn(digits: str) -> bool:
    """Whether the digits pass Luhn's check (ISO/IEC 7812-1, annex B)."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def clean_rna(text: str) -> str:
    """`W123456789`. Raises `InvalidNumber`."""
    number = _NOISE.sub("", text).upper()
    if not re.fullmatch(r"W[0-9]{9}", number):
        raise InvalidNumber(_("An RNA number is the letter W and nine digits, like W543001234."))
    return number


def clean_siren(text: str) -> str:
    """Nine digits. Raises `InvalidNumber`."""
    number = _NOISE.sub("", text)
    if not re.fullmatch(r"[0-9]{9}", number):
        raise InvalidNumber(_("A SIREN number has nine digits."))
    if number == "0" * 9 or not luhn(number):
        raise InvalidNumber(_("This is no SIREN number: a digit must be wrong."))
    return number


def clean_siret(text: str) -> str:
    """Fourteen digits. Raises `InvalidNumber`."""
    number = _NOISE.sub("", text)
    if not re.fullmatch(r"[0-9]{14}", number):
        raise InvalidNumber(_("A SIRET number has fourteen digits."))
    la_poste = number.startswith(_LA_POSTE) and sum(map(int, number)) % 5 == 0
    if not la_poste and (number[:9] == "0" * 9 or not luhn(number[:9]) or not luhn(number)):
        raise InvalidNumber(_("This is no SIRET number: a digit must be wrong."))
    return number


def clean_bce(text: str) -> str:
    """Ten digits; the nine of old take a 0 in front. Raises `InvalidNumber`."""
    number = re.sub(r"^BE", "", _NOISE.sub("", text).upper())
    if re.fullmatch(r"[0-9]{9}", number):
        number = "0" + number
    if not re.fullmatch(r"[01][0-9]{9}", number):
        raise InvalidNumber(_("A BCE number has ten digits and begins with 0 or 1, like 0403.019.261."))
    if 97 - int(number[:8]) % 97 != int(number[8:]):
        raise InvalidNumber(_("This is no BCE number: a digit must be wrong."))
    return number


def clean_register(text: str) -> str:
    """“Metz 45/12”: the court, the volume and the folio. Raises `InvalidNumber`."""
    found = _REGISTER.fullmatch(text.strip())
    if found is None:
        raise InvalidNumber(_("Give the court, the volume and the folio: “Metz, volume 45, folio 12”."))
    court = re.sub(
        r"^tribunal\s+(?:\w+\s+)*?(?:de\s+|d’|d')", "", found["court"].strip(), flags=re.IGNORECASE
    )
    return f"{court.strip().title()} {int(found['volume'])}/{int(found['folio'])}"


def format_number(kind: str, number: str) -> str:
    """As people write it: “356 000 000 00048”, “0403.019.261”. `kind` is a field's name."""
    match kind:
        case "siren":
            return _grouped(number, 3, 3, 3)
        case "siret":
            return _grouped(number, 3, 3, 3, 5)
        case "bce":
            return f"{number[:4]}.{number[4:7]}.{number[7:]}"
        case _:
            return number


def _grouped(number: str, *lengths: int) -> str:
    """Groups set apart by narrow no-break spaces."""
    rest = iter(number)
    return "\u202f".join("".join(next(rest) for _place in range(length)) for length in lengths)


#: Field of an association to its check.
CLEANERS = {
    "rna": clean_rna,
    "siren": clean_siren,
    "siret": clean_siret,
    "bce": clean_bce,
    "register": clean_register,
}


def kinds_for(*, country: str, division: str) -> tuple[str, ...]:
    """The numbers that an association of this country and département or province may have, the usual first."""
    if country == "BE":
        return ("bce",)
    if division in LOCAL_LAW_DIVISIONS:
        return ("register", "siren", "siret")
    return ("rna", "siren", "siret")
