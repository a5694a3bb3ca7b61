"""Reads, updates, checks and compiles the areas' catalogues."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from kernel.translations.areas import AREAS, LANGUAGE, PARTIAL, ROOT, Area
from kernel.translations.extraction import Occurrence, Text, extract_texts

_PLACEHOLDER = re.compile(r"%\((?P<named>\w+)\)[a-z]|%[sd]|\{(?P<braced>\w*)[^{}]*\}")
#: French sets a space beside these marks, at which no line may break.
_BREAKING_SPACE = re.compile(r"\S? [:;?!»]|« ")
#: A comment that starts so keeps an entry that our own sources do not use: it replaces a package's translation.
OVERRIDE = "overrides "
#: Beside an area's catalogue: what replaces the translations of a package's scripts. Ours have no texts of their own.
_OF_SCRIPTS = "djangojs.po"
#: A header needs dates, and a date of its own at each run would make every update a change.
_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)


def read_catalogue(path: Path, language: str = LANGUAGE) -> Catalog:
    """The catalogue at `path`, an empty one where there is none yet."""
    if not path.exists():
        return Catalog(locale=language, fuzzy=False, charset="utf-8", project="Maillage")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8", abort_invalid=True)


def entries(catalogue: Catalog) -> Iterator[tuple[Text, Message]]:
    """The entries but the header."""
    for message in catalogue:
        if message.id:
            singular = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
            yield Text(singular, message.context), message


def compile_catalogues(root: Path = ROOT) -> int:
    """Write the `.mo` of each `.po` that has changed since. Returns how many."""
    compiled = 0
    for area, language, name in product(AREAS, (LANGUAGE, *PARTIAL), ("django.po", _OF_SCRIPTS)):
        source = area.catalogue(root, language).with_name(name)
        target = source.with_suffix(".mo")
        if not source.exists() or (
            target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns
        ):
            continue
        buffer = io.BytesIO()
        write_mo(buffer, read_catalogue(source, language))
        draft = target.with_suffix(".mo.new")
        draft.write_bytes(buffer.getvalue())
        draft.replace(target)
        compiled += 1
    return compiled


def update_catalogues(root: Path = ROOT) -> list[str]:
    """Bring each catalogue in line with its sources. Returns one line for each that changed.

    A text is entered where it is used, unless another area translates it already. Entries that no area uses any more
    go. Nothing is guessed: what is new is empty.
    """
    extracted = {area: extract_texts(area.sources(root), root) for area in AREAS}
    catalogues = {area: read_catalogue(area.catalogue(root)) for area in AREAS}
    used = {text for texts in extracted.values() for text in texts}
    held = {
        text
        for catalogue in catalogues.values()
        for text, message in entries(catalogue)
        if _is_translated(message)
    }
    report = []
    for area, catalogue in catalogues.items():
        path = area.catalogue(root)
        before = path.read_bytes() if path.exists() else b""
        updated = _updated(catalogue, extracted[area], used, held)
        held |= set(extracted[area])
        if not len(updated) and not before:
            continue
        buffer = io.BytesIO()
        write_po(buffer, updated, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
        if buffer.getvalue() != before:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(buffer.getvalue())
            missing = sum(not _is_translated(message) for _, message in entries(updated))
            report.append(f"{path.relative_to(root)}: {len(updated)} texts, {missing} to translate")
    return report


def _updated(old: Catalog, texts: dict[Text, Occurrence], used: set[Text], held: set[Text]) -> Catalog:
    new = Catalog(
        locale=LANGUAGE,
        fuzzy=False,
        charset="utf-8",
        project="Maillage",
        version="",
        msgid_bugs_address="",
        last_translator="Maillage",
        language_team="French",
    )
    new.header_comment = "# French texts of Maillage. `make messages` keeps this file in order."
    new.creation_date = new.revision_date = _NO_DATE
    known = dict(entries(old))
    for text in known.keys() | texts.keys():
        message, occurrence = known.get(text), texts.get(text)
        if message is None and text in held:
            continue
        if message is not None and text not in used and not _is_override(message):
            continue
        plural = occurrence.plural if occurrence else None
        old_plural = message.id[1] if message and isinstance(message.id, (tuple, list)) else None
        plural = plural or (old_plural if occurrence is None else None)
        string = message.string if message and (old_plural is None) == (plural is None) else None
        new.add(
            (text.id, plural) if plural else text.id,
            string if string is not None else (("", "") if plural else ""),
            locations=[(name, 0) for name in sorted(occurrence.files)] if occurrence else (),
            flags={"fuzzy"} if message and message.fuzzy else (),
            auto_comments=occurrence.comments if occurrence else (),
            user_comments=message.user_comments if message else (),
            context=text.context,
        )
    return new


def check_catalogues(root: Path = ROOT) -> list[str]:
    """What is wrong with the catalogues, one line each; empty when every text has its French."""
    extracted: dict[Text, Occurrence] = {}
    for area in AREAS:
        for text, occurrence in extract_texts(area.sources(root), root).items():
            extracted.setdefault(text, occurrence).files.update(occurrence.files)
    problems: list[str] = []
    translated: dict[Text, tuple[Area, object]] = {}
    for area in AREAS:
        path = area.catalogue(root)
        where = path.relative_to(root)
        for text, message in entries(read_catalogue(path)):
            if text not in extracted and not _is_override(message):
                problems.append(f"{where}: no longer used: {text.id!r}")
            if message.fuzzy:
                problems.append(f"{where}: fuzzy: {text.id!r}")
            elif _is_translated(message):
                problems += [f"{where}: {problem}" for problem in _placeholder_problems(message)]
                problems += [f"{where}: {problem}" for problem in _space_problems(message)]
                other, string = translated.setdefault(text, (area, message.string))
                if string != message.string:
                    problems.append(
                        f"{where}: translated otherwise in {other.name}, give one a context: {text.id!r}"
                    )
    for area, language in product(AREAS, PARTIAL):
        path = area.catalogue(root, language)
        for text, message in entries(read_catalogue(path, language)):
            if text not in extracted:
                problems.append(f"{path.relative_to(root)}: no longer used: {text.id!r}")
            problems += [f"{path.relative_to(root)}: {problem}" for problem in _placeholder_problems(message)]
    for text, occurrence in extracted.items():
        if text not in translated:
            problems.append(f"{min(occurrence.files)}: not in French: {text.id!r}")
        elif occurrence.plural and not isinstance(translated[text][1], (tuple, list)):
            problems.append(f"{min(occurrence.files)}: its French has no plural: {text.id!r}")
    return sorted(problems)


def _is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(strings) and not message.fuzzy


def _is_override(message: Message) -> bool:
    return any(comment.startswith(OVERRIDE) for comment in message.user_comments)


def _placeholder_problems(message: Message) -> Iterator[str]:
    if isinstance(message.id, (tuple, list)):
        # A number may be left out of the singular in either language: « une mission ».
        allowed = _placeholders(message.id[0]) | _placeholders(message.id[1])
        for string in message.string or ():
            if unknown := _placeholders(string) - allowed:
                yield f"{message.id[0]!r}: it names {', '.join(sorted(unknown))}"
        return
    ours, theirs = _placeholders(message.id), _placeholders(str(message.string))
    if ours != theirs:
        yield f"{message.id!r}: placeholders differ: {', '.join(sorted(ours ^ theirs))}"


def _space_problems(message: Message) -> Iterator[str]:
    for string in message.string if isinstance(message.string, (tuple, list)) else (message.string,):
        if found := _BREAKING_SPACE.search(string or ""):
            yield f"{message.id!r}: a line may break at {found.group()!r}: write a no-break space there"


def _placeholders(text: str) -> set[str]:
    return {
        match.group(0) if not match["named"] else f"%({match['named']})"
        for match in _PLACEHOLDER.finditer(text)
    }
