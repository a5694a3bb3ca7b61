"""The demonstration shows a domain that waits, one that is held, and one whose proof is gone."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from demo.instances import INSTANCES
from demo.scenes import domains
from kernel.tenancy import TerritoryContext
from tenants.registry.models import Domain, DomainClaim

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("slug", "state"),
    [("novardenne", "pending"), ("saint-dizier", "verified"), ("meurthe-et-moselle", "warned")],
)
def test_each_state_is_shown(
    slug: str,
    state: str,
    in_a: TerritoryContext,
    monkeypatch: pytest.MonkeyPatch,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    assert slug in {instance.slug for instance in INSTANCES}
    monkeypatch.setattr(domains, "_DOMAINS", {in_a.slug: domains._DOMAINS[slug]})
    with django_capture_on_commit_callbacks(execute=True):
        domains.play(SimpleNamespace(now=NOW))  # type: ignore[arg-type]
    claim = DomainClaim.objects.get()
    assert claim.state == state
    assert Domain.objects.filter(domain=claim.host).exists() == (state != "pending")
    assert mailoutbox == []
