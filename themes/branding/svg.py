"""SVG from strangers: only shapes, gradients and text are kept; nothing that runs, loads or links.

Drawing programs write colours as styles, inline or in a sheet. They become attributes, which say the same and no more.
"""

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
    r"|font-(family|size|weight|style)|text-anchor|letter-spacing|display|visibility|href)"
)
#: Those that a style may say.
_PRESENTATION = re.compile(
    r"opacity|fill(-opacity|-rule)?|stroke(-(dasharray|dashoffset|linecap|linejoin|miterlimit|opacity|width))?|clip-(path|rule)|mask|stop-(color|opacity)|font-(family|size|weight|style)"
    r"|text-anchor|letter-spacing|display|visibility"
)
#: How many shapes a drawing may come to, each counted as often as it is shown: a few lines can ask for millions.
_MOST_SHAPES = 20_000
#: Characters of its sheet, of a value there, and of all attributes together once the sheet's are among them.
_LONGEST_SHEET, _LONGEST_VALUE, _MOST_WORDS = 20_000, 200, 8 * 1024 * 1024
_DEEPEST = 100
_REFERENCE = re.compile(r"(?:^|url\()\s*['\"]?#([\w.-]+)")
_LOCAL = re.compile(r"\s*url\(\s*['\"]?#[\w.-]+['\"]?\s*\)[\w\s#]*")
_FUNCTION = re.compile(r"(?<![\w-])([\w-]+)\s*\(")
_FUNCTIONS = {"matrix", "translate", "scale", "rotate", "skewx", "skewy", "rgb", "rgba", "hsl", "hsla"}
#: Of a sheet, the rules for an element, a class or an id; not those of another medium, nor anything cleverer.
_NO_RULE = re.compile(r"/\*.*?\*/|@[^{};]*(;|\{([^{}]*\{[^{}]*\})*[^{}]*\})", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_STRENGTH = {".": 1, "#": 2}

Styles = dict[str, dict[str, str]]


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
    if sum(1 for _ in root.iter()) > _MOST_SHAPES:
        raise UnsafeSVG("too many shapes")
    kept = _kept(root, _sheet(root))
    _weigh(kept)
    cleaned: bytes = tostring(kept, encoding="utf-8")
    return cleaned


def _kept(element: Element, sheet: Styles, depth: int = 0) -> Element:
    if depth > _DEEPEST:
        raise UnsafeSVG("nested too deep")
    copy = Element(_local(element.tag), {"xmlns": _SVG} if _local(element.tag) == "svg" else {})
    copy.text, copy.tail = element.text, element.tail
    for name, value in {**element.attrib, **_styles(element, sheet)}.items():
        local = _local(name)
        if not _ATTRIBUTES.fullmatch(local) or (local == "href" and not value.strip().startswith("#")):
            continue
        if _is_plain(value):
            copy.set(local, value)
    for child in element:
        if (
            isinstance(child.tag, str)
            and child.tag.startswith(f"{{{_SVG}}}")
            and _local(child.tag) in _ELEMENTS
        ):
            copy.append(_kept(child, sheet, depth + 1))
    return copy


def _is_plain(value: str) -> bool:
    """Whether a value asks nothing of anybody: no function but those of shapes and colours, no address but of a part
    of the drawing, and no escape that would write one otherwise."""
    if "\\" in value:
        return False
    functions = {name.lower() for name in _FUNCTION.findall(value)}
    return functions <= _FUNCTIONS or (functions == {"url"} and bool(_LOCAL.fullmatch(value)))


def _sheet(root: Element) -> Styles:
    """What the drawing's own sheet says of each element, class and id; the last word on a thing counts."""
    found: Styles = {}
    text = "\n".join("".join(style.itertext()) for style in root.iter(f"{{{_SVG}}}style"))
    if len(text) > _LONGEST_SHEET:
        raise UnsafeSVG("its sheet is too long")
    for selectors, body in _RULE.findall(_NO_RULE.sub("", text)):
        for selector in selectors.split(","):
            found.setdefault(selector.strip(), {}).update(_declarations(body))
    return found


def _styles(element: Element, sheet: Styles) -> dict[str, str]:
    names = {_local(element.tag), *(f".{name}" for name in element.get("class", "").split())}
    found = sheet.keys() & (names | {f"#{element.get('id', '')}"})
    # Of two classes, the later rule wins, whatever the order in which the element names them.
    rules = sorted(found, key=lambda rule: (_STRENGTH.get(rule[:1], 0), [*sheet].index(rule)))
    said = {name: value for rule in rules for name, value in sheet[rule].items()}
    return said | _declarations(element.get("style", ""))


def _declarations(body: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in body.split(";"))
    said = {name.strip().lower(): value.replace("!important", "").strip() for name, _, value in pairs}
    return {
        name: value
        for name, value in said.items()
        if 0 < len(value) <= _LONGEST_VALUE and _PRESENTATION.fullmatch(name)
    }


def _weigh(root: Element) -> None:
    """Raises UnsafeSVG when the drawing comes to too much once its references are followed, or has no end."""
    if sum(len(value) for element in root.iter() for value in element.attrib.values()) > _MOST_WORDS:
        raise UnsafeSVG("too many words")
    known = {name: element for element in root.iter() if (name := element.get("id"))}
    weights: dict[Element, int] = {}

    def weight(element: Element, path: frozenset[Element]) -> int:
        if element in path:
            raise UnsafeSVG("a drawing of itself")
        if element not in weights:
            if len(path) > _DEEPEST:
                raise UnsafeSVG("nested too deep")
            names = (name for value in element.attrib.values() for name in _REFERENCE.findall(value))
            inside = [*element, *(known[name] for name in names if name in known)]
            weights[element] = 1 + sum(weight(one, path | {element}) for one in inside)
        return weights[element]

    if weight(root, frozenset()) > _MOST_SHAPES:
        raise UnsafeSVG("too many shapes")


def _local(name: str) -> str:
    return name.rpartition("}")[2]
