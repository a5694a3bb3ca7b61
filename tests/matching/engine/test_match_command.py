"""`manage.py match`: files in, JSON Lines out, faults on standard error."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from matching.catalogue.management.commands.match import Command

OPPORTUNITIES = """\
{"id": "tap", "territory": "b", "lat": 49.98, "lon": 5.25, "skills": ["handiwork"], "reach": "neighbours"}
{"id": "lost", "territory": "b", "lat": 99, "lon": 5.25}
{"id": "desk", "territory": "c", "remote": "full", "reach": "network"}
"""
SEEKERS = """\
{"id": "plumber", "territory": "a", "lat": 49.99, "lon": 5.25, "skills": ["plumbing"]}
{"id": "blank"}
"""


@pytest.fixture
def match(tmp_path: Path):
    def run(
        opportunities: str = OPPORTUNITIES, seekers: str = SEEKERS, *options: str
    ) -> tuple[list, str, int]:
        (tmp_path / "o.jsonl").write_text(opportunities)
        (tmp_path / "s.jsonl").write_text(seekers)
        out, err, status = StringIO(), StringIO(), 0
        arguments = ["--opportunities", f"{tmp_path}/o.jsonl", "--seekers", f"{tmp_path}/s.jsonl", *options]
        try:
            call_command(Command(), *arguments, "--now", "2026-11-22T09:00:00Z", stdout=out, stderr=err)
        except SystemExit as exit_:
            status = exit_.code
        return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), status

    return run


def found(answer: dict) -> list[str]:
    return [suggestion["opportunity"] for suggestion in answer["suggestions"]]


def test_good_lines_are_answered_and_bad_ones_told(match, tmp_path: Path) -> None:
    (tmp_path / "n.json").write_text('{"b": ["a"]}')
    answers, errors, status = match(OPPORTUNITIES, SEEKERS, "--neighbours", f"{tmp_path}/n.json")
    assert [(answer["seeker"], found(answer)) for answer in answers] == [
        ("plumber", ["tap", "desk"]),
        ("blank", ["desk"]),
    ]
    assert errors == f"{tmp_path}/o.jsonl:2: lat is 99, it must be between -90 and 90\n"
    assert status == 1


def test_a_plumber_answers_handiwork_with_reasons(match, tmp_path: Path) -> None:
    (tmp_path / "n.json").write_text('{"b": ["a"]}')
    answers, _, _ = match(OPPORTUNITIES, SEEKERS, "--neighbours", f"{tmp_path}/n.json", "--top", "1")
    (suggestion,) = answers[0]["suggestions"]
    kinds = [reason["kind"] for reason in suggestion["reasons"]]
    assert set(kinds) == {"distance", "flexible", "skill", "connections"}
    assert all(set(reason) == {"kind", "value", "contribution"} for reason in suggestion["reasons"])


def test_without_neighbours_reach_stays_home(match) -> None:
    answers, _, _ = match()
    assert found(answers[0]) == ["desk"]


def test_status_is_0_when_every_line_is_good(match) -> None:
    answers, errors, status = match("", SEEKERS)
    assert (len(answers), errors, status) == (2, "", 0)


def test_a_bad_seeker_line_is_told_too(match, tmp_path: Path) -> None:
    answers, errors, status = match("", SEEKERS + '{"id": "x", "wings": 2}\n')
    assert len(answers) == 2
    assert errors == f'{tmp_path}/s.jsonl:3: unknown field "wings"\n'
    assert status == 1


@pytest.mark.parametrize("options", [["--top", "0"], ["--neighbours", "/nowhere/n.json"], ["--now", "today"]])
def test_options_that_cannot_be_used(match, options: list[str]) -> None:
    with pytest.raises(CommandError):
        match(OPPORTUNITIES, SEEKERS, *options)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command(Command(), "--opportunities", f"{tmp_path}/a", "--seekers", f"{tmp_path}/b")


def test_in_a_process_of_its_own_no_server_is_started_and_a_reader_may_stop_early(tmp_path: Path) -> None:
    """As outsiders run it: a checkout, two files, `| head -1`."""
    (tmp_path / "o.jsonl").write_text(OPPORTUNITIES)
    (tmp_path / "s.jsonl").write_text("".join(f'{{"id": "s{number}"}}\n' for number in range(2_000)))
    (tmp_path / "n.json").write_bytes(b'\xef\xbb\xbf{"b": ["a"]}')
    names = ("PATH", "PYTHONPATH", "HOME", "LANG")
    files = {"opportunities": "o.jsonl", "seekers": "s.jsonl", "neighbours": "n.json"}
    options = [f"--{name}={tmp_path / file}" for name, file in files.items()]
    process = subprocess.Popen(
        [sys.executable, "manage.py", "match", *options],
        cwd=Path(__file__).parents[3],
        env={name: os.environ[name] for name in names if name in os.environ}
        | {"MAILLAGE_VAR": str(tmp_path / "var")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    with process.stdout, process.stderr:
        assert json.loads(process.stdout.readline())["seeker"] == "s0"
        process.stdout.close()
        assert process.stderr.read().decode() == (
            f"{tmp_path}/o.jsonl:2: lat is 99, it must be between -90 and 90\n"
        )
    assert process.wait(timeout=60) == 1
    assert not (tmp_path / "var").exists()
