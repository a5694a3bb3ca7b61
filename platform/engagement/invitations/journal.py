"""The acts of inviting that the territory's journal keeps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernel.audit import acts

INVITED = "missions.invited"
acts.declare({INVITED: _("Volunteer invited to a mission")})
