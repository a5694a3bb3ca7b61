"""Whatever is imported is named in pyproject.toml, so that a fresh machine has it."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT, modules, rooms


def imported(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Third-party packages and the files that import them."""
    ours = rooms() | {"tests"} | set(sys.stdlib_module_names)
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for name in names:
                if (top := name.partition(".")[0]) not in ours:
                    yield top, path.relative_to(ROOT).as_posix()


def locked(file: str) -> set[str]:
    return {
        normal(name)
        for name in re.findall(r"^([A-Za-z0-9][\w.-]*)==", (ROOT / file).read_text(), re.MULTILINE)
    }


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("folder", ["rooms", "tests"])
def test_imports_are_locked(folder):
    paths = modules() if folder == "rooms" else (ROOT / "tests").rglob("*.py")
    available = locked("requirements.txt" if folder == "rooms" else "requirements-dev.txt")
    distributions = packages_distributions()
    missing = {
        f"{name} ({file})"
        for name, file in imported(paths)
        if not {normal(one) for one in distributions.get(name, [name])} & available
    }
    assert missing == set()


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt", "requirements-uv.txt"])
def test_locks_have_hashes_and_no_address(file):
    text = (ROOT / file).read_text()
    assert "--hash=sha256:" in text
    assert not re.search(r"https?:|--index|--find-links|--extra-index", text)


def test_both_locks_agree():
    def versions(file: str) -> set[str]:
        return set(re.findall(r"^[\w.-]+==\S+", (ROOT / file).read_text(), re.MULTILINE))

    assert versions("requirements.txt") <= versions("requirements-dev.txt")
