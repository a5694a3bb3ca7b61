"""The side of a server's users: start it or join it, be counted, leave."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from kernel.embedded.locks import FileLock
from kernel.embedded.state import ServerState, read_state

SOURCE_ROOT = Path(__file__).resolve().parents[2]


class EmbeddedServerFailed(RuntimeError):
    """An embedded server did not start. The message is one line and names the log to read."""


@dataclass(frozen=True, slots=True)
class _Joined:
    users: FileLock
    state: ServerState


_joined: dict[Path, _Joined] = {}


def database_url(var: Path, *, durable: bool = True) -> str:
    """URL of a running PostgreSQL whose data is in `var/postgres`, in the form `dj_database_url` and libpq read.

    Started if need be, joined otherwise, stopped once no process that asked for it is left. With `durable` false
    (tests) a power cut may lose the data; whoever starts the server decides for those who join it.
    Raises `EmbeddedServerFailed`.
    """
    return _join("postgres", var / "postgres", durable=durable)


def redis_url(var: Path) -> str:
    """URL of a running Valkey whose data is in `var/valkey`: TCP on loopback, with a password, no database number.

    The same URL serves Django's cache and Celery. Raises `EmbeddedServerFailed`.
    """
    return _join("valkey", var / "valkey", durable=True)


def leave(var: Path, *, timeout: float = 30.0) -> bool:
    """Stop using the servers of `var`. True when they have stopped within `timeout` seconds.

    False means that others still use them (or that stopping takes longer). Needed only by a process that must not end
    before its servers have; every other one just ends.
    """
    stopped = True
    for folder in (var.resolve() / "postgres", var.resolve() / "valkey"):
        joined = _joined.pop(folder, None)
        if joined is None:
            continue
        joined.users.release()
        deadline = time.monotonic() + timeout
        while not _keeper_is_gone(folder):
            if time.monotonic() > deadline:
                stopped = False
                break
            time.sleep(0.02)
    return stopped


def in_use(var: Path) -> bool:
    """Whether a server runs on `var`."""
    return any(
        folder.exists() and not _keeper_is_gone(folder) for folder in (var / "postgres", var / "valkey")
    )


def _join(kind: str, folder: Path, *, durable: bool) -> str:
    folder = folder.resolve()
    if (joined := _joined.get(folder)) and joined.state.is_alive():
        return joined.state.url
    folder.mkdir(parents=True, exist_ok=True)
    users = FileLock(folder / "users.lock")
    users.acquire_shared()  # waits while a keeper is stopping the server
    try:
        with FileLock(folder / "start.lock") as starting:
            starting.acquire()
            if _keeper_is_gone(folder):
                _start_keeper(kind, folder, durable=durable)
            state = read_state(folder)
    except BaseException:
        users.release()
        raise
    if state is None:
        users.release()
        raise EmbeddedServerFailed(f"The embedded {kind} server ended at once: see {folder / 'keeper.log'}")
    _joined[folder] = _Joined(users, state)
    return state.url


def _keeper_is_gone(folder: Path) -> bool:
    with FileLock(folder / "keeper.lock") as probe:
        return probe.try_acquire()


def _start_keeper(kind: str, folder: Path, *, durable: bool) -> None:
    """Start the keeper and wait for its one line: empty when the server is ready, else what went wrong."""
    command = [
        sys.executable,
        "-m",
        "kernel.embedded.keeper",
        kind,
        str(folder),
        "durable" if durable else "fast",
    ]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PG", "COV_", "COVERAGE_"))
    }
    with (folder / "keeper.log").open("ab") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd="/",
            env=environment | {"PYTHONPATH": str(SOURCE_ROOT)},
            start_new_session=True,
            text=True,
        )
    with process:  # the keeper detaches itself: what ends here is only its first step
        assert process.stdout is not None
        answer = process.stdout.readline()
    if answer != "\n":
        reason = answer.strip() or "its keeper ended at once"
        raise EmbeddedServerFailed(f"The embedded {kind} server did not start: {reason} (see {folder}/*.log)")
