"""Beside each embedded server: starts it, waits for its last user to leave, stops it.

Run as `python -m kernel.embedded.keeper <kind> <folder> durable|fast`. It prints one line, empty once the server is
ready, and detaches. Should the keeper be killed, the server goes on; the next user's keeper adopts it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Protocol

import psutil

from kernel.embedded.locks import FileLock
from kernel.embedded.postgres import Postgres
from kernel.embedded.state import ServerState, forget_state, read_state, write_state
from kernel.embedded.valkey import Valkey


class Server(Protocol):
    """A kind of server. `data` is its working directory, by which its processes are told from anybody else's."""

    executable: str
    data: Path
    stop_signal: signal.Signals

    def start(self) -> tuple[int, str]:
        """Start on `data`, whatever state a crash left it in; wait until it answers. Returns pid and URL."""


KINDS: dict[str, type[Postgres] | type[Valkey]] = {"postgres": Postgres, "valkey": Valkey}


def keep(server: Server, folder: Path, users: FileLock) -> None:
    """Serve until the last user has left, then stop. Runs under the lock that makes it the only keeper."""
    state = _adopt(server, folder)
    if state is None:
        forget_state(folder)
        pid, url = server.start()
        state = ServerState(pid, psutil.Process(pid).create_time(), url)
        write_state(folder, state)
    print(flush=True)  # noqa: T201
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)

    threading.Thread(target=_end_with_server, args=(state, folder), daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt):
        users.acquire()
    # From here on newcomers wait for `users`, until the end of this process.
    forget_state(folder)
    _stop(state.pid, server.stop_signal)


def _adopt(server: Server, folder: Path) -> ServerState | None:
    """The running server of an earlier keeper that was killed; any other leftover process is stopped."""
    state = read_state(folder)
    running = [
        process
        for process in psutil.process_iter(["name", "cwd"])
        if process.info["name"] == server.executable and process.info["cwd"] == str(server.data)
    ]
    if state and state.is_alive() and any(process.pid == state.pid for process in running):
        return state
    pids = {process.pid for process in running}
    for process in running:
        with contextlib.suppress(psutil.NoSuchProcess):
            if process.ppid() not in pids:  # the others are its children and end with it
                _stop(process.pid, server.stop_signal)
    return None


def _stop(pid: int, stop_signal: signal.Signals) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        process.send_signal(stop_signal)
        if not _has_ended(process, within=20):
            process.kill()
            _has_ended(process, within=5)


def _has_ended(process: psutil.Process, *, within: float) -> bool:
    """Wait for the end of a process, a child or not. One that nobody reaps (a container without init) has ended."""
    deadline = time.monotonic() + within
    try:
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
    except psutil.NoSuchProcess:
        pass
    return True


def _end_with_server(state: ServerState, folder: Path) -> None:
    """A keeper without its server is of no use: ending frees its lock, and the next user starts both anew."""
    while state.is_alive():
        time.sleep(0.5)
    if read_state(folder) == state:  # else the keeper itself is stopping it
        sys.stderr.write(f"server {state.pid} ended by itself\n")
        os._exit(1)


def main(kind: str, folder: Path, durability: str) -> None:
    if os.fork():
        os._exit(0)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGINT, interrupt)
    lock = FileLock(folder / "keeper.lock")
    if not lock.try_acquire():
        return
    try:
        keep(KINDS[kind](folder, durable=durability == "durable"), folder, FileLock(folder / "users.lock"))
    except Exception as error:
        print(" ".join(str(error).split())[:500], flush=True)  # noqa: T201
        raise
    # At once: who waits for this lock wants no process left. It was opened, and is closed, before that of the users.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
