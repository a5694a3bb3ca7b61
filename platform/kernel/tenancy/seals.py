"""Texts that only one schema can read, by keys made from SECRET_KEY: a stolen copy of the database shows none."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def cipher(*, purpose: str, schema: str) -> MultiFernet:
    """Encrypts and signs with the key of a schema for a purpose; reads what earlier SECRET_KEYs sealed too."""
    secrets = [str(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [_digest(purpose, schema, secret) for secret in secrets]
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])


def secret_of(*, purpose: str, schema: str) -> bytes:
    """The key of a schema for a purpose: 32 bytes that no other schema has."""
    return _digest(purpose, schema, str(settings.SECRET_KEY))


def _digest(purpose: str, schema: str, secret: str) -> bytes:
    return hashlib.sha256(f"{purpose}.{schema} {secret}".encode()).digest()
