"""What the demonstration changes on the starter pages."""

from __future__ import annotations

from demo.instances import DemoInstance


def dress_home_page(instance: DemoInstance) -> None:
    """Put the instance's own words and partners on its home page, and publish it."""
    raise NotImplementedError  # with cms
