"""Where the routes of associations are visited, and who reaches them."""

from __future__ import annotations

from collections.abc import Callable

from tests.isolation.filling import Filled
from tests.isolation.walker import At, Example

REACHED_BY = dict.fromkeys(
    (
        "associations:edit",
        "associations:submit",
        "associations:members",
        "associations:member",
        "associations:invited",
        "associations:asked",
        "associations:testimonials",
        "associations:remove_testimonial",
    ),
    "manager",
)


def _each(filled: Filled) -> list[At]:
    return [At(kwargs={"slug": one.slug}) for one in filled.associations.values()]


def _around(thing: str, **data: str) -> Callable[[Filled], At]:
    """A thing of the published association's circle, by its key."""
    return lambda filled: At(
        kwargs={"slug": filled.associations["published"].slug, "pk": getattr(filled.circle, thing).pk},
        data=data,
    )


EXAMPLES: dict[str, Example] = {
    "associations:detail": _each,
    "associations:edit": _each,
    "associations:invitation": lambda filled: [
        At(kwargs={"token": token}) for token in (filled.circle.token, "nothing")
    ],
    "associations:member": _around("membership", role="manager"),
    "associations:invited": _around("invitation", again="1"),
    "associations:asked": _around("request", role="member"),
    "associations:remove_testimonial": _around("testimonial"),
}
