"""Each import contract, seen to hold and seen to fail: a rule that cannot fail guards nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT, pyproject, rooms

#: For each contract, an import that breaks it: the file it is added to, and the import.
VIOLATIONS = {
    "house": ("platform/kernel/tenancy/context.py", "import tenants.registry.models"),
    "app": ("platform/engagement/missions/models.py", "import engagement.missions.services"),
    "pure": ("matching/engine/model.py", "import django.conf"),
    "tenancy": ("platform/engagement/missions/services.py", "import django_tenants.utils"),
    "payment": ("tenants/provisioning/services.py", "import stripe"),
}


def test_each_contract_has_its_violation():
    assert {contract["id"] for contract in pyproject()["tool"]["importlinter"]["contracts"]} == set(
        VIOLATIONS
    )


@pytest.fixture(scope="module")
def copy_of_the_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    house = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", house)
    for room in rooms():
        source = next(base / room for base in (ROOT, ROOT / "platform") if (base / room).is_dir())
        shutil.copytree(
            source, house / source.relative_to(ROOT), ignore=lambda folder, names: _not_code(folder, names)
        )
    return house


def _not_code(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".py") and not (Path(folder) / name).is_dir()]


def lint(house: Path, *, contract: str | None = None) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache", *(("--contract", contract) if contract else ())],
        cwd=house,
        env=os.environ | {"PYTHONPATH": f"{house}{os.pathsep}{house / 'platform'}", "PYTHONSAFEPATH": ""},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_every_contract_holds(copy_of_the_house):
    answer = lint(copy_of_the_house)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("contract", VIOLATIONS)
def test_a_violation_is_found(copy_of_the_house, contract):
    file, statement = VIOLATIONS[contract]
    path = copy_of_the_house / file
    source = path.read_text()
    path.write_text(f"{source}\n{statement}\n")
    try:
        answer = lint(copy_of_the_house, contract=contract)
    finally:
        path.write_text(source)
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert "BROKEN" in answer.stdout
    assert statement.split()[1].partition(".")[0] in answer.stdout
