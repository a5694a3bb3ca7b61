"""Run by tests in a process of its own: deploys the next release, and is killed after its first territory."""

from __future__ import annotations

import os
import signal

import django
from django.conf import settings

from tests.harness.next_release import NEXT_RELEASE

settings.MIGRATION_MODULES = NEXT_RELEASE
django.setup()

from tenants.provisioning.migrating import migrate_territories  # noqa: E402

if __name__ == "__main__":
    migrate_territories(jobs=1, progress=lambda *_: os.kill(os.getpid(), signal.SIGKILL))
