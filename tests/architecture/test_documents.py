"""What our documents name is there: modules, files, commands, links. The history (CHANGELOG) may name what is gone."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.architecture.source_tree import ROOT, SOURCE_ROOTS, rooms

_FENCES = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\((?![a-z]+:)([^)#\s]+)")
_DOTTED = re.compile(r"([a-z_]+)((?:\.\w+)+)(?:\(\))?")
_FILE = re.compile(r"[\w.*-]+(?:/[\w.*-]+)*(?:/|\.(?:py|html|css|js|typ|toml|sh|md|yaml|yml))")
#: What is made when the software runs; what packages bring; what a decision says must never be.
_ELSEWHERE = re.compile(r"var/|MAILLAGE_VAR/|fonts\.css|site\.css|platform/__init__\.py")
#: What a document of the way up says is gone.
_GONE = {"migrate_network"}


def documents() -> list[Path]:
    unread = {".venv", ".git", "var", "node_modules"}
    return sorted(
        path
        for path in ROOT.rglob("*.md")
        if unread.isdisjoint(path.relative_to(ROOT).parts) and path.name != "CHANGELOG.md"
    )


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_names_is_there(path: Path):
    text = path.read_text()
    missing = [link for link in _LINK.findall(text) if not (path.parent / link).exists()]
    missing += [target for target in re.findall(r"\bmake ([a-z][\w-]*)`", text) if target not in targets()]
    commands = re.findall(r"manage\.py ([a-z]\w+)", text)
    missing += [name for name in commands if name not in get_commands() and name not in _GONE]
    for named in re.findall(r"`([^`\n]+)`", _FENCES.sub("", text)):
        if (dotted := _DOTTED.fullmatch(named)) and dotted[1] in {*rooms(), "tests"}:
            missing += [] if is_ours(named.removesuffix("()").split(".")) else [named]
        elif _FILE.fullmatch(named) and not _ELSEWHERE.match(named):
            missing += [] if is_file(named, path.parent) else [named]
    assert missing == []


def is_ours(parts: list[str]) -> bool:
    """Whether a dotted name is a module of ours, or something that one of ours says the name of."""
    for end in range(len(parts), 0, -1):
        for root in SOURCE_ROOTS:
            module = root.joinpath(*parts[:end])
            source = module / "__init__.py" if module.is_dir() else module.with_suffix(".py")
            if module.is_dir() or source.exists():
                said = source.read_text() if source.exists() else ""
                return end == len(parts) or re.search(rf"\b{parts[end]}\b", said) is not None
    return False


def is_file(name: str, folder: Path) -> bool:
    """Whether it is a path from here, from a source root, or the end of a path somewhere."""
    if any(next(base.glob(name), None) for base in (folder, *SOURCE_ROOTS)):
        return True
    return any(Path(one).match(name.strip("/")) for one in everything())


@cache
def everything() -> list[str]:
    top = [path for path in ROOT.iterdir() if not path.name.startswith(".") and path.name != "var"]
    inside = (one for path in top if path.is_dir() for one in path.rglob("*") if one.suffix != ".pyc")
    return [str(one.relative_to(ROOT)) for one in (*top, *inside)]


@cache
def targets() -> set[str]:
    return set(re.findall(r"^([a-z][\w-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))
