"""Pages kept without what their live blocks say (donut caching): a mission's change makes a block anew, no page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse

from cms.blocks.holes import Saying, filled, holes_left
from kernel.editions.middleware import asked_by_anybody, may_be_kept, share
from kernel.editions.selectors import kept_briefly

#: The applications whose tables pages show outside of live blocks.
READS = frozenset({"branding", "pages", "rules", "wagtailcore", "wagtaildocs", "wagtailimages"})


@dataclass(frozen=True, slots=True)
class Donut:
    """An answer as it is kept, in pieces."""

    headers: tuple[tuple[str, str], ...]
    pieces: tuple[str | Saying, ...]


def around_live_blocks(request: HttpRequest, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer that `make` gives; to whoever has no session, made around its live blocks once for all of them.

    Raises what `make` raises.
    """
    asked = asked_by_anybody(request)
    if not asked:
        return make()
    personal: list[HttpResponse] = []

    def bake() -> Donut | None:
        with holes_left(request) as holes:
            answer = make()
            if not isinstance(answer, SimpleTemplateResponse):  # leads elsewhere
                personal.append(answer)
                return None
            answer.render()
        donut = Donut(tuple(answer.items()), holes.around(answer.text))
        if may_be_kept(request, answer):
            return donut
        answer.content = filled(donut.pieces, request)
        personal.append(answer)
        return None

    donut = kept_briefly(request, f"donut:{asked}", bake, apps=READS)
    if donut is None:
        return personal[0]
    return share(HttpResponse(filled(donut.pieces, request), headers=dict(donut.headers)))
