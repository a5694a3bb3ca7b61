"""The folder whose files live in memory, where the system has one. Pure: the web server's configuration asks it too."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from shutil import disk_usage

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder there is taken only when it is ours
#: Bytes. The suite's copies of its database take about a quarter of it.
ROOM = 4 * 1024**3


def memory_folder() -> Path | None:
    """The system's folder in memory; None where there is none that this user may write to."""
    return MEMORY if os.access(MEMORY, os.W_OK) else None


def folder_in_memory(*, or_else: Path) -> Path:
    """A folder that stands for `or_else`, and is this user's; itself where the system offers no such place, or too
    little of it."""
    memory = memory_folder()
    if memory is None or disk_usage(memory).free < ROOM:
        return or_else
    name = sha256(os.fsencode(or_else)).hexdigest()[:12]
    folder = memory / f"maillage-{name}-{os.getuid()}"
    return folder if not folder.exists() or folder.stat().st_uid == os.getuid() else or_else
