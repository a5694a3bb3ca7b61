"""`make bench`: runs `bench_*.py` beside this file, or those whose names begin with the words given.

Prints a table for people on the error stream and, on the output stream, one JSON object a figure for machines. A
benchmark is a module with `run()`, which yields `Figure`s.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.figures import Figure

FOLDER = Path(__file__).parent


def available() -> list[str]:
    return sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))


def chosen(words: list[str]) -> list[str]:
    """The benchmarks whose names begin with one of the words, all without words."""
    normal = [word.replace("-", "_") for word in words]
    return [name for name in available() if not normal or any(name.startswith(word) for word in normal)]


def show(figure: Figure) -> None:
    compared = (
        f"{figure.baseline:>14,.3f}{figure.ratio:>10,.2f} ×" if figure.ratio and figure.baseline else ""
    )
    print(f"  {figure.name:<58}{figure.value:>14,.3f} {figure.unit:<8}{compared}", file=sys.stderr)
    print(json.dumps(asdict(figure), ensure_ascii=False), flush=True)


def main(words: list[str]) -> int:
    names = chosen(words)
    if not names:
        print(
            f"No benchmark begins with {' or '.join(words)}. There are: {', '.join(available())}",
            file=sys.stderr,
        )
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    for name in names:
        module = importlib.import_module(f"tests.benchmarks.bench_{name}")
        summary = (module.__doc__ or name).splitlines()[0]
        print(
            f"\n{name}: {summary}\n  {'':<58}{'ours':>14} {'':<8}{'compared':>14}{'ratio':>10}",
            file=sys.stderr,
        )
        started = time.monotonic()
        for figure in module.run():
            show(figure)
        print(f"  ({time.monotonic() - started:.0f} s)", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
