#!/usr/bin/env python
"""Django's command line. The project's two source roots are this folder and `platform/`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main() -> None:
    settings = "offline" if sys.argv[1:2] == ["match"] else "demo"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"config.settings.{settings}")
    sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
