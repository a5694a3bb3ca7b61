"""A real network: everything an operator decides is an environment variable, and what is unsafe is refused.

The refusals come before anything else is imported, so that a process with a wrong environment has opened and started
nothing. `README.md` lists the variables.
"""

from __future__ import annotations

import os
from urllib.parse import unquote, urlsplit

from config.settings.environment import Refused, boolean, required

for _name, _purpose in {
    "SECRET_KEY": "what signs sessions and links, at least 50 characters of chance",
    "DATABASE_URL": "postgresql://user:password@host/name: embedded servers are for demonstrations and tests",
    "REDIS_URL": "redis://:password@host/0 or rediss://…: embedded servers are for demonstrations and tests",
    "BASE_DOMAIN": "the domain whose sub-domains are the territories",
}.items():
    required(_name, _purpose)
if boolean("DEBUG", default=False):
    raise Refused("DEBUG is set: it shows secrets to visitors")
if (
    len(os.environ["SECRET_KEY"]) < 50
    or "insecure" in os.environ["SECRET_KEY"]
    or len(set(os.environ["SECRET_KEY"])) < 10
):
    raise Refused("SECRET_KEY is a default or too weak: it takes at least 50 characters of chance")
if "localhost" in os.environ["BASE_DOMAIN"]:
    raise Refused("BASE_DOMAIN is localhost: territories need a domain of yours")
os.environ.setdefault("PUBLIC_SCHEME", "https")
os.environ.setdefault("PORT", "443")
# Limits count by the client's address, which the proxy in front tells; without it everybody would share the proxy's.
os.environ.setdefault("TRUSTED_PROXIES", "1")

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import EMAIL_PROVIDER, SILENCED_SYSTEM_CHECKS, STRIPE_SECRET_KEY  # noqa: E402
from config.settings.logs import LOGGING as LOGGING  # noqa: E402

DEBUG = False
SECRET_KEY_FALLBACKS = os.environ.get("SECRET_KEY_FALLBACKS", "").split()

# --- HTTPS, which a proxy in front ends ----------------------------------------------------------------------------
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = boolean("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^health$", r"^tls/permission$"]  # asked inside, without TLS
SECURE_HSTS_SECONDS = int(os.environ.get("SECURE_HSTS_SECONDS", str(365 * 24 * 3600)))
# A territory's own domain may have neighbours under it that we know nothing of.
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SILENCED_SYSTEM_CHECKS = [
    *SILENCED_SYSTEM_CHECKS,
    "security.W005",  # sub-domains, as above
    "security.W019",  # Wagtail shows previews of our own pages in a frame
    "security.W021",  # preloading asks for the sub-domains too
]
# Host-only cookies by the names that browsers hold to HTTPS, the root path and no domain.
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"

if STRIPE_SECRET_KEY:
    required(
        "STRIPE_WEBHOOK_SECRET",
        "whsec_…, which proves that an event is Stripe's: by an empty one anybody could",
    )

# --- E-mail --------------------------------------------------------------------------------------------------------
# EMAIL_PROVIDER is a provider of anymail (`brevo`, `mailjet`, `scaleway` …) with its own ANYMAIL_… variables; without
# it, an SMTP server. A provider may also receive only (INBOUND_PROVIDER, docs/mail-inbound.md). It bounces to
# https://user:secret@…/rapports-d-envoi/<provider>/.
ANYMAIL = {
    name.removeprefix("ANYMAIL_"): os.environ[name] for name in os.environ if name.startswith("ANYMAIL_")
}
if EMAIL_PROVIDER:
    required("ANYMAIL_WEBHOOK_SECRET", "user:secret with which the provider reports bounces")
    MAILERS: dict[str, dict[str, object]] = {
        "default": {"BACKEND": f"anymail.backends.{EMAIL_PROVIDER}.EmailBackend"}
    }
else:
    _smtp = urlsplit(os.environ.get("SMTP_URL", "smtp://localhost:25"))
    if not _smtp.hostname:
        raise Refused("SMTP_URL names no host: smtp://, smtp+tls:// or smtps://user:password@host:port")
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": _smtp.hostname,
                "port": _smtp.port or (465 if _smtp.scheme == "smtps" else 25),
                "username": unquote(_smtp.username or ""),
                "password": unquote(_smtp.password or ""),
                "use_ssl": _smtp.scheme == "smtps",
                "use_tls": _smtp.scheme == "smtp+tls",
                "timeout": 20,
            },
        },
    }
