"""Looks through everything that the cache server holds."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from django.core.cache import caches

from kernel.tenancy import PUBLIC_SCHEMA
from kernel.tenancy.cache import SHARED_ALIAS
from tests.isolation.filling import Filled, Twins
from tests.isolation.marks import addresses_in, readable, traces_of


def entries() -> list[tuple[str, str]]:
    """Every key of the worker's database, with its value as far as it can be read."""
    client = caches["default"]._cache.get_client()  # type: ignore[attr-defined]
    found = []
    for key in client.scan_iter(count=1000):
        value = client.get(key) if client.type(key) == b"string" else repr(client.dump(key)).encode()
        found.append((key.decode(), readable(_inflated(value or b"").decode(errors="replace"))))
    return sorted(found)


def _inflated(value: bytes) -> bytes:
    try:
        return zlib.decompress(value)
    except zlib.error:
        return value


def leaks_in_caches(twins: Twins) -> list[str]:
    """What stands under another territory's key, or is personal under a shared one. In words."""
    return [fault for key, value in entries() for fault in _faults(key, value, twins)]


def _faults(key: str, value: str, twins: Twins) -> Iterator[str]:
    owner = key.partition(":")[0]
    of_schema = {filled.territory.schema_name: filled for filled in (twins.a, twins.b)}
    if owner in of_schema:
        for schema, other in of_schema.items():
            if schema != owner and any(trace in value for trace in traces_of(other.territory, other.marks)):
                yield f"cache {key} holds something of {schema}"
    elif owner in {SHARED_ALIAS, PUBLIC_SCHEMA}:
        yield from _personal(key, value, *of_schema.values())
    else:
        yield f"cache {key} belongs to no schema"


def _personal(key: str, value: str, *filled: Filled) -> Iterator[str]:
    for address in sorted(addresses_in(value)):
        yield f"cache {key} holds the address {address}"
    for one in filled:
        if one.marks.person.lower() in value or one.marks.hidden.lower() in value:
            yield f"cache {key} holds something that {one.territory.schema_name} keeps to itself"
