"""The acts around figures that the territory's journal keeps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernel.audit import acts

EXPORTED = "figures.exported"
acts.declare({EXPORTED: _("Figures exported")})
