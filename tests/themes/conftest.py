"""Themes are tested on their own: drawings come from the house's points unless a test provides others."""

import pytest

from themes.branding import mesh


@pytest.fixture(autouse=True)
def _own_points(monkeypatch):
    monkeypatch.setattr(mesh, "_provider", None)
