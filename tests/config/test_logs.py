"""No person is named in a log."""

from __future__ import annotations

import io
import logging

import pytest
from django.test import RequestFactory

from config.settings.logs import Impersonal, NotAsked, impersonal


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("mail to jeanne.petit+x@exemple.fr failed", "mail to …@… failed"),
        ("Forbidden: /missions/?q=Jeanne%20Petit&near=Libin", "Forbidden: /missions/?…"),
        ("Key (lower(email::text))=(a) already exists.", "Key (lower(email::text))=(…) already exists."),
        ("Not Found: /missions/12/", "Not Found: /missions/12/"),
        ("a question? no", "a question? no"),
    ],
)
def test_what_is_personal_is_left_out(text, kept):
    assert impersonal(text) == kept


def test_arguments_and_tracebacks_are_filtered_too():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Impersonal())
    logger = logging.getLogger("tests.impersonal")
    logger.propagate = False
    logger.addHandler(handler)
    try:
        raise ValueError("jeanne@exemple.fr is taken")
    except ValueError:
        logger.exception("sign-up of %s", "jeanne@exemple.fr")
    finally:
        logger.removeHandler(handler)
    assert "jeanne" not in stream.getvalue()
    assert "sign-up of …@…" in stream.getvalue()
    assert "ValueError: …@… is taken" in stream.getvalue()


def test_a_refusal_is_said_without_where_it_was_raised():
    try:
        raise PermissionError
    except PermissionError as refusal:
        told = logging.makeLogRecord(
            {"msg": "Forbidden", "status_code": 403, "exc_info": (type(refusal), refusal, None)}
        )
    assert Impersonal().filter(told)
    assert not told.exc_info
    assert not told.exc_text


@pytest.mark.parametrize(("path", "status", "written"), [
    ("/tls/permission", 404, False), ("/tls/permission", 500, True), ("/missions/0/", 404, True),
])  # fmt: skip
def test_whoever_scans_for_names_writes_no_log(path, status, written):
    told = logging.makeLogRecord(
        {"msg": "Not Found", "status_code": status, "request": RequestFactory().get(path)}
    )
    assert NotAsked().filter(told) is written
