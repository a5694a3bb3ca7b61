"""Lighthouse, as a phone: pages of the demonstration's département.

Needs Node's `lighthouse` (`npm install lighthouse`, here or on the path) and a Chromium; without, it says so and
measures nothing. The demonstration is started if none runs on `PORT`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.harness.demonstration import ROOT, chromium, demonstration

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TERRITORY = "meurthe-et-moselle"
#: A busy machine is slow, which says nothing of a page: the best of so many visits counts.
TRIES = 2
#: Lighthouse slows a machine of 1,600 in its own measure down four times, to be as slow as a phone of the middle.
PHONE, FULL = 400, 4.0
#: Each page: where it is, or where the first link to one like it stands.
PAGES = {
    "home": ("/", ""),
    "missions": ("/missions/", ""),
    "mission": ("/missions/", r'href="(/missions/[\w-]+/)"'),
    "association": ("/associations/", r'href="(/associations/[\w-]+/)"'),
    "article": ("/actualites/", r'href="(/actualites/[\w-]+/)"'),
}


def run() -> Iterator[Figure]:
    program = _program()
    if program is None:
        print("  No lighthouse here (npm install lighthouse): nothing is measured.", file=sys.stderr)  # noqa: T201
        return
    with demonstration() as port:
        site = f"http://{TERRITORY}.localhost:{port}"
        slowdown = _visit(program, site, slowdown=FULL)[1]
        for name, (path, link) in PAGES.items():
            url = site + (_first(site + path, link) if link else path)
            tries = []
            for _ in range(TRIES):
                found, slowdown = _visit(program, url, slowdown=slowdown)
                tries.append(found)
            scores = {category: max(one[category] for one in tries) for category in CATEGORIES}
            for category in CATEGORIES:
                yield Figure(
                    benchmark="lighthouse", name=f"{name}: {category}", value=scores[category], unit="of 100"
                )


def _program() -> str | None:
    return shutil.which("lighthouse") or shutil.which("lighthouse", path=ROOT / "node_modules" / ".bin")


def _first(url: str, link: str) -> str:
    # Loopback whatever the resolver thinks of names below localhost.
    host, port = url.removeprefix("http://").split("/")[0].split(":")
    path = url.split(f":{port}", 1)[1]
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": f"{host}:{port}"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        found = re.search(link, answer.read().decode())
    if not found:
        raise RuntimeError(f"{url} leads to no such page")
    return found[1]


def _visit(program: str, url: str, *, slowdown: float) -> tuple[dict[str, float], float]:
    """The scores of one visit, and how much the next is slowed down: Lighthouse measures the machine's speed too."""
    done = subprocess.run(
        [
            program,
            url,
            "--quiet",
            "--output=json",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--throttling.cpuSlowdownMultiplier={slowdown:.2f}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ],
        env=os.environ | {"CHROME_PATH": chromium() or ""},
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    report = json.loads(done.stdout)
    if folder := os.environ.get("MAILLAGE_LIGHTHOUSE"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / f"{url.rsplit('/', 2)[-2] or 'home'}.json").write_text(done.stdout)
    scores = {category: round(100 * report["categories"][category]["score"]) for category in CATEGORIES}
    return scores, min(FULL, max(1.0, report["environment"]["benchmarkIndex"] / PHONE))
