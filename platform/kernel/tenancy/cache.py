"""Caches, whose keys carry their schema, so that one territory can never read another's entry."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache, RedisCacheClient

from kernel.tenancy.context import current_schema

#: The only alias whose keys carry no schema.
SHARED_ALIAS = "network"


class _KeptClient(RedisCacheClient):
    """Django makes a client of redis-py at each call, which takes it as long as the call: they are kept.

    Where there are replicas, a thread reads from one of them.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._kept: dict[bool, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        if write not in self._kept:
            self._kept[write] = super().get_client(key, write=write)
        return self._kept[write]


class Cache(RedisCache):
    """Django's, whose clients are kept."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _KeptClient


def schema_key(key: str, key_prefix: str, version: int) -> str:
    """KEY_FUNCTION of every cache alias but `network`, which is shared on purpose."""
    return f"{current_schema()}:{key_prefix}:{version}:{key}"


def discard_schema_cache(schema: str) -> None:
    """Delete every entry of a schema, on every alias of the servers. Walks all their keys: for rare occasions.

    What processes keep themselves, they forget within seconds.
    """
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
