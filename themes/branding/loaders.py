"""Finds templates: those of the preset that the request wears come before everybody's.

A preset's template extends the one that it stands before, by the same name, and replaces blocks of it. Compiled
templates are kept once and shared by all presets, for what they extend and include is looked up when they are
rendered; only the names that some preset overrides are kept for each preset.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.template import Origin
from django.template.loaders import cached, filesystem

from themes.branding.selectors import worn_preset
from themes.presets import PRESETS, templates_of


@cache
def overridden() -> dict[str, frozenset[str]]:
    """The names of the templates that each preset overrides."""
    return {
        preset: frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        for preset in PRESETS
        for folder in [templates_of(preset)]
    }


def preset_for(template_name: str) -> str:
    """The preset at hand if it overrides that template, else the empty string; asks nothing of most templates."""
    if not any(template_name in names for names in overridden().values()):
        return ""
    preset = worn_preset()
    return preset if template_name in overridden().get(preset, ()) else ""


class PresetLoader(filesystem.Loader):
    """The templates of the preset at hand."""

    def get_dirs(self) -> list[str | Path]:
        return [templates_of(preset) for preset in PRESETS]

    def get_template_sources(self, template_name: str) -> Iterator[Origin]:
        if preset := preset_for(template_name):
            name = (templates_of(preset) / template_name).as_posix()
            yield Origin(name=name, template_name=template_name, loader=self)


class CachedLoader(cached.Loader):
    """Django's cache of compiled templates, with the preset in the key where it matters."""

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        return f"{preset_for(str(template_name))}:{super().cache_key(template_name, skip)}"
