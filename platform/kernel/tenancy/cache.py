"""Cache keys that carry their schema, so that one territory can never read another's entry."""

from __future__ import annotations

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache

from kernel.tenancy.context import current_schema

#: The only alias whose keys carry no schema.
SHARED_ALIAS = "network"


def schema_key(key: str, key_prefix: str, version: int) -> str:
    """KEY_FUNCTION of every cache alias but `network`, which is shared on purpose."""
    return f"{current_schema()}:{key_prefix}:{version}:{key}"


def discard_schema_cache(schema: str) -> None:
    """Delete every entry of a schema, on every alias. Walks all the keys of the servers: for rare occasions."""
    for cache in caches.all():
        if isinstance(cache, RedisCache):
            client = cache._cache.get_client(write=True)
            for keys in _batches(client.scan_iter(match=f"{schema}:*", count=1000)):
                client.unlink(*keys)


def _batches(keys, size: int = 500):  # type: ignore[no-untyped-def]
    batch = []
    for key in keys:
        batch.append(key)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
