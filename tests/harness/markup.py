"""What every page owes those who read it through software: HTML without a mistake, and names for what it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from html5lib import HTMLParser
from html5lib.constants import E

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Attributes that name other elements by their ids, several at once.
_REFERENCES = {
    "aria-controls",
    "aria-describedby",
    "aria-labelledby",
    "aria-owns",
    "for",
    "form",
    "headers",
    "list",
}
_FIELDS = ("input", "select", "textarea")
_NAMELESS_INPUTS = ("hidden", "submit", "button", "reset", "image")
_INTERACTIVE = ("a", "button", "select", "textarea", "summary", "iframe")
#: What may stand directly in these.
_CHILDREN = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "dl": {"dt", "dd", "div"},
    "select": {"option", "optgroup", "hr"},
    "tr": {"td", "th"},
}


def faults_of_markup(html: str) -> list[str]:
    """What is wrong with a page, or with a part of one, in words; nothing when all is well."""
    whole = html.lstrip()[:9].lower() == "<!doctype"
    parser = HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html) if whole else parser.parseFragment(html)
    faults = [f"line {line}: {E[code] % data}" for (line, _column), code, data in parser.errors]
    faults += _faults_of_elements(root)
    if whole:
        faults += _faults_of_page(root)
    return faults


def _faults_of_page(root: Element) -> Iterator[str]:
    ids = Counter(one.get("id") for one in root.iter() if one.get("id"))
    yield from (f"the id “{one}” is there {times} times" for one, times in ids.items() if times > 1)
    for element in root.iter():
        for attribute in _REFERENCES.intersection(element.keys()):
            for one in element.attrib[attribute].split():
                if one not in ids:
                    yield f"{_shown(element)}: {attribute} names “{one}”, which is not there"
        if element.tag == "a" and (href := element.get("href", "")).startswith("#") and href[1:] not in ids:
            yield f"{_shown(element)} leads nowhere"
    if not root.get("lang"):
        yield "the page says no language"
    if not _words(root.find(".//title")):
        yield "the page has no title"
    headings = [element for element in root.iter() if element.tag in _HEADINGS]
    if [one.tag for one in headings].count("h1") != 1 or headings[0].tag != "h1":
        yield f"its headings are {[one.tag for one in headings]}: one h1, and first"
    for before, after in pairwise(headings):
        if int(str(after.tag)[1]) - int(str(before.tag)[1]) > 1:
            yield f"“{_words(after)}” is an {after.tag} below an {before.tag}"
    labelled = {element.get("for") for element in root.iter("label")}
    wrapped = {id(field) for label in root.iter("label") for field in label.iter()}
    for element in root.iter():
        if element.tag not in _FIELDS or element.get("type") in _NAMELESS_INPUTS:
            continue
        if not (element.get("id") in labelled or id(element) in wrapped or _is_named(element)):
            yield f"{_shown(element)} has no label"


def _faults_of_elements(root: Element) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue  # a comment
        for name, value in element.items():
            if name == "style" or str(name).startswith(("on", "hx-")):
                yield f"{_shown(element)}: {name} is no attribute of HTML, or refused by the content policy"
            if name in {"action", "id", "for", "src", "href"} and not value.strip():
                yield f"{_shown(element)}: {name} is empty"
        allowed = _CHILDREN.get(element.tag)
        if allowed:
            yield from (
                f"{_shown(child)} directly in {_shown(element)}"
                for child in element
                if isinstance(child.tag, str) and child.tag not in allowed
            )
        if element.tag == "dl":
            yield from (
                f"{_shown(child)} in a group of {_shown(element)}"
                for group in element.findall("div")
                for child in group
                if child.tag not in {"dt", "dd"}
            )
        if element.tag == "img" and element.get("alt") is None:
            yield f"{_shown(element)} has no alternative text"
        if (element.tag in _HEADINGS or element.tag == "button" or _is_link(element)) and not (
            _words(element) or _is_named(element)
        ):
            yield f"{_shown(element)} says nothing"
        if element.tag in {"a", "button"}:
            yield from (
                f"{_shown(inner)} inside {_shown(element)}"
                for inner in element.iter()
                if inner is not element and (inner.tag in _INTERACTIVE or inner.tag == "input")
            )


def _is_link(element: Element) -> bool:
    return element.tag == "a" and element.get("href") is not None


def _is_named(element: Element) -> bool:
    return bool((element.get("aria-label") or element.get("aria-labelledby") or "").strip())


def _words(element: Element | None) -> str:
    """What is read of an element: its text, and the names of the pictures in it."""
    if element is None:
        return ""
    named = [one.get("alt") or one.get("aria-label") or "" for one in element.iter() if one is not element]
    return " ".join("".join([*element.itertext(), *named]).split())


def _shown(element: Element) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in list(element.items())[:3])
    return f"<{element.tag}{attributes}>"
