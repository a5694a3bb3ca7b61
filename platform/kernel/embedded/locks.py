"""File locks that end with their holder. The kernel keeps them, so a crash or a power cut leaves none behind."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self


class FileLock:
    """An advisory `flock`. A forked child shares it with its parent: it is free once the last of them has closed it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)

    def acquire(self) -> None:
        """Wait until nobody else holds it, then hold it alone."""
        self._flock(fcntl.LOCK_EX)

    def acquire_shared(self) -> None:
        """Wait until nobody holds it alone, then hold it together with others."""
        self._flock(fcntl.LOCK_SH)

    def try_acquire(self) -> bool:
        """Hold it alone if that is possible at once."""
        try:
            self._flock(fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        """Let go of it in this process. Closing, unlike unlocking, leaves forked children their share."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _flock(self, operation: int) -> None:
        if self._descriptor is None:
            raise ValueError(f"{self.path} was released")
        fcntl.flock(self._descriptor, operation)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
