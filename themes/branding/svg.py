"""SVG from strangers: only shapes, gradients and text are kept; nothing that runs, loads or links."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = {
    *("svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse", "line"),
    *(
        "polyline",
        "polygon",
        "text",
        "tspan",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
    ),
}
_ATTRIBUTES = re.compile(
    r"(id|class|d|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|fx|fy|dx|dy|width|height|points|viewBox|transform|version|offset"
    r"|preserveAspectRatio|opacity|fill(-[a-z]+)?|stroke(-[a-z]+)?|clip-(path|rule)|mask|stop-(color|opacity)"
    r"|gradient(Units|Transform)|spreadMethod|pattern(Units|Transform|ContentUnits)|clipPathUnits|maskUnits"
    r"|font-(family|size|weight|style)|text-anchor|letter-spacing|href)"
)
_LOCAL = re.compile(r"\s*url\(\s*['\"]?#[\w.-]+['\"]?\s*\)[\w\s#]*")


class UnsafeSVG(ValueError):
    """The file is not an SVG drawing that can be cleaned."""


def clean_svg(content: bytes) -> bytes:
    """The same drawing without scripts, events, styles, links and anything loaded from elsewhere. Raises
    UnsafeSVG."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise UnsafeSVG(str(error)) from error
    if root.tag != f"{{{_SVG}}}svg":
        raise UnsafeSVG(f"the root element is {root.tag}")
    cleaned: bytes = tostring(_kept(root), encoding="utf-8")
    return cleaned


def _kept(element: Element) -> Element:
    copy = Element(_local(element.tag), {"xmlns": _SVG} if _local(element.tag) == "svg" else {})
    copy.text, copy.tail = element.text, element.tail
    for name, value in element.attrib.items():
        local = _local(name)
        if not _ATTRIBUTES.fullmatch(local) or (local == "href" and not value.strip().startswith("#")):
            continue
        if "url(" in value.lower() and not _LOCAL.fullmatch(value):
            continue
        copy.set(local, value)
    for child in element:
        if (
            isinstance(child.tag, str)
            and child.tag.startswith(f"{{{_SVG}}}")
            and _local(child.tag) in _ELEMENTS
        ):
            copy.append(_kept(child))
    return copy


def _local(name: str) -> str:
    return name.rpartition("}")[2]
