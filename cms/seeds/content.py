"""The starter pages, read from the TOML files beside this module.

A block may name the `kinds` of territory and the `countries` it is meant for; without them it is meant for all. A page
may say a text otherwise for a kind, in `[for_kind.city]`.
In the texts, `{name}` is the territory's name and `{ids[slug]}` the number of another starter page, for links.
"""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

HOME = "home"
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class StarterBlock:
    """A block's type and value, and whom it is for."""

    type: str
    value: Any
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()

    def suits(self, *, kind: str, country: str) -> bool:
        return (not self.kinds or kind in self.kinds) and (not self.countries or country in self.countries)


@dataclass(frozen=True, slots=True)
class StarterPage:
    """One page as its file describes it. `kind` is one of `services._MODELS`.

    `values` are fields that are no texts, `questions` those of a form, `below` the pages that open beneath it.
    """

    slug: str
    title: str
    kind: str
    order: int
    header: bool
    footer: bool
    texts: Mapping[str, str]
    body: tuple[StarterBlock, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    questions: tuple[Mapping[str, Any], ...] = ()
    countries: tuple[str, ...] = ()
    below: tuple[StarterPage, ...] = ()
    texts_by_kind: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def texts_for(self, kind: str) -> Mapping[str, str]:
        return {**self.texts, **self.texts_by_kind.get(kind, {})}


@cache
def starter_pages(language: str = "fr") -> tuple[StarterPage, ...]:
    """Every starter page, in the order of the menu, the home page first."""
    pages = [_page(tomllib.loads(path.read_text("utf-8"))) for path in (FOLDER / language).glob("*.toml")]
    return tuple(sorted(pages, key=lambda page: (page.slug != HOME, page.order)))


def _page(document: dict[str, Any]) -> StarterPage:
    known = (
        *("introduction", "hero_title", "hero_text", "seo_title", "search_description"),
        *("consent", "thanks", "provider"),
    )
    return StarterPage(
        slug=document["slug"],
        title=document["title"],
        kind=HOME if document["slug"] == HOME else document.get("kind", "content"),
        order=document.get("order", 0),
        header=document.get("header", False),
        footer=document.get("footer", False),
        texts={name: document[name] for name in known if name in document},
        body=tuple(
            StarterBlock(
                type=block["type"],
                value=block["value"],
                kinds=tuple(block.get("kinds", ())),
                countries=tuple(block.get("countries", ())),
            )
            for block in document.get("body", ())
        ),
        values=document.get("values", {}),
        questions=tuple(document.get("question", ())),
        countries=tuple(document.get("countries", ())),
        texts_by_kind=document.get("for_kind", {}),
        below=tuple(_page({"kind": "article"} | one) for one in document.get("below", ())),
    )


def body(
    page: StarterPage, *, kind: str, country: str, name: str, ids: Mapping[str, int]
) -> list[dict[str, Any]]:
    """The raw value of a page's StreamField for one territory."""
    return [
        {"type": block.type, "value": fill(block.value, name=name, ids=ids), "id": str(uuid.uuid4())}
        for block in page.body
        if block.suits(kind=kind, country=country)
    ]


def fill(value: Any, *, name: str, ids: Mapping[str, int]) -> Any:
    """The same value with its texts completed. What begins with a tag is HTML, so the name is escaped there."""
    if isinstance(value, str):
        return value.format(name=escape(name) if value.startswith("<") else name, ids=ids)
    if isinstance(value, list):
        # Wagtail tells the items of a list block apart by id.
        if value and isinstance(value[0], dict):
            return [
                {"type": "item", "value": fill(item, name=name, ids=ids), "id": str(uuid.uuid4())}
                for item in value
            ]
        return [fill(item, name=name, ids=ids) for item in value]
    if isinstance(value, dict):
        return {key: fill(item, name=name, ids=ids) for key, item in value.items()}
    return value


def links(page: StarterPage) -> bool:
    """Whether any text of a page leads to another starter page."""
    return "{ids[" in repr(page.body)
