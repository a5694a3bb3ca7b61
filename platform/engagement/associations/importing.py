"""A list of associations from a file: read, checked line by line, then written all at once or not at all.

Columns are found by their French name, accents and case ignored; `COLUMNS` lists them. What is there already, by a
number or by name and commune, is left alone, so that a corrected file may be sent again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from engagement.associations.membership import MembershipRefused, invite_member
from engagement.associations.models import Association, AssociationState, MembershipRole, Public
from engagement.associations.sheets import UnreadableFile, read_rows
from engagement.associations.social import network_of
from engagement.communes import LocalCommuneField
from kernel.accounts.models import User
from kernel.audit.services import record
from kernel.company_numbers import CLEANERS, InvalidNumber
from kernel.numbers import whole_number
from kernel.ui.slugs import slug_of
from matching.taxonomy import CAUSE_CODES, cause
from tenants.geography.models import Commune
from tenants.geography.names import search_key

MOST_BYTES, MOST_LINES = 5 * 1024 * 1024, 5000

_TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtextextended('associations.import.' || current_schema(), 0))"

#: Field to the name of its column, and an example.
COLUMNS: dict[str, tuple[str, str]] = {
    "name": ("Nom", "La Remise"),
    "summary": ("En une phrase", "Un atelier de réparation ouvert à tous."),
    "commune": ("Commune", "Nancy"),
    "postcode": ("Code postal", "54000"),
    "street": ("Adresse", "12 rue du Commerce"),
    "description": ("Description", "Chaque samedi, une dizaine de bénévoles…"),
    "causes": ("Domaines", "Environnement | Liens sociaux"),
    "publics": ("Publics", "Tous les publics"),
    "rna": ("RNA", "W543001234"),
    "siren": ("SIREN", ""),
    "siret": ("SIRET", ""),
    "register": ("Registre (Alsace-Moselle)", ""),
    "bce": ("BCE", ""),
    "opening_hours": ("Horaires", "Le samedi de 9 h à 12 h"),
    "founded_year": ("Année de création", "2009"),
    "website": ("Site", "https://laremise.example"),
    "social_links": ("Réseaux sociaux", ""),
    "email": ("Adresse e-mail", "contact@laremise.example"),
    "phone": ("Téléphone", "03 83 00 00 00"),
    "latitude": ("Latitude", "48,6921"),
    "longitude": ("Longitude", "6,1844"),
    "manager": ("Adresse e-mail du responsable", "responsable@laremise.example"),
}
REQUIRED = ("name", "summary", "commune")
_NUMBERS = tuple(CLEANERS)


@dataclass(slots=True, kw_only=True)
class Line:
    """One line of the file, by its number there. Without `errors` it can be written; `known` says it is already."""

    number: int
    values: dict[str, Any]
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    known: bool = False

    @property
    def name(self) -> str:
        return str(self.values.get("name", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What an import would do, or did."""

    lines: list[Line]

    @property
    def wrong(self) -> list[Line]:
        return [line for line in self.lines if line.errors]

    @property
    def doubtful(self) -> list[Line]:
        return [line for line in self.lines if line.warnings and not line.errors]

    @property
    def known(self) -> list[Line]:
        return [line for line in self.lines if line.known and not line.errors]

    @property
    def new(self) -> list[Line]:
        return [line for line in self.lines if not line.known and not line.errors]


def check_file(*, content: bytes) -> DryRun:
    """Read a CSV or XLSX file and check each of its lines. Writes nothing. Raises `UnreadableFile`."""
    if len(content) > MOST_BYTES:
        raise UnreadableFile(_("This file is too heavy: 5 MB at most."))
    return _check(read_rows(content, most=MOST_LINES + 2))


