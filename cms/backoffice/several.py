"""One decision about several things of the team's queue or of its lists, confirmed on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.models import IndexView

from cms.backoffice.forms import DecisionForm
from engagement.moderation.enums import DONE, WITH_REASON, Decision
from engagement.moderation.policies import kinds_for, may_moderate
from engagement.moderation.registry import Moderated, kind_named
from engagement.moderation.selectors import Row, find_several, last_decisions, offered
from engagement.moderation.services import AlreadyDecided, Chosen, NothingToDecide, decide_several
from kernel.accounts.requests import signed_in
from kernel.numbers import whole_number

#: As many things at most are decided about in one go: more than anybody reads.
MOST = 100


@dataclass(frozen=True, slots=True)
class Picked:
    """A thing that was ticked, what may be decided of it, and the last decision that the page knew of."""

    row: Row
    decisions: tuple[Decision, ...]
    seen: int


class PickColumn(BaseColumn):
    """A box before each row of a list of Wagtail's. The button that uses them stands below the list."""

    header_template_name = "backoffice/_pick_header.html"
    cell_template_name = "backoffice/_pick_cell.html"

    def __init__(self, kind: str) -> None:
        super().__init__("pick", label="")
        self.kind = kind

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"code": f"{self.kind}:{instance.pk}"}


class PickingIndexView(IndexView):
    """A list of Wagtail's where those who moderate its kind tick rows to decide about together."""

    template_name = "backoffice/picking_index.html"

    @cached_property
    def columns(self) -> list[BaseColumn]:
        columns: list[BaseColumn] = super().columns
        return [PickColumn(self._kind.kind), *columns] if self.may_pick else columns

    @property
    def may_pick(self) -> bool:
        return may_moderate(self.request.user, self._kind)

    @property
    def _kind(self) -> Moderated:
        return kind_named(self.model._meta.model_name)


@require_http_methods(["GET", "HEAD", "POST"])
def several(request: HttpRequest) -> HttpResponse:
    """What was ticked (`pick=kind:number`), what may be decided of it; then the decision, of all or of none."""
    if not kinds_for(request.user):
        raise PermissionDenied
    form = DecisionForm(request.POST or None)
    following = get_valid_next_url_from_request(request) or reverse("backoffice_moderation:queue")
    picked = _picked(request)
    if request.method == "POST" and form.is_valid():
        decision = Decision(form.cleaned_data["decision"])
        concerned = [one for one in picked if decision in one.decisions]
        try:
            entries = decide_several(
                chosen=[
                    Chosen(moderated=one.row.moderated, pk=one.row.pk, seen=_seen(request, one))
                    for one in concerned
                ],
                decision=decision,
                by=signed_in(request),
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
        except (AlreadyDecided, NothingToDecide):
            messages.warning(
                request,
                _("Somebody was quicker with one of them: nothing was decided. Here is how things stand."),
            )
            picked = _picked(request)
        else:
            if entries:
                titles = ", ".join(entry.subject_label for entry in entries)
                messages.success(request, f"{DONE[decision]} ({len(entries)}) – {titles}")
            else:
                messages.warning(request, _("Nothing was decided."))
            return HttpResponseRedirect(following)
    context = {
        "header_title": _("Decide about several things"),
        "header_icon": "check",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": following, "label": _("Back to the list")},
            {"url": "", "label": _("Decide about several things")},
        ],
        "picked": picked,
        "left_out": len(set(_codes(request))) - len(picked),
        "decisions": _decisions(picked),
        "form": form,
        "next": following,
    }
    return render(request, "backoffice/several.html", context)


def _codes(request: HttpRequest) -> list[str]:
    return (request.POST if request.method == "POST" else request.GET).getlist("pick")[:MOST]


def _picked(request: HttpRequest) -> list[Picked]:
    """What she may decide about, of what was ticked. So many queries a kind, however many things."""
    numbers: dict[str, set[int]] = {}
    for code in _codes(request):
        kind, _colon, number = code.partition(":")
        if (key := whole_number(number)) is not None:
            numbers.setdefault(kind, set()).add(key)
    picked: list[Picked] = []
    for moderated in kinds_for(request.user):
        rows = find_several(moderated, numbers.get(moderated.kind, ()))
        last = last_decisions(moderated.pending().model, rows)
        picked += [Picked(row, tuple(offered(row)), last.get(pk, 0)) for pk, row in sorted(rows.items())]
    return picked


def _seen(request: HttpRequest, one: Picked) -> int:
    """What the page that she answers knew of, not what is there by now."""
    number = whole_number(request.POST.get(f"seen-{one.row.code}"))
    return -1 if number is None else number


def _decisions(picked: list[Picked]) -> list[tuple[Decision, int]]:
    """Every decision that may be taken of some of them, and of how many; what hides something comes last."""
    order = sorted(Decision, key=lambda decision: decision in WITH_REASON)
    counts = [(decision, sum(decision in one.decisions for one in picked)) for decision in order]
    return [(decision, number) for decision, number in counts if number]
