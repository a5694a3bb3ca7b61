"""What volunteers are told of where they live."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernel.mail.registry import ALWAYS, Category, Kind, register

HOME = Category(
    name="home",
    label=_("My commune"),
    description=_("It joins the territory, or leaves it."),
    frequencies=ALWAYS,
)

register(
    Kind(
        template="volunteer_commune",
        category=HOME,
        label=_("My commune joins the territory, or leaves it"),
        sample={"first_name": "Nadia", "commune": "Tellin", "joins": False, "path": "/missions/"},
    )
)
