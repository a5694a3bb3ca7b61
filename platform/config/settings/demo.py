"""`make demo`: embedded servers, e-mails written to files, any port of this machine."""

import os

from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_DOMAIN, STORAGES, VAR
from config.settings.logs import LOGGING

DEBUG = False
SECOND_FACTOR_REQUIRED = False
SECRET_KEY = "demo-only-this-key-protects-demonstration-data"  # noqa: S105  production refuses to start with it
INBOUND_DOMAIN = f"reponse.{BASE_DOMAIN}"  # `manage.py receive_mail` takes the answers
DNS_RESOLVERS = os.environ.get("DNS_RESOLVERS", "").split()  # a demonstration asks nobody by itself
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(VAR / "mail")},
    },
}
# Hashed names as in production, without the seconds that compressing Wagtail's files takes.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
# The console tells the way in; what goes wrong is said there and in var/log.
LOGGING["root"]["level"] = "WARNING"
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
