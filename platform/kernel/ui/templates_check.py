"""Compiles every template of ours, so that a misspelt tag is found before a visitor meets it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Template, TemplateDoesNotExist, TemplateSyntaxError
from django.template.engine import Engine
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.template.utils import get_app_template_dirs


def template_errors() -> Iterator[str]:
    """One line for each template that does not compile, or that extends or includes one that does not exist."""
    engine = Engine.get_default()
    for file in _our_templates():
        name = file.relative_to(settings.ROOT)
        try:
            template = engine.from_string(file.read_text())
        except (TemplateSyntaxError, UnicodeDecodeError) as error:
            yield f"{name}: {error}"
        else:
            yield from (f"{name}: {wanted} does not exist" for wanted in _missing(engine, template))


def _our_templates() -> Iterator[Path]:
    for directory in get_app_template_dirs("templates"):
        path = Path(directory)
        if path.is_relative_to(settings.ROOT) and ".venv" not in path.parts:
            yield from sorted(file for file in path.rglob("*") if file.is_file())


def _missing(engine: Engine, template: Template) -> Iterator[str]:
    """Names that the template extends or includes and nobody has. Names worked out while rendering are left alone."""
    nodes: Any = template.nodelist  # a list of nodes takes several types, which its stubs do not say
    for node in nodes.get_nodes_by_type((ExtendsNode, IncludeNode)):
        expression: Any = node.parent_name if isinstance(node, ExtendsNode) else node.template
        if expression.filters or not isinstance(expression.var, str):
            continue
        try:
            engine.find_template(expression.var)
        except TemplateDoesNotExist:
            yield expression.var
        except TemplateSyntaxError:
            continue  # said where it is written
