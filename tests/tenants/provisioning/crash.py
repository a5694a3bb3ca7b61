"""Run by tests in a process of its own: opens a territory, and dies or waits on the way."""

from __future__ import annotations

import os
import signal
from multiprocessing.connection import Connection
from typing import Any

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from tenants.geography.models import Commune
from tenants.provisioning.refusals import ProvisioningError
from tenants.provisioning.services import create_territory
from tenants.provisioning.signals import step_reached, territory_provisioned


def attempt(slug: str, step: str, how: str, parent: Connection) -> None:
    """Open the territory, and tell the parent how it ended.

    At the step, by `how`: `kill` (SIGKILL, as by the system), `lose-connection` (the server ends the session), `pause`
    (says “paused” and goes on when the parent says anything), `raise`, or nothing.
    """

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
            parent.send("paused")
            parent.recv()

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
        parent.send(f"refused {type(refusal).__name__}: {refusal}")
    else:
        parent.send("opened")
