"""What a keeper tells those who join: which process serves, and where."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ServerState:
    """`started` (seconds since the epoch) tells the server from a later process that was given the same pid."""

    pid: int
    started: float
    url: str

    def is_alive(self) -> bool:
        import psutil  # comes with the servers; production, which has neither, imports this module

        try:
            process = psutil.Process(self.pid)
            return bool(process.create_time() == self.started) and process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False


def read_state(folder: Path) -> ServerState | None:
    """The state left in `folder`, or None when there is none or a power cut truncated it."""
    try:
        return ServerState(**json.loads((folder / "state.json").read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def write_state(folder: Path, state: ServerState) -> None:
    """Replace the state at once, readable by its owner only: the URL holds a password."""
    draft = folder / "state.json.new"
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(asdict(state)))
    draft.replace(folder / "state.json")


def forget_state(folder: Path) -> None:
    (folder / "state.json").unlink(missing_ok=True)
