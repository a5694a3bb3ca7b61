"""The acts of taking part that the territory's journal keeps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernel.audit import acts

WROTE = "participations.written_to_all"
EXPORTED = "participations.exported"
acts.declare({WROTE: _("Message sent to all who take part"), EXPORTED: _("Participations exported")})