@transaction.atomic
def import_associations(*, content: bytes, publish: bool, by: User, now: datetime) -> DryRun:
    """Write the new lines of a file without errors, all or none, and invite the managers it names.

    `publish` shows them at once; otherwise they await the team. Returns what was done: `new` lines are written, `known`
    ones left alone, those of a file that somebody else imports at once included. Raises `UnreadableFile`, also when a
    line has an error.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_TURNS)
    run = check_file(content=content)
    if run.wrong:
        raise UnreadableFile(_("Nothing is imported as long as a line has an error."))
    state = AssociationState.PUBLISHED if publish else AssociationState.SUBMITTED
    slugs = _free_slugs(line.name for line in run.new)
    rows = [
        Association(**_fields(line.values), slug=slug, state=state)
        for line, slug in zip(run.new, slugs, strict=True)
    ]
    try:
        with transaction.atomic():
            made = Association.objects.bulk_create(rows)
    except IntegrityError:
        raise UnreadableFile(
            _(
                "One of these associations has just registered by itself: nothing is imported. Send the file again."
            )
        ) from None
    for line, association in zip(run.new, made, strict=True):
        if address := line.values.get("manager"):
            try:
                invite_member(
                    association=association, email=address, role=MembershipRole.MANAGER, by=None, now=now
                )
            except MembershipRefused:  # pragma: no cover  # a new association has no members
                continue
    record(act="association.imported", actor=by, details={"number": len(made), "state": state.value})
    return run


def _fields(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in {"manager", "postcode"}}


def _check(rows: Sequence[tuple[int, list[str]]]) -> DryRun:
    filled = [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]
    if not filled:
        raise UnreadableFile(_("This file is empty."))
    names = {search_key(column): name for name, (column, _example) in COLUMNS.items()}
    heading = [names.get(search_key(cell), "") for cell in filled[0][1]]
    if missing := [COLUMNS[name][0] for name in REQUIRED if name not in heading]:
        raise UnreadableFile(_("Columns are missing: %(names)s.") % {"names": ", ".join(missing)})
    if len(filled) - 1 > MOST_LINES:
        raise UnreadableFile(_("This list is too long: %(number)s lines at most.") % {"number": MOST_LINES})
    communes = _Communes()
    lines = [
        _line(
            number,
            {name: cell.strip() for name, cell in zip(heading, cells, strict=False) if name},
            communes,
        )
        for number, cells in filled[1:]
    ]
    _compare(lines)
    return DryRun(lines=lines)


class _Communes:
    """Each place that a file names is looked up once."""

    def __init__(self) -> None:
        self._field = LocalCommuneField()
        self._found: dict[tuple[str, str], Commune | ValidationError] = {}

    def find(self, text: str, postcode: str) -> Commune:
        """By name, postcode or code; the postcode tells homonyms apart. Raises ValidationError."""
        key = (text, postcode)
        if key not in self._found:
            try:
                commune = self._field.clean(text)
            except ValidationError as error:
                if error.code != "ambiguous" or not postcode:
                    self._found[key] = error
                    raise
                try:
                    commune = self._field.clean(f"{text} ({postcode})")
                except ValidationError as again:
                    self._found[key] = again
                    raise
            self._found[key] = commune
        found = self._found[key]
        if isinstance(found, ValidationError):
            raise found
        return found


def _line(number: int, typed: dict[str, str], communes: _Communes) -> Line:
    line = Line(number=number, values={name: typed[name] for name in typed if typed[name]})
    values, errors = line.values, line.errors
    for name in REQUIRED:
        if not values.get(name):
            errors.append(_("“%(column)s” is empty.") % {"column": COLUMNS[name][0]})
    for name, most in (
        ("name", 160),
        ("summary", 280),
        ("street", 160),
        ("opening_hours", 200),
        ("phone", 30),
    ):
        if len(values.get(name, "")) > most:
            errors.append(
                _("“%(column)s” takes %(most)s characters at most.")
                % {"column": COLUMNS[name][0], "most": most}
            )
    for kind in _NUMBERS:
        if text := values.get(kind):
            try:
                values[kind] = CLEANERS[kind](text)
            except InvalidNumber as error:
                errors.append(f"{COLUMNS[kind][0]}\u00a0: {text}. {error}")
    if values.get("siret") and not errors:
        values["siren"] = values["siret"][:9]
    values["causes"] = _codes(values.get("causes", ""), _causes(), errors)
    values["publics"] = _codes(values.get("publics", ""), _publics(), errors)
    values["social_links"] = [
        link for link in values.get("social_links", "").replace("|", " ").split() if link
    ]
    errors += [
        _("“%(text)s” is no page of a known network.") % {"text": link}
        for link in values["social_links"]
        if not network_of(link)
    ]
    _addresses(values, errors)
    year = whole_number(values.get("founded_year"))
    if values.get("founded_year") and (year is None or not 1800 <= year <= 2199):
        errors.append(_("“%(text)s” is no year.") % {"text": values["founded_year"]})
        year = None
    values["founded_year"] = year
    if values.get("commune"):
        _place(values, errors, communes)
    return line


def _addresses(values: dict[str, Any], errors: list[str]) -> None:
    for name, check in (("email", validate_email), ("manager", validate_email), ("website", URLValidator())):
        text = values.get(name, "")
        if name == "website" and text and "://" not in text:
            text = values[name] = f"https://{text}"
        if text:
            try:
                check(text)
            except ValidationError:
                errors.append(_("“%(text)s” is no address.") % {"text": text})


def _place(values: dict[str, Any], errors: list[str], communes: _Communes) -> None:
    try:
        commune = communes.find(values["commune"], values.get("postcode", ""))
    except ValidationError as error:
        errors += [str(message) for message in error.messages]
        return
    values["commune"] = commune
    for name, widest in (("latitude", 90), ("longitude", 180)):
        text = values.get(name, "").replace(",", ".")
        try:
            values[name] = float(text) if text else getattr(commune, name)
        except ValueError:
            values[name] = 999.0
        if abs(values[name]) > widest:
            errors.append(_("“%(column)s” is no number of degrees.") % {"column": COLUMNS[name][0]})


def _codes(text: str, known: dict[str, str], errors: list[str]) -> list[str]:
    found: list[str] = []
    for word in filter(None, (word.strip() for word in text.replace(";", "|").split("|"))):
        if (code := known.get(search_key(word))) is None:
            errors.append(_("“%(text)s” is not among the words of the template.") % {"text": word})
        elif code not in found:
            found.append(code)
    return found


def _causes() -> dict[str, str]:
    return _by_words((code, str(cause(code).label)) for code in CAUSE_CODES)


def _publics() -> dict[str, str]:
    return _by_words((value, str(label)) for value, label in Public.choices)


def _by_words(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {search_key(word): code for code, label in pairs for word in (code, label)}


def _compare(lines: list[Line]) -> None:
    """Marks what is registered already, and what the file says twice; warns of look-alikes. Two queries."""
    existing = list(Association.objects.only("name", "commune_id", *_NUMBERS))
    by_key: dict[tuple[str, ...], str] = {}
    for one in existing:
        for key in _keys(one.name, one.commune_id, {kind: getattr(one, kind) for kind in _NUMBERS}):
            by_key[key] = one.name
    in_file: dict[tuple[str, ...], int] = {}
    for line in lines:
        if line.errors:
            continue
        keys = _keys(line.name, line.values["commune"].pk, line.values)
        twin = next((in_file[key] for key in keys if key in in_file), None)
        if twin is not None:
            line.errors.append(_("The same association as line %(number)s.") % {"number": twin})
            continue
        in_file.update(dict.fromkeys(keys, line.number))
        line.known = any(key in by_key for key in keys)
    _warn([line for line in lines if not line.errors and not line.known])


def _keys(name: str, commune_id: str, numbers: dict[str, Any]) -> list[tuple[str, ...]]:
    """What makes two associations the same one. A SIREN counts without a SIRET."""
    keys: list[tuple[str, ...]] = [("name", search_key(name), commune_id)]
    keys += [(kind, numbers[kind]) for kind in ("rna", "siret", "bce", "register") if numbers.get(kind)]
    if numbers.get("siren") and not numbers.get("siret"):
        keys.append(("siren", numbers["siren"]))
    return keys


def _warn(lines: list[Line]) -> None:
    """Likenesses of names in the same commune, among the lines and what is registered."""
    communes = {line.values["commune"].pk for line in lines}
    names: dict[str, list[str]] = {}
    for name, commune in Association.objects.filter(Q(commune__in=communes)).values_list("name", "commune"):
        names.setdefault(commune, []).append(name)
    for line in lines:
        there = names.setdefault(line.values["commune"].pk, [])
        line.warnings += [
            _("Is it “%(name)s”, in the same commune?") % {"name": name}
            for name in there
            if _likeness(name, line.name) >= 0.6
        ][:3]
        there.append(line.name)


def _likeness(one: str, other: str) -> float:
    """Shared trigrams of two names, 0 to 1, as PostgreSQL's `similarity` counts them."""
    first, second = _trigrams(one), _trigrams(other)
    return len(first & second) / len(first | second)


def _trigrams(text: str) -> set[str]:
    return {f"  {word} "[at : at + 3] for word in search_key(text).split() for at in range(len(word) + 1)}


def _free_slugs(names: Iterable[str]) -> list[str]:
    taken = set(Association.objects.values_list("slug", flat=True))
    slugs = []
    for name in names:
        base = slug_of(name)[:140].strip("-") or "association"
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        taken.add(slug)
        slugs.append(slug)
    return slugs
