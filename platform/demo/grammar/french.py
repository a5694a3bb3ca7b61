"""French, mechanically: contraction, elision, typography, and templates with choices, slots and agreement.

A template is a French sentence in which

- ``[un|deux|trois]`` picks one of the alternatives (they nest);
- ``<motivé|motivée>`` agrees with the gender of the person who speaks or is spoken of;
- ``{lieu}`` is a slot, ``{de lieu}`` and ``{à lieu}`` the same after a preposition, contracted and elided
  (« du Ban-Saint-Martin », « d'Essey », « aux Ajots »).

Templates are written with straight apostrophes and plain spaces: ``typeset`` gives them real typography.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from random import Random

NBSP = "\u00a0"
THIN_NBSP = "\u202f"

_VOWELS = "aeiouœæ"
#: Names in H that do not elide by the rule below, although they are said with a mute h.
_MUTE_H = ("homécourt", "hatrival", "horloge", "honorine", "hortense", "habit", "hôpital", "homme", "hôtel")
_ALTERNATIVES = re.compile(r"\[([^\[\]]*)\]")
_AGREEMENT = re.compile(r"<([^<>|]*)\|([^<>|]*)>")
_SENTENCE_END = re.compile(r"(?<=[.!?…]) ")
_SLOT = re.compile(r"\{(?:(de|à) )?([a-z_]+)\}")
_SPACES = re.compile(r"[ \n]+")
_UNIT = re.compile(r"(?<=\d) (?=(?:h|km|m|kg|€|ans|%|heures|euros|personnes|minutes|places)\b|€|%)")
_DIGIT = re.compile(r"\d ")
_HOUR = re.compile(rf"(?<=\d{NBSP}h) (?=\d\d\b)")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")
_SENTENCE_START = re.compile(rf"(?:^|(?<=[.!?…] )|(?<=[.!?…]{NBSP}))[a-zà-ÿœ]")


def fold(text: str) -> str:
    """``text`` without accents, in lower case, ligatures opened: « Œuvre » becomes ``oeuvre``."""
    opened = text.lower().replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFD", opened) if not unicodedata.combining(c))


def elides(word: str) -> bool:
    """Whether « de » loses its vowel before ``word``: vowels, y before a consonant, and most mute h."""
    plain = fold(word)
    if not plain:
        return False
    first, second = plain[0], plain[1:2]
    if first in _VOWELS:
        return True
    if first == "y":
        return second not in _VOWELS
    if first == "h":
        return second in ("e", "u", "y", "i") or word.lower().startswith(_MUTE_H)
    return False


def _contract(noun: str, *, le: str, les: str, plain: str) -> str:
    for article, contracted in (("le ", le), ("les ", les)):
        if noun[: len(article)].lower() == article:
            return contracted + noun[len(article) :]
    return plain + noun


def of(noun: str) -> str:
    """``noun`` after « de »: du, des, de la, de l', d', de. Articles of proper names contract too."""
    return _contract(noun, le="du ", les="des ", plain="d'" if elides(noun) else "de ")


def at(noun: str) -> str:
    """``noun`` after « à »: au, aux, à la, à l', à. Articles of proper names contract too."""
    return _contract(noun, le="au ", les="aux ", plain="à ")


def bare(noun: str) -> str:
    """``noun`` without its article: « la salle des fêtes » becomes « salle des fêtes »."""
    for article in ("le ", "la ", "les ", "l'", "l’", "un ", "une "):
        if noun.lower().startswith(article):
            return noun[len(article) :]
    return noun


def capitalised(text: str) -> str:
    """``text`` with a capital first letter, accents kept, the rest untouched."""
    return text[:1].upper() + text[1:]


def typeset(text: str) -> str:
    """Real typography: curly apostrophes, no-break spaces, capitals after full stops. Idempotent."""
    text = _SPACES.sub(" ", text.strip()).replace("'", "’")
    text = text.replace("« ", f"«{NBSP}").replace(" »", f"{NBSP}»").replace(" :", f"{NBSP}:")
    for mark in ";!?":
        text = text.replace(f" {mark}", f"{THIN_NBSP}{mark}")
    if _DIGIT.search(text):
        text = _THOUSANDS.sub(THIN_NBSP, _HOUR.sub(NBSP, _UNIT.sub(NBSP, text)))
    return _SENTENCE_START.sub(lambda match: match.group().upper(), text)


def sentence(text: str) -> str:
    """``text`` typeset, with a full stop when nothing closes it."""
    done = typeset(text)
    return done if done.endswith((".", "!", "?", "…", f".{NBSP}»")) else f"{done}."


def choose(template: str, rng: Random) -> str:
    """``template`` with one alternative kept in every bracket."""
    while "[" in template:
        template = _ALTERNATIVES.sub(lambda match: rng.choice(match.group(1).split("|")), template)
    return template


def expand(template: str, slots: Mapping[str, str], rng: Random, *, feminine: bool = False) -> str:
    """``template`` with its choices made, its slots filled and its agreements kept; not typeset.

    Raises ``KeyError`` on an unknown slot.
    """
    text = choose(template, rng)
    if "<" in text:
        text = _AGREEMENT.sub(lambda match: match.group(2 if feminine else 1), text)

    def fill(match: re.Match[str]) -> str:
        value = slots[match.group(2)]
        preposition = match.group(1)
        if preposition == "de":
            return of(value)
        return at(value) if preposition == "à" else value

    return _SLOT.sub(fill, text) if "{" in text else text


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order."""
    return _SENTENCE_END.split(text)


def spoken_number(number: int) -> str:
    """A cardinal from 0 to 99 in letters, as France writes it (dizaines with hyphens)."""
    units = (
        *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze"),
        *("douze", "treize", "quatorze", "quinze", "seize"),
    )
    if number < 17:
        return units[number]
    if number < 20:
        return f"dix-{units[number - 10]}"
    tens = ("vingt", "trente", "quarante", "cinquante", "soixante")
    if number < 70:
        ten, unit = divmod(number, 10)
        link = "" if unit == 0 else (" et un" if unit == 1 else f"-{units[unit]}")
        return tens[ten - 2] + link
    if number < 80:
        return "soixante et onze" if number == 71 else f"soixante-{spoken_number(number - 60)}"
    if number == 80:
        return "quatre-vingts"
    return f"quatre-vingt-{spoken_number(number - 80)}"
