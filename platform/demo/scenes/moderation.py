"""The team has read what was shown until two days ago; what is newer waits in its queue."""

from __future__ import annotations

from datetime import timedelta

from demo.scenes import Stage
from engagement.missions.models import Mission
from engagement.moderation.services import mark_read

_LATELY = timedelta(days=2)


def play(stage: Stage) -> None:
    read = Mission.objects.visible().filter(published_at__lt=stage.now - _LATELY)
    mark_read(kind="mission", pks=list(read.values_list("pk", flat=True)), now=stage.now)
