"""Run by tests in a process of its own: opens a territory, and dies or waits on the way.

`python crash.py SLUG STEP HOW`, with HOW one of: `kill` (SIGKILL, as by the system), `lose-connection` (the server ends
the session), `pause` (prints “paused” at the step and goes on when a line comes in), `raise`, `-`.
"""

# ruff: noqa: T201
from __future__ import annotations

import os
import signal
import sys
from typing import Any

import django

django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.core.files.storage import default_storage  # noqa: E402
from django.db import connection  # noqa: E402

from tenants.geography.models import Commune  # noqa: E402
from tenants.provisioning.refusals import ProvisioningError  # noqa: E402
from tenants.provisioning.services import create_territory  # noqa: E402
from tenants.provisioning.signals import step_reached, territory_provisioned  # noqa: E402


def main(slug: str, step: str, how: str) -> int:
    def on_step(sender: Any, **announced: Any) -> None:
        if announced["step"] != step:
            return
        if how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if how == "raise":
            raise ZeroDivisionError(step)
        if how == "lose-connection":
            other = connection.copy()
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
            other.close()
        if how == "pause":
            print("paused", flush=True)
            sys.stdin.readline()

    def write_media(sender: Any, **_: Any) -> None:
        default_storage.save("logo/mark.txt", ContentFile(b"of a territory that may never be"))

    step_reached.connect(on_step)
    territory_provisioned.connect(write_media)
    try:
        create_territory(
            name="Val-Perdu",
            slug=slug,
            kind="city",
            communes=[Commune.objects.get(pk="BE-84059")],
            editor_email="editor@val-perdu.example",
        )
    except ProvisioningError as refusal:
        print(f"refused {type(refusal).__name__}: {refusal}", flush=True)
        return 3
    print("opened", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
