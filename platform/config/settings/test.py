"""The test suite: the same servers and middleware as everywhere, quicker passwords, mail kept in memory."""

import os
from pathlib import Path

from kernel.memory import folder_in_memory

# Servers of its own, so that a demo can run meanwhile, and no waiting for the disk.
os.environ.setdefault(
    "MAILLAGE_VAR", str(folder_in_memory(or_else=Path(__file__).resolve().parents[3] / "var" / "test"))
)
os.environ.setdefault("MAILLAGE_EMBEDDED_DURABLE", "0")

from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_DOMAIN, TEMPLATES

SECOND_FACTOR_REQUIRED = False
SNAPSHOT_IN_BACKGROUND = False  # another connection does not see what a test has not committed
SECRET_KEY = "tests-only"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
INBOUND_DOMAIN = "reponse.test"
DNS_RESOLVERS = []  # a test that proves a domain brings its own (tests/harness/zone.py)
STORAGES = {
    "default": {"BACKEND": "kernel.tenancy.storage.TerritoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "undefined template variable: %s"  # type: ignore[index]
BILLING_SELLER = {
    "name": "Maillage (démonstration)",
    "address": ["1 place de l’Exemple", "54000 Nancy"],
    "country": "FR",
    "number": "SIRET 123 456 782 00010",
    "vat_number": "FR11123456782",
    "iban": "FR76 0000 0000 0000 0000 0000 000",
    "bic": "EXEMFRPPXXX",
    "email": f"facturation@{BASE_DOMAIN}",
    "registered_abroad": False,
}
