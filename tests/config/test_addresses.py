"""Addresses that no link of ours leads to are met with a page, never with a failure."""

from __future__ import annotations


def test_an_address_with_a_nul_is_nobodys(in_a, client_a, network_client):
    """No text of PostgreSQL can be compared with one."""
    answer = client_a.get("/agenda-personnel/%00/missions.ics")
    assert answer.status_code == 404
    assert "Vallée-Claire" in answer.content.decode()
    assert client_a.get("/recherche/", {"q": "a\0b"}).status_code == 404
    assert network_client.get("/ouvrir/reprendre/%00/").status_code == 404
