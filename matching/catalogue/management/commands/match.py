"""Rank opportunities for seekers, from files to standard output, without the database."""

import os
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from matching.engine import Catalogue, Neighbourhoods, Query, with_broader_skills
from matching.engine.jsonl import (
    Identified,
    InvalidLineError,
    LineError,
    lines_of,
    opportunity_parser,
    parse_moment,
    parse_neighbours,
    parse_seeker,
    read,
    suggestions_line,
)
from matching.taxonomy import BROADER


class Command(BaseCommand):
    help = (
        "Ranks the opportunities of a JSON Lines file for each seeker of another one; answers in JSON Lines. "
        "Lines that cannot be read are told on standard error and make the exit status 1; the others are "
        "answered. The formats are in docs/match.md."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--opportunities", type=Path, required=True, metavar="O.jsonl")
        parser.add_argument("--seekers", type=Path, required=True, metavar="S.jsonl")
        parser.add_argument("--top", type=_count, default=10, help="suggestions a seeker (default: 10)")
        parser.add_argument("--now", type=_moment, help="ISO 8601 date and time (default: the present)")
        parser.add_argument(
            "--neighbours",
            type=Path,
            metavar="N.json",
            help='object {"territory": ["other", …]}: whose seekers see its missions of reach "neighbours"',
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = options["now"] or datetime.now(UTC)
        neighbours = _neighbours(options["neighbours"]) if options["neighbours"] else None
        opportunities, bad = _lines(options["opportunities"], opportunity_parser())
        self._tell(options["opportunities"], bad)
        seekers, bad_seekers = _lines(options["seekers"], parse_seeker)
        self._tell(options["seekers"], bad_seekers)

        catalogue = Catalogue(opportunities)
        try:
            for seeker in seekers:
                query = Query(with_broader_skills(seeker, BROADER))
                suggestions = catalogue.rank(query, now=now, top=options["top"], neighbours=neighbours)
                self.stdout.write(suggestions_line(seeker, suggestions))
            self.stdout.flush()
        except OSError as error:
            # Nothing is written at exit either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if isinstance(error, BrokenPipeError):  # the reader has enough, as `head` has
                sys.exit(1)
            raise CommandError(f"the answers: {error.strerror}") from None
        if bad or bad_seekers:
            sys.exit(1)

    def _tell(self, path: Path, errors: Iterable[LineError]) -> None:
        for error in errors:
            self.stderr.write(f"{path}:{error.line}: {error.message}")


def _lines[T: Identified](path: Path, parse: Callable[[str], T]) -> tuple[list[T], list[LineError]]:
    try:
        with path.open("rb") as lines:
            return read(lines_of(lines), parse)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from None


def _neighbours(path: Path) -> Neighbourhoods:
    try:
        return Neighbourhoods(parse_neighbours(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise CommandError(f"{path}: not UTF-8") from None
    except InvalidLineError as error:
        raise CommandError(f"{path}: {error}") from None


def _moment(text: str) -> datetime:
    try:
        return parse_moment(text)
    except InvalidLineError as error:
        raise ArgumentTypeError(str(error)) from None


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("must be a whole number of at least 1")
    return int(text)
