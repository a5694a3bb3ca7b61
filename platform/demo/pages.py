"""What the demonstration changes on the starter pages: each instance's own words and partners."""

from __future__ import annotations

from uuid import uuid4

from django.utils.html import format_html, format_html_join

from cms.pages.models import HomePage
from demo.instances import DemoInstance

#: The instance's words come after this many of the starter blocks: the figures and the missions.
_AFTER = 2


def dress_home_page(instance: DemoInstance) -> None:
    """Put the instance's own words and partners on its home page, and publish it."""
    home = HomePage.objects.get()
    headline, *welcome = instance.welcome
    home.hero_title = instance.tagline
    home.hero_text = headline
    blocks = list(home.body.raw_data)
    blocks.insert(_AFTER, {"type": "text", "value": _words(instance, welcome)})
    blocks.append({"type": "partners", "value": _partners(instance)})
    home.body = home.body.stream_block.to_python(blocks)
    home.save_revision().publish()


def _words(instance: DemoInstance, paragraphs: list[str]) -> str:
    heading = format_html("<h2>{}</h2>", f"{instance.name}, c’est aussi")
    return heading + format_html_join("", "<p>{}</p>", ((paragraph,) for paragraph in paragraphs))


def _partners(instance: DemoInstance) -> dict[str, object]:
    return {
        "title": "Ils portent le projet",
        "partners": [
            {"type": "item", "value": {"name": partner.name, "role": partner.role}, "id": str(uuid4())}
            for partner in instance.partners
        ],
    }
