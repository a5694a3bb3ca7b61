"""The layout that CONTRIBUTING.md describes."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.apps import AppConfig
from django.apps import apps as registry

from config import apps as schema_lists
from tests.architecture.source_tree import ROOT, apps, contract, modules, pyproject, rooms

JUNK_DRAWERS = {"utils", "util", "common", "helpers", "helper", "misc", "tools", "shared", "lib", "core"}
LONGEST_FILE = 400
#: Modules that hold data rather than code may be as long as their data.
DATA = re.compile(r"/migrations/|/demo/grammar/|/taxonomy/|/demo/instances\.py$")


def test_platform_is_a_source_root_and_not_a_package():
    """A package of that name would shadow the standard library's `platform` (docs/adr/0005)."""
    assert not (ROOT / "platform" / "__init__.py").exists()


def test_every_room_is_placed_in_the_contract_of_layers():
    placed = contract("house")["layers"]
    assert len(placed) == len(set(placed))
    assert set(placed) == rooms()


def test_every_room_is_checked_and_known_as_ours():
    tools = pyproject()["tool"]
    assert set(tools["importlinter"]["root_packages"]) == rooms()
    assert set(tools["mypy"]["packages"]) == rooms()
    assert set(tools["ruff"]["lint"]["isort"]["known-first-party"]) == rooms() | {"tests"}
    assert {
        name.removeprefix("platform/") for name in tools["hatch"]["build"]["targets"]["wheel"]["packages"]
    } == rooms()


@pytest.mark.parametrize("identifier", ["tenancy", "payment"])
def test_contracts_about_the_whole_house_name_every_room(identifier):
    assert set(contract(identifier)["source_modules"]) == rooms()


def test_every_app_with_layers_is_placed_in_the_contract_of_apps():
    layers = {name.strip("() ") for layer in contract("app")["layers"] for name in layer.split(":")}
    layered = {
        app
        for app in apps()
        if any(
            (ROOT / base / app.replace(".", "/") / f"{layer}.py").exists()
            for layer in layers
            for base in ("", "platform")
        )
    }
    assert set(contract("app")["containers"]) >= layered


def test_no_module_is_named_for_nothing():
    drawers = [path for path in modules() if JUNK_DRAWERS & {path.stem, *path.relative_to(ROOT).parts[:-1]}]
    assert drawers == []


def test_files_stay_short_enough_to_read():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules()
        if not DATA.search(path.as_posix()) and (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}


def schema_list(entries: list[str]) -> set[str]:
    """The packages of a list whose entries may name a configuration of ours for somebody else's package."""
    return {AppConfig.create(entry).name for entry in entries}


def test_every_app_is_in_exactly_one_schema_list():
    lists = (schema_lists.PUBLIC, schema_lists.BOTH, schema_lists.TERRITORY, schema_lists.TABLELESS)
    counts = Counter(name for one in lists for name in schema_list(one))
    assert [name for name, count in counts.items() if count > 1] == []
    assert {config.name for config in registry.get_app_configs()} == set(counts)


def test_an_app_without_a_schema_has_no_tables():
    tableless = schema_list(schema_lists.TABLELESS)
    assert [
        model
        for model in registry.get_models(include_auto_created=True)
        if model._meta.app_config.name in tableless
    ] == []


def test_foreign_keys_go_from_territories_to_the_network_only():
    """What is public outlives a territory, which can leave with its schema."""
    public = schema_list([*schema_lists.PUBLIC, *schema_lists.BOTH])
    territory = schema_list(schema_lists.TERRITORY)
    backwards = [
        f"{model._meta.label}.{field.name}"
        for config in registry.get_app_configs()
        if config.name in public
        for model in config.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if field.related_model._meta.app_config.name in territory
    ]
    assert backwards == []
