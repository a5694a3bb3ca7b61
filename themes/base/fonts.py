"""Self-hosted fonts: from the families' packages to small WOFF2 files and the CSS that declares them.

Kept: Latin with the accents of French, Dutch, German and their neighbours, one weight axis. Each family gets
a fallback face of the same width and height, computed from its own metrics, so that text does not jump when
the font arrives.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

import fontpkg
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

#: Latin-1, Latin Extended-A, and the punctuation, arrows and signs our pages use.
UNICODES = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x192, 0x218, 0x219, 0x21A, 0x21B, 0x1E9E, 0x2C6, 0x2DA, 0x2DC),
    *(0x2009, 0x200A, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E),
    *(0x2020, 0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2116, 0x2122),
    *(0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2215, 0x2248, 0x2260, 0x2264, 0x2265, 0x2713, 0xFB01, 0xFB02),
)
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum", "pnum", "frac", "case"]

# Frequency of letters in French, per thousand, space included; advance widths of the two fonts every
# computer has, in thousandths of an em (they are Helvetica's and Times's, published by Adobe in 1990).
_ORDER = " etaoinshrdlcumpfgvbqjxyzk"
_SHARES = (170, 121, 59, 63, 45, 62, 59, 65, 6, 55, 30, 45, 27, 52, 25, 25, 9, 7, 13, 8, 11, 5, 3, 3, 1, 1)
_LETTERS = dict(zip(_ORDER, _SHARES, strict=True))
_ARIAL_WIDTHS = (
    "278 556 278 556 556 222 556 500 556 333 556 222 500 556 833 556 278 556 500 556 556 222 500 500 500 500"
)
_TIMES_WIDTHS = (
    "250 444 278 444 500 278 500 389 500 333 500 278 444 500 778 500 333 500 500 500 500 278 500 500 444 500"
)
_ARIAL = dict(zip(_ORDER, map(int, _ARIAL_WIDTHS.split()), strict=True))
_TIMES = dict(zip(_ORDER, map(int, _TIMES_WIDTHS.split()), strict=True))


@dataclass(frozen=True)
class Face:
    """One file to build: the style of the package's font and how its axes are limited (None drops
    nothing)."""

    family: str
    style: str
    weight: int
    css_weight: str
    axes: tuple[tuple[str, float | tuple[float, float]], ...] = ()

    @property
    def file_name(self) -> str:
        weight = self.css_weight.replace(" ", "-")
        return f"{_slug(self.family)}-{weight}{'-italic' if self.style == 'italic' else ''}.woff2"


_WEIGHTS = ("wght", (400.0, 700.0))
FACES: tuple[Face, ...] = (
    Face("Inter", "normal", 400, "400 700", (_WEIGHTS, ("opsz", 18.0))),
    Face("Inter", "italic", 400, "400 700", (_WEIGHTS, ("opsz", 18.0))),
    Face("Source Sans 3", "normal", 400, "400 700", (_WEIGHTS,)),
    Face("Source Sans 3", "italic", 400, "400 700", (_WEIGHTS,)),
    Face("Atkinson Hyperlegible", "normal", 400, "400"),
    Face("Atkinson Hyperlegible", "italic", 400, "400"),
    Face("Atkinson Hyperlegible", "normal", 700, "700"),
    Face("Work Sans", "normal", 400, "400 700", (_WEIGHTS,)),
    Face("Bricolage Grotesque", "normal", 400, "400 700", (_WEIGHTS, ("wdth", 100.0), ("opsz", 36.0))),
    Face("Fraunces", "normal", 400, "400 700", (_WEIGHTS, ("WONK", 0.0), ("SOFT", 50.0), ("opsz", 72.0))),
)
_SERIFS = {"Fraunces"}


def build_fonts(directory: Path, *, force: bool = False) -> list[str]:
    """Write the files and `fonts.css` into `directory`; answers the names written, none when all is up to
    date."""
    stamp = directory / ".stamp"
    wanted = _stamp()
    if not force and stamp.exists() and stamp.read_text() == wanted and (directory / "fonts.css").exists():
        return []
    directory.mkdir(parents=True, exist_ok=True)
    # Processes, because subsetting is pure Python; spawned, because the caller may have threads.
    with ProcessPoolExecutor(min(4, os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        rules = list(pool.map(_build_face, FACES, [directory] * len(FACES)))
    for family in sorted({face.family for face in FACES}):
        licence = fontpkg.family(family).files[0].path.parent.parent / "LICENSE"
        (directory / f"{_slug(family)}-OFL.txt").write_bytes(licence.read_bytes())
    heading = "/* Written by manage.py build_fonts. Fonts under the SIL Open Font License 1.1. */"
    (directory / "fonts.css").write_text("\n".join([heading, *rules]) + "\n")
    stamp.write_text(wanted)
    return [*(face.file_name for face in FACES), "fonts.css"]


def _build_face(face: Face, directory: Path) -> str:
    """Write one file; answers its CSS, with the family's fallback beside its first face."""
    font = _subset(face)
    font.flavor = "woff2"
    font.save(directory / face.file_name)
    rule = (
        f'@font-face{{font-family:"{face.family}";font-style:{face.style};font-weight:{face.css_weight};'
        f'font-display:swap;src:url("{face.file_name}") format("woff2")}}'
    )
    first = next(candidate for candidate in FACES if candidate.family == face.family)
    return f"{rule}\n{_fallback(face.family, font)}" if face == first else rule


def _slug(family: str) -> str:
    return family.lower().replace(" ", "-")


def _source(face: Face) -> Path:
    """The package's file: for a variable family, the one whose axis holds the weight."""
    return Path(fontpkg.path(face.family, weight=face.weight, style=face.style))


def _stamp() -> str:
    sources = [(asdict(face), _source(face).stat().st_size) for face in FACES]
    recipe = Path(__file__).read_bytes()
    return hashlib.sha256(json.dumps(sources).encode() + recipe).hexdigest()


def _subset(face: Face) -> TTFont:
    font = TTFont(_source(face))
    options = Options(
        layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 5, 13, 14]
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=UNICODES)
    subsetter.subset(font)
    if face.axes:
        present = {axis.axisTag for axis in font["fvar"].axes}
        font = instantiateVariableFont(font, {tag: limit for tag, limit in face.axes if tag in present})
    return font


def _fallback(family: str, font: TTFont) -> str:
    serif = family in _SERIFS
    reference = _TIMES if serif else _ARIAL
    units = font["head"].unitsPerEm
    widths, glyphs = font["hmtx"], font.getBestCmap()

    def mean(of: Mapping[str, float]) -> float:
        return sum(share * of[letter] for letter, share in _LETTERS.items()) / sum(_LETTERS.values())

    own = mean({letter: widths[glyphs[ord(letter)]][0] * 1000 / units for letter in _LETTERS})
    adjust = own / mean(reference)
    metrics = font["hhea"]
    sizes = {
        name: f"{abs(value) / units / adjust:.2%}"
        for name, value in (
            ("ascent", metrics.ascent),
            ("descent", metrics.descent),
            ("line-gap", metrics.lineGap),
        )
    }
    local = (
        'local("Times New Roman"),local("Liberation Serif")'
        if serif
        else 'local("Arial"),local("Liberation Sans")'
    )
    overrides = ";".join(f"{name}-override:{value}" for name, value in sizes.items())
    return f'@font-face{{font-family:"{family} fallback";src:{local};size-adjust:{adjust:.2%};{overrides}}}'
