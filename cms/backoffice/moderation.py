"""The team's queue: everything that awaits a decision or a reading, and the page where one decides."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cms.backoffice.forms import DecisionForm, QueueForm
from engagement.moderation import registry
from engagement.moderation.enums import UNDONE_BY, Decision, Stage
from engagement.moderation.policies import kinds_for, may_moderate
from engagement.moderation.registry import Moderated
from engagement.moderation.selectors import (
    TO_DO,
    Queue,
    Row,
    decisions_about,
    find,
    offered,
)
from engagement.moderation.services import AlreadyDecided, NothingToDecide, decide
from kernel.accounts.requests import signed_in
from kernel.audit.models import Entry
from kernel.audit.selectors import history_of
from kernel.numbers import whole_number

PER_PAGE = 30
#: Buttons that hide something from people are drawn as such.
_SERIOUS = {Decision.SUSPEND}


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What awaits the team, of all kinds in one list, the longest waiting first."""
    kinds = kinds_for(request.user)
    if not kinds:
        raise PermissionDenied
    form = QueueForm(request.GET, kinds=kinds)
    rows = Paginator(_queue(request), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "header_title": _("Moderation"),
        "header_icon": "check",
        "breadcrumbs_items": [*_home(), {"url": "", "label": _("Moderation")}],
        "form": form,
        "rows": rows,
        "filters": _filters(request),
        "is_filtered": bool(_filters(request)),
        "done": _done(request),
    }
    return render(request, "backoffice/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """One thing in full, what was decided about it, and what may be."""
    moderated = _moderated(request, kind)
    row = find(moderated, pk)
    if row is None:
        raise Http404
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            entry = decide(
                moderated=moderated,
                pk=pk,
                decision=Decision(form.cleaned_data["decision"]),
                by=signed_in(request),
                now=timezone.now(),
                seen=form.cleaned_data["seen"],
                reason=form.cleaned_data["reason"],
            )
        except AlreadyDecided as error:
            messages.warning(request, _quicker(error.entry))
        except NothingToDecide:
            raise Http404 from None
        else:
            return HttpResponseRedirect(_next(request, row, entry))
        return HttpResponseRedirect(request.get_full_path())
    return render(request, "backoffice/item.html", _item_context(request, row, form))


def _item_context(request: HttpRequest, row: Row, form: DecisionForm) -> dict[str, Any]:
    description = row.description
    last = decisions_about(row.item).first()
    following = _queue(request, after=row).first() if row.stage in TO_DO else None
    decisions = offered(row)
    return {
        "header_title": description.title,
        "header_icon": "check",
        "breadcrumbs_items": [
            *_home(),
            {"url": _queue_url(_filters(request)), "label": _("Moderation")},
            {"url": "", "label": description.title},
        ],
        "row": row,
        "description": description,
        "details": [(label, text) for label, text in description.details if text],
        "decisions": [(one, row.moderated.labels.get(one, one.label), one in _SERIOUS) for one in decisions],
        "primary": decisions[0] if decisions and decisions[0] not in _SERIOUS else None,
        "takes_reason": any(one in (Decision.SEND_BACK, Decision.SUSPEND) for one in decisions),
        "form": form,
        "seen": last.pk if last else 0,
        "history": history_of(subject=row.item)[:50],
        "next_url": _item_url(following, _filters(request)) if following else "",
        "done": _done(request),
    }


def _quicker(entry: Entry | None) -> str:
    if entry is None:
        return _(
            "This has changed since you opened the page. Here is how things stand now: nothing was decided."
        )
    return _(
        "%(name)s was quicker (%(decision)s). Here is how things stand now: your decision changed nothing."
    ) % {
        "name": entry.actor_label or _("Somebody"),
        "decision": entry.label,
    }


def _next(request: HttpRequest, row: Row, entry: Entry) -> str:
    """The next thing of the queue as it is filtered; the queue itself once it is empty."""
    query = {**_filters(request), "done": entry.pk}
    if row.stage not in TO_DO:
        return f"{_item_url(row)}?{urlencode(query)}"
    following = _queue(request, after=row).first() or _queue(request).first()
    return _item_url(following, query) if following else _queue_url(query)


def _done(request: HttpRequest) -> dict[str, Any] | None:
    """The decision one has just made, and what takes it back."""
    number = whole_number(request.GET.get("done"))
    entry = Entry.objects.filter(pk=number, actor_id=request.user.pk).first() if number else None
    if entry is None or not entry.act.startswith("moderation."):
        return None
    decision = Decision(entry.act.removeprefix("moderation."))
    undo = UNDONE_BY.get(decision)
    latest = Entry.objects.filter(subject_kind=entry.subject_kind, subject_id=entry.subject_id).first()
    kind = entry.details.get("kind", "")
    return {
        "entry": entry,
        "undo": undo if latest == entry else None,
        "url": reverse("backoffice_moderation:item", args=[kind, entry.subject_id]) if kind else "",
    }


def _moderated(request: HttpRequest, kind: str) -> Moderated:
    try:
        moderated = registry.kind_named(kind)
    except KeyError:
        raise Http404 from None
    if not may_moderate(request.user, moderated):
        raise PermissionDenied
    return moderated


def _queue(request: HttpRequest, after: Row | None = None) -> Queue:
    """The queue as the address filters it."""
    filters = _filters(request)
    kinds = kinds_for(request.user)
    return Queue(
        [one for one in kinds if one.kind == filters["kind"]] if "kind" in filters else kinds,
        [Stage(filters["stage"])] if "stage" in filters else TO_DO,
        words=filters.get("q", ""),
        after=after,
    )


def _filters(request: HttpRequest) -> dict[str, str]:
    form = QueueForm(request.GET, kinds=kinds_for(request.user))
    form.is_valid()
    return {name: value for name, value in form.cleaned_data.items() if value}


def _queue_url(query: dict[str, Any]) -> str:
    return reverse("backoffice_moderation:queue") + (f"?{urlencode(query)}" if query else "")


def _item_url(row: Row, query: dict[str, Any] | None = None) -> str:
    address = reverse("backoffice_moderation:item", args=[row.moderated.kind, row.pk])
    return f"{address}?{urlencode(query)}" if query else address


def _home() -> list[dict[str, str]]:
    return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
