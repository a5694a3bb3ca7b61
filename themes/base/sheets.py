"""The one stylesheet of every page, made of those of `static/base/` and of the fonts’ rules; and the fonts it asks for.

A browser waits for each file that a page's head names; a phone on a slow line waits a fifth of a second for each.
While one develops they stay apart, so that a change is seen at once.
"""

from __future__ import annotations

from pathlib import Path

#: As static files, in their order.
PARTS = ("fonts/fonts.css", "base/base.css", "base/layout.css", "base/components.css", "base/forms.css")
WHOLE = "fonts/site.css"

#: The files of a family that nearly every page needs. Asked for by its head, they come with the stylesheet rather than
#: after it, and its words seldom move when they do.
_VARIABLE = ("Inter", "Source Sans 3", "Work Sans", "Bricolage Grotesque", "Fraunces")
FONT_FILES = {
    family: (f"fonts/{family.lower().replace(' ', '-')}-400-700.woff2",) for family in _VARIABLE
} | {"Atkinson Hyperlegible": tuple(f"fonts/atkinson-hyperlegible-{weight}.woff2" for weight in (400, 700))}


def build_sheet(directory: Path) -> None:
    """Write `site.css` beside the fonts, whose rules name them by where they are. After `build_fonts`."""
    own = Path(__file__).parent / "static"
    parts = [directory / "fonts.css", *(own / part for part in PARTS[1:])]
    written, sheet = directory / Path(WHOLE).name, "\n".join(part.read_text() for part in parts)
    if not written.exists() or written.read_text() != sheet:
        written.write_text(sheet)
