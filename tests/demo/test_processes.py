"""The supervisor of the demonstration: nothing it started outlives it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from demo.processes import ProcessEnded, ProcessGroup

ROOT = Path(__file__).resolve().parents[2]
SLEEP = "import time; time.sleep(600)"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"
#: Ignores the request to end, and has a child that does too.
STUBBORN = f"import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', {DEAF!r}]).pid, flush=True); {DEAF}"
SUPERVISOR = """
import os, sys, time
from pathlib import Path
from demo.processes import ProcessGroup
group = ProcessGroup(Path(sys.argv[1]), os.environ)
group.start("web", [sys.executable, "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(600)"])
time.sleep(600)
"""


@pytest.fixture
def group(tmp_path):
    group = ProcessGroup(tmp_path / "log", os.environ)
    yield group
    group.stop(patience=0)


def read_pid(log: Path) -> int:
    deadline = time.monotonic() + 60
    while not (text := log.read_text().strip()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return int(text)


def check_for_a_minute(group: ProcessGroup) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        group.check()
        time.sleep(0.02)


def has_ended(pid: int) -> bool:
    deadline = time.monotonic() + 60
    with contextlib.suppress(psutil.NoSuchProcess):
        while psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
    return True


def test_programs_that_run_are_no_news(group):
    group.start("web", [sys.executable, "-c", SLEEP])
    group.check()


def test_one_that_ends_is_named_with_its_last_words(group):
    group.start("web", [sys.executable, "-c", SLEEP])
    group.start("worker", [sys.executable, "-c", "print('no broker'); raise SystemExit(3)"])
    with pytest.raises(ProcessEnded, match=r"worker ended by itself \(code 3\): no broker"):
        check_for_a_minute(group)


def test_what_will_not_end_is_killed_with_its_children(group):
    group.start("web", [sys.executable, "-c", STUBBORN])
    child = read_pid(group.log_of("web"))
    group.stop(patience=0.3)
    assert has_ended(child)


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel of Linux")
def test_programs_end_when_their_supervisor_is_killed(tmp_path):
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(tmp_path)],
        env=os.environ | {"PYTHONPATH": str(ROOT / "platform")},
    )
    log = tmp_path / "web.log"
    while not log.exists():
        time.sleep(0.02)
    child = read_pid(log)
    supervisor.send_signal(signal.SIGKILL)
    supervisor.wait(60)
    assert has_ended(child)


def test_a_taken_port_is_said_in_one_line_before_anything_starts(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        environment = os.environ | {"PORT": str(port), "MAILLAGE_VAR": str(tmp_path / "var")}
        environment |= {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'platform'}"}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        answer = subprocess.run(
            [sys.executable, "-m", "demo"], env=environment, capture_output=True, text=True, timeout=180
        )
    assert answer.returncode == 1
    assert answer.stderr == f"Port {port} is taken; choose another: PORT={port + 1} make demo\n"
    assert not (tmp_path / "var").exists()
