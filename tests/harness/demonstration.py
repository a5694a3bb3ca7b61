"""The demonstration as it stands, for what looks at it from outside: pictures and Lighthouse."""

from __future__ import annotations

import http.client
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def demonstration() -> Iterator[int]:
    """The port of the demonstration: the one that runs on `PORT` (8000), else one that is started and stopped here.

    Raises RuntimeError when it does not start.
    """
    port = int(os.environ.get("PORT", "8000"))
    if _answers(port):
        yield port
        return
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    process = subprocess.Popen(
        [sys.executable, "-m", "demo"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            print(f"  {line.rstrip()}", file=sys.stderr)  # noqa: T201
            if line.startswith("ready"):
                break
        else:
            raise RuntimeError("the demonstration did not start")
        yield port
    finally:
        process.terminate()
        process.communicate()


def _answers(port: int) -> bool:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asked.request("GET", "/health")
        return asked.getresponse().status == 200
    except OSError:
        return False
    finally:
        asked.close()


def chromium() -> str | None:
    """The browser that `bin/browser` found, or one on the path, or None for Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("MAILLAGE_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
