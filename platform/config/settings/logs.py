"""Keeps people out of the logs."""

from __future__ import annotations

import logging
import re

_EMAIL = re.compile(r"[^\s@<>\"'(),:;]+@[^\s@<>\"'(),:;]+\.[^\s@<>\"'(),:;]+")
_QUERY = re.compile(r"(?<=[\w/])\?[^\s\"']+")
_KEY_DETAIL = re.compile(r"(Key \(.*?\)=)\(.*?\)(?=\W|$)")


def impersonal(text: str) -> str:
    """The text without e-mail addresses, arguments of addresses, and the values that PostgreSQL quotes in errors."""
    return _KEY_DETAIL.sub(r"\1(…)", _QUERY.sub("?…", _EMAIL.sub("…@…", text)))


class Impersonal(logging.Filter):
    """Rewrites each record, traceback included, to its impersonal form."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = impersonal(record.getMessage()), ()
        if record.exc_info:
            record.exc_text = impersonal(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        return True
