"""Writing XML from the inside out: what is empty is not written."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

#: What XML 1.0 cannot hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def node(tag: str, *content: Element | str | None, **attributes: str) -> Element | None:
    """An element with a text or with children. None without either. Prefixes are declared on the root."""
    made = Element(tag, attributes)
    for one in content:
        if isinstance(one, str):
            made.text = _CONTROL.sub("", one)
        elif one is not None:
            made.append(one)
    return made if made.text or len(made) else None


def document(tag: str, namespaces: dict[str, str], *content: Element | None) -> bytes:
    root = Element(tag, namespaces)
    root.extend(one for one in content if one is not None)
    return tostring(root, encoding="UTF-8", xml_declaration=True)


def amount(cents: int) -> str:
    """“290.00”."""
    sign = "-" if cents < 0 else ""
    euros, rest = divmod(abs(cents), 100)
    return f"{sign}{euros}.{rest:02d}"
