#!/usr/bin/env python
"""Django's command line. The project's two source roots are this folder and `platform/`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    sys.path[:0] = [str(ROOT), str(ROOT / "platform")]
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
