"""What recognition does when others say something."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from engagement.participations.models import Participation
from engagement.recognition.services import record_hours


def follow_attendance(
    *, participation: Participation, hours: Decimal | None, now: datetime, **_signal: Any
) -> None:
    """The association said who came and for how long: those are hours it confirms, or takes back."""
    record_hours(participation=participation, minutes=round((hours or 0) * 60), now=now)
