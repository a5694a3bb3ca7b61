"""Which folder's texts are translated in which catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LANGUAGE = "fr"
#: Languages of pages, whose catalogues hold what stands around a page and within it, and no more (docs/adr/0015).
#: What they lack is in French; English needs no catalogue, for the texts of the sources are English.
PARTIAL = ("nl", "de")


@dataclass(frozen=True, slots=True)
class Area:
    """A catalogue and the folders whose texts it holds, relative to the project."""

    name: str
    folders: tuple[str, ...]

    def catalogue(self, root: Path, language: str = LANGUAGE) -> Path:
        return root / self.name / "locale" / language / "LC_MESSAGES" / "django.po"

    def sources(self, root: Path) -> Iterator[Path]:
        """Python files, and whatever lies in a `templates` folder; not what a deeper area holds."""
        deeper = [other for area in AREAS if area != self for other in area.folders]
        for folder in self.folders:
            inner = [root / other for other in deeper if other.startswith(f"{folder}/")]
            for path in sorted((root / folder).rglob("*")):
                parts = path.relative_to(root).parts
                if "locale" in parts or "__pycache__" in parts or "migrations" in parts or not path.is_file():
                    continue
                if any(path.is_relative_to(other) for other in inner):
                    continue
                if path.suffix == ".py" or "templates" in parts:
                    yield path


#: The apps of the domain are many and grow apart: each has a catalogue of its own.
_ENGAGEMENT = tuple(
    Area(name, (name,))
    for name in sorted(
        path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("platform/engagement/*/apps.py")
    )
)
AREAS = (
    Area("platform/kernel", ("platform/kernel", "platform/config")),
    Area("themes", ("themes",)),
    Area("tenants", ("tenants",)),
    Area("matching", ("matching",)),
    Area("platform/engagement", ("platform/engagement",)),
    *_ENGAGEMENT,
    Area("cms", ("cms",)),
    Area("platform/demo", ("platform/demo",)),
)
