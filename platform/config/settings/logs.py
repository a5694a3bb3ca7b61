"""Keeps people out of the logs."""

from __future__ import annotations

import logging
import os
import re
from typing import Any

_EMAIL = re.compile(r"[^\s@<>\"'(),:;]+@[^\s@<>\"'(),:;]+\.[^\s@<>\"'(),:;]+")
_QUERY = re.compile(r"(?<=[\w/])\?[^\s\"']+")
_KEY_DETAIL = re.compile(r"(Key \(.*?\)=)\(.*?\)(?=\W|$)")


def impersonal(text: str) -> str:
    """The text without e-mail addresses, arguments of addresses, and the values that PostgreSQL quotes in errors."""
    return _KEY_DETAIL.sub(r"\1(…)", _QUERY.sub("?…", _EMAIL.sub("…@…", text)))


class Impersonal(logging.Filter):
    """Rewrites each record, traceback included, to its impersonal form.

    An answer of 400 to 499 is no failure of ours: Django tells where a refusal was raised, and we leave that out.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if 400 <= getattr(record, "status_code", 0) < 500:
            record.exc_info = None
        record.msg, record.args = impersonal(record.getMessage()), ()
        if record.exc_info:
            record.exc_text = impersonal(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        return True


class NotAsked(logging.Filter):
    """Leaves out the refusals of certificates: whoever sends names to the proxy would write a line for each."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        return getattr(record, "status_code", 0) != 404 or getattr(request, "path", "") != "/tls/permission"


# To standard error, for whoever collects it. No addresses, no bodies, no queries: Django's request logger names the
# path of a failed request, whose arguments are left out, and e-mails to administrators are not sent at all.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "impersonal": {"()": "config.settings.logs.Impersonal"},
        "not-asked": {"()": "config.settings.logs.NotAsked"},
    },
    "formatters": {
        "line": {
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
        },
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["impersonal"]},
    },
    "root": {"handlers": ["stderr"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "django.request": {"filters": ["not-asked"]},
        "django.db.backends": {"level": "INFO"},
        # Every job sent, taken and done would be fifty thousand lines a day; what fails is said.
        "celery.beat": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.app.trace": {"level": "WARNING"},
    },
}
