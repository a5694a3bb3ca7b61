"""Where servers that nobody will miss may keep their files in memory."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from shutil import disk_usage

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder there is taken only when it is ours
#: Bytes. The suite's copies of its database take about a quarter of it.
ROOM = 4 * 1024**3


def folder_in_memory(*, or_else: Path) -> Path:
    """A folder that stands for `or_else`, and is this user's; itself where the system offers no such place, or too
    little of it."""
    if not MEMORY.is_dir() or disk_usage(MEMORY).free < ROOM:
        return or_else
    name = sha256(os.fsencode(or_else)).hexdigest()[:12]
    folder = MEMORY / f"maillage-{name}-{os.getuid()}"
    return folder if not folder.exists() or folder.stat().st_uid == os.getuid() else or_else
