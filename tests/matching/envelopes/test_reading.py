"""What one territory sends another is read in order, subject by subject."""

from __future__ import annotations

from typing import Any

import pytest

from kernel.tenancy import TerritoryContext, tenant_context
from matching.envelopes.services import post, read_envelopes


def test_one_envelope_that_fails_keeps_back_its_own_followers_only(
    db: None,
    territory_a: TerritoryContext,
    territory_b: TerritoryContext,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with tenant_context(territory_a):
        for subject, number in (("x", 1), ("x", 2), ("y", 3)):
            post(recipient=territory_b.slug, content={"subject": subject, "number": number})
    read: list[int] = []

    def stumble(sender: str, content: dict[str, Any]) -> None:
        if content["number"] == 1 and not read:
            raise RuntimeError("not now")
        read.append(content["number"])

    with tenant_context(territory_b):
        assert read_envelopes(handle=stumble) == 1
        assert read_envelopes(handle=stumble) == 2
    assert read == [3, 1, 2]
    assert "could not be read" in caplog.text
