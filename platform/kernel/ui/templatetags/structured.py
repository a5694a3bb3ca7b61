"""Facts for machines: `{% structured_data mapping %}` writes schema.org's JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def structured_data(facts: Mapping[str, Any] | None) -> SafeString:
    """A block of data, which the policy of content security leaves alone: no browser runs it. Nothing without facts.

    Values that are empty are left out, at any depth.
    """
    if not facts:
        return mark_safe("")
    said = {"@context": "https://schema.org"} | _full(facts)
    text = json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  escaped above


def _full(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _full(value) if isinstance(value, Mapping) else value for name, value in facts.items() if value
    }
