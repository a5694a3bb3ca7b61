"""A group of long-running programs that start together and stop together."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


class ProcessEnded(RuntimeError):
    """One of the programs ended by itself. The message says which, with its last words."""


class ProcessGroup:
    """Programs started by this process, each in a session of its own, so that Ctrl-C reaches only their supervisor.

    Their output goes to `<logs>/<name>.log`. On Linux they are asked to end when the supervisor is killed.
    """

    def __init__(self, logs: Path, environment: Mapping[str, str]) -> None:
        self._logs = logs
        self._environment = dict(environment)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        logs.mkdir(parents=True, exist_ok=True)

    def start(self, name: str, command: Sequence[str]) -> None:
        with self.log_of(name).open("wb") as log:
            self._running[name] = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._environment,
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,
            )

    def log_of(self, name: str) -> Path:
        return self._logs / f"{name}.log"

    def check(self) -> None:
        """Raise `ProcessEnded` when one of them is no longer running."""
        for name, process in self._running.items():
            code = process.poll()
            if code is not None:
                lines = self.log_of(name).read_text(errors="replace").strip().splitlines()
                raise ProcessEnded(
                    f"{name} ended by itself (code {code}): {lines[-1] if lines else 'it said nothing'}\n"
                    f"See {self.log_of(name)}"
                )

    def stop(self, *, patience: float = 10.0) -> None:
        """Ask all to end, wait `patience` seconds, then kill what is left, descendants in the same session included."""
        for process in self._running.values():
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + patience
        for process in self._running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
        for process in self._running.values():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._running.clear()


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
