"""Runs the demonstration in the foreground: servers, data, web, worker and scheduler, until Ctrl-C or TERM.

Everything is idempotent: a second start finds the work done and takes seconds. With DATABASE_URL and REDIS_URL the same
happens on real servers.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from demo.processes import ProcessEnded, ProcessGroup
from kernel.memory import memory_folder

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "config.settings.demo"
READY_SECONDS = 60.0
ROLES = {"citizen": "citizen", "manager": "association manager", "editor": "editor (/admin/)"}


class CannotRun(Exception):
    """The demonstration cannot start; the message is one line that says what to do."""


class Stopped(BaseException):
    """SIGTERM or SIGINT arrived. Not an `Exception`, so that nothing on the way takes it for a failure."""


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m demo", description=__doc__)
    parser.add_argument(
        "--reset", action="store_true", help="remove the demonstration's data instead of running it"
    )
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        if options.reset:
            reset()
        else:
            run()
    except Stopped:
        return 0
    except (CannotRun, ProcessEnded) as error:
        _say(str(error))
        return 1
    return 0


def run() -> None:
    """Prepare, serve, and wait. Ends by `Stopped` or by an error; either way nothing is left running."""
    port = _free_port(os.environ.setdefault("PORT", "8000"))
    var = Path(os.environ.get("MAILLAGE_VAR", ROOT / "var"))
    from kernel import embedded

    group = ProcessGroup(var / "log", os.environ)
    try:
        try:
            with _step("database and cache"):
                import django

                django.setup()
            _prepare(var)
        except embedded.EmbeddedServerFailed as error:
            raise CannotRun(str(error)) from error
        with _step("web server, worker and scheduler"):
            _start_web(group, port)
            _wait_until_ready(group, port)
            _start_jobs(group, var)
        _announce(port, var)
        while True:
            time.sleep(0.5)
            group.check()
    finally:
        # From here on, another Ctrl-C would only leave something behind.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _say("stopping …")
        group.stop()
        _close_connections()
        embedded.leave(var)


def reset() -> None:
    """Remove everything the demonstration wrote: data, media, mail. Real servers are not touched."""
    from kernel.embedded import in_use

    if os.environ.get("DATABASE_URL"):
        raise CannotRun(
            "DATABASE_URL is set: drop and create that database yourself, this only removes var/."
        )
    var = Path(os.environ.get("MAILLAGE_VAR", ROOT / "var"))
    if in_use(var):
        raise CannotRun("The demonstration is running: stop it first.")
    for name in ("postgres", "valkey", "media", "mail", "celery", "log", "static"):
        shutil.rmtree(var / name, ignore_errors=True)
    _say("The demonstration's data is gone; `make demo` builds it anew.")


def _prepare(var: Path) -> None:
    from django.core.management import call_command

    from kernel.translations.catalogues import compile_catalogues

    with (var / "log" / "prepare.log").open("w") as quiet:
        with _step("texts, fonts and static files"):
            compile_catalogues()
            call_command("build_fonts", stdout=quiet)
            _collect_static(var)
        with _step("tables"):
            call_command("migrate_territories", stdout=quiet)
        with _step("communes"):
            call_command("load_communes", stdout=quiet)
        with _step("territories"):
            call_command("build_demo", stdout=quiet)


def _collect_static(var: Path) -> None:
    """`collectstatic`, unless no static file has changed since it last ran."""
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = os.stat(storage.path(path))  # noqa: PTH116
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    mark = var / "static" / ".collected"
    if mark.exists() and mark.read_text() == digest.hexdigest():
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(digest.hexdigest())


def _start_web(group: ProcessGroup, port: int) -> None:
    memory = memory_folder()  # heartbeats that wait for no disk
    binds = [f"127.0.0.1:{port}", *([f"[::1]:{port}"] if _has_ipv6() else [])]
    group.start(
        "web",
        [
            *(
                sys.executable,
                "-m",
                "gunicorn",
                "config.wsgi",
                "--preload",
                "--no-control-socket",
                "--access-logfile",
                "-",
            ),
            *("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--graceful-timeout", "5"),
            *(("--worker-tmp-dir", str(memory)) if memory else ()),
            *(argument for bind in binds for argument in ("--bind", bind)),
        ],
    )


def _start_jobs(group: ProcessGroup, var: Path) -> None:
    schedule = var / "celery"
    schedule.mkdir(exist_ok=True)
    celery = [sys.executable, "-m", "celery", "--app", "config", "--workdir", str(ROOT)]
    group.start(
        "worker", [*celery, "worker", "--pool", "prefork", "--concurrency", "1", "--loglevel", "INFO"]
    )
    group.start(
        "scheduler",
        [*celery, "beat", "--loglevel", "INFO", "--pidfile", "", "--schedule", str(schedule / "schedule")],
    )


def _wait_until_ready(group: ProcessGroup, port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        group.check()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as response:
                if response.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise CannotRun(f"The web server did not answer within {READY_SECONDS:.0f} s: see {group.log_of('web')}")


def _announce(port: int, var: Path) -> None:
    from demo.instances import ADMINISTRATOR, INSTANCES

    lines = [f"ready: http://localhost:{port}"]
    for instance in INSTANCES:
        lines.append(f"  http://{instance.slug}.localhost:{port}  {instance.name}")
        lines += [f"      {ROLES.get(one.role, one.role):<22} {one.email}" for one in instance.accounts]
    lines.append(f"  http://localhost:{port}/console/  the network’s console")
    lines.append(f"      {'administrator':<22} {ADMINISTRATOR.email}")
    lines.append(f"  password of every account: {INSTANCES[0].accounts[0].password}")
    lines.append(
        f"  e-mails are written to {var / 'mail'}, logs to {var / 'log'}; Ctrl-C stops everything and keeps the data"
    )
    print("\n".join(lines), flush=True)  # noqa: T201


def _free_port(text: str) -> int:
    """The port that `text` names. Raises `CannotRun` when it names none, or one that is taken."""
    port = int(text) if text.isdecimal() else 0
    if not 1 <= port <= 65535:
        raise CannotRun(f"PORT must be a number from 1 to 65535, not “{text}”.")
    if not _is_free(socket.AF_INET, "127.0.0.1", port) or (
        _has_ipv6() and not _is_free(socket.AF_INET6, "::1", port)
    ):
        raise CannotRun(f"Port {port} is taken; choose another: PORT={port + 1} make demo")
    return port


def _has_ipv6() -> bool:
    return _is_free(socket.AF_INET6, "::1", 0)


def _is_free(family: socket.AddressFamily, host: str, port: int) -> bool:
    """Whether one may listen there; never on a machine without this family of addresses."""
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError:
        return False
    return True


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()


@contextmanager
def _step(title: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    _say(f"{title:<34}{time.monotonic() - started:6.1f} s")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def _stop(*_: object) -> NoReturn:
    raise Stopped
