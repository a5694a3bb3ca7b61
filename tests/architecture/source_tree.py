"""What the architecture tests look at: the project's own files and packages."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SOURCE_ROOTS = (ROOT, ROOT / "platform")
NOT_SOURCES = {"bin", "docs", "deploy", "helm", "tests", "var", "platform"}


def rooms() -> set[str]:
    """The top-level packages of both source roots."""
    return {
        folder.name
        for root in SOURCE_ROOTS
        for folder in root.iterdir()
        if folder.is_dir() and folder.name not in NOT_SOURCES and next(folder.rglob("*.py"), None)
        if not folder.name.startswith(".")
    }


def modules() -> Iterator[Path]:
    """Every Python file of the rooms."""
    for root in SOURCE_ROOTS:
        for room in rooms():
            yield from (root / room).rglob("*.py")


def package_of(path: Path) -> str:
    """The dotted name of the package a file is in."""
    parts = path.relative_to(ROOT).parent.parts
    return ".".join(parts[1:] if parts[0] == "platform" else parts)


def apps() -> set[str]:
    """Packages that are Django applications."""
    return {package_of(path) for path in modules() if path.name == "apps.py"} - {"config"}


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def contract(identifier: str) -> dict[str, Any]:
    (found,) = (one for one in pyproject()["tool"]["importlinter"]["contracts"] if one["id"] == identifier)
    return found
