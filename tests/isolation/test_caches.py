"""No key of one territory means anything in another, on any alias but the shared one."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.cache import caches

from kernel.tenancy import TerritoryContext, public_context, tenant_context
from kernel.tenancy.cache import SHARED_ALIAS, discard_schema_cache

OWN = sorted(set(settings.CACHES) - {SHARED_ALIAS})
#: Those on the server; what a process keeps itself, it forgets within seconds.
SERVED = sorted(set(OWN) - {"near"})


@pytest.mark.parametrize("alias", OWN)
def test_an_entry_stays_in_its_territory(
    alias: str, territory_a: TerritoryContext, territory_b: TerritoryContext
) -> None:
    cache = caches[alias]
    with tenant_context(territory_a):
        cache.set("wagtail_site_root_paths", "of A")
        cache.set_many({"one": 1, "two": 2})
    for elsewhere in (tenant_context(territory_b), public_context()):
        with elsewhere:
            assert cache.get("wagtail_site_root_paths") is None
            assert cache.get_many(["one", "two"]) == {}
            assert "one" not in cache
            cache.delete("one")
            assert cache.add("two", "other")
    with tenant_context(territory_a):
        assert cache.get_many(["one", "two"]) == {"one": 1, "two": 2}


def test_aliases_do_not_share_keys(territory_a: TerritoryContext) -> None:
    with tenant_context(territory_a):
        for alias in settings.CACHES:
            caches[alias].set("key", alias)
        assert {alias: caches[alias].get("key") for alias in settings.CACHES} == {
            a: a for a in settings.CACHES
        }


def test_only_one_alias_is_shared() -> None:
    assert SHARED_ALIAS in settings.CACHES
    for alias in OWN:
        assert settings.CACHES[alias]["KEY_FUNCTION"] == "kernel.tenancy.cache.schema_key", alias
    assert {"default", "renditions"} <= set(OWN)


def test_discarding_takes_one_territorys_entries_only(
    territory_a: TerritoryContext, territory_b: TerritoryContext
) -> None:
    caches[SHARED_ALIAS].set("key", "shared")
    for territory in (territory_a, territory_b):
        with tenant_context(territory):
            for alias in SERVED:
                for number in range(700):
                    caches[alias].set(f"key{number}", territory.slug)
    discard_schema_cache(territory_a.schema_name)
    for alias in SERVED:
        with tenant_context(territory_a):
            assert caches[alias].get_many([f"key{n}" for n in range(700)]) == {}
        with tenant_context(territory_b):
            assert len(caches[alias].get_many([f"key{n}" for n in range(700)])) == 700
    assert caches[SHARED_ALIAS].get("key") == "shared"
