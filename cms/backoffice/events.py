"""The territory's own events: written, shown and cancelled by its editors."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from engagement.agenda.forms import CancellationForm, EventForm
from engagement.agenda.models import Event, Registration
from engagement.agenda.selectors import guest_list, guests_by_date, territory_events
from engagement.agenda.services import cancel_event, publish_event, save_event, set_missions
from engagement.agenda.states import EVENT
from engagement.missions.models import Mission
from engagement.moments import moment_in_words
from kernel.accounts.requests import signed_in
from kernel.lifecycle import ForbiddenTransition

PERMISSION = "agenda.change_event"
PER_PAGE = 30


def _for_editors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return asked


@require_safe
@_for_editors
def index(request: HttpRequest) -> HttpResponse:
    """The territory's own events, those to come first."""
    page = Paginator(territory_events(now=timezone.now()), PER_PAGE).get_page(request.GET.get("p"))
    rows = [(event, moment_in_words(event.next_at or event.starts_at)) for event in page]  # type: ignore[attr-defined]  # annotated
    return render(
        request, "backoffice/events.html", _context(_("Events of the territory"), rows=rows, page=page)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@_for_editors
def create(request: HttpRequest) -> HttpResponse:
    """A new one, kept as a draft or shown at once."""
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@_for_editors
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Its words, dates and place; below, who comes."""
    return _edit(request, _own_or_404(pk))


@require_POST
@_for_editors
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a draft in the agenda."""
    _publish(request, _own_or_404(pk))
    return redirect("backoffice_events:index")


@require_http_methods(["GET", "HEAD", "POST"])
@_for_editors
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """It will not take place: asked twice, because people are told."""
    event = _own_or_404(pk)
    form = CancellationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            cancel_event(event=event, reason=reason, by=signed_in(request), now=timezone.now())
        except ForbiddenTransition:
            messages.error(request, _("This event is not published."))
        else:
            messages.success(request, _("The event is cancelled, and those who were coming are told."))
        return redirect("backoffice_events:index")
    return render(request, "backoffice/event_cancel.html", _context(event.title, event=event, form=form))


def _edit(request: HttpRequest, event: Event | None) -> HttpResponse:
    form = EventForm(request.POST or None, request.FILES or None, instance=event)
    attached = list(event.missions.values_list("pk", flat=True)) if event else []
    offered = Mission.objects.filter(Q(pk__in=attached) | Q(pk__in=Mission.objects.visible().values("pk")))
    missions = list(offered.select_related("association").order_by("association__name", "title"))
    chosen = request.POST.getlist("missions") if request.method == "POST" else [str(pk) for pk in attached]
    if request.method == "POST" and form.is_valid():
        saved = save_event(association=None, content=form.content(), now=timezone.now(), event=event)
        set_missions(event=saved, missions=[one for one in missions if str(one.pk) in chosen])
        if "publish" in request.POST:
            _publish(request, saved)
        else:
            messages.success(request, _("The event is saved."))
        return redirect("backoffice_events:index")
    guests = guest_list(event=event, now=timezone.now()) if event else Registration.objects.none()
    page = Paginator(guests, PER_PAGE).get_page(request.GET.get("p"))
    context = _context(
        event.title if event else _("New event"),
        event=event,
        form=form,
        missions=[(one, str(one.pk) in chosen) for one in missions],
        may_publish=event is None or EVENT.allows("publish", event.state),
        may_cancel=event is not None and EVENT.allows("cancel", event.state),
        dates=guests_by_date(page),
        page=page,
    )
    return render(request, "backoffice/event.html", context)


def _publish(request: HttpRequest, event: Event) -> None:
    try:
        publish_event(event=event, now=timezone.now())
    except ForbiddenTransition:
        messages.warning(request, _("This event is published already."))
    else:
        messages.success(request, _("The event is in the agenda."))


def _own_or_404(pk: int) -> Event:
    """An event of the territory; those of associations are theirs to write."""
    return get_object_or_404(Event.objects.select_related("commune"), pk=pk, association=None)


def _context(title: str, **more: Any) -> dict[str, Any]:
    here = [] if "page" in more else [{"url": "", "label": title}]
    return more | {
        "header_title": title,
        "header_icon": "date",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("backoffice_events:index"), "label": _("Events of the territory")},
            *here,
        ],
    }
