"""Pages of events for those who manage an association. Everyone else meets a 404."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.agenda.forms import CancellationForm, EventForm
from engagement.agenda.models import Event, EventState
from engagement.agenda.policies import may_manage_event
from engagement.agenda.selectors import guest_list, guests_by_date, managed_events
from engagement.agenda.services import (
    cancel_event,
    draft_mission_for,
    publish_event,
    save_event,
    set_missions,
)
from engagement.agenda.states import EVENT
from engagement.associations.models import Association
from engagement.associations.selectors import managed_associations
from engagement.charter.gate import charter_to_sign
from engagement.missions.models import Mission
from engagement.moments import moment_in_words
from kernel.accounts.requests import signed_in, signed_in_to_post
from kernel.lifecycle import ForbiddenTransition

PAGE_SIZE = 20
GUESTS_A_PAGE = 50


@require_safe
@login_required
def manage(request: HttpRequest) -> HttpResponse:
    """The events of the associations she manages."""
    associations = list(managed_associations(user=signed_in(request)))
    if not associations:
        return render(request, "engagement/no_association.html")
    events = managed_events(user=signed_in(request), now=timezone.now())
    page = Paginator(events, PAGE_SIZE).get_page(request.GET.get("page"))
    moments = [row.next_at and moment_in_words(row.next_at) for row in page]  # type: ignore[attr-defined]  # annotated
    context = {"page": page, "rows": zip(page, moments, strict=True), "associations": associations}
    return render(request, "agenda/manage.html", context | {"section": "events"})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """A new event, first kept as a draft. With several associations, `?association=<slug>` says whose."""
    associations = list(managed_associations(user=signed_in(request)))
    if not associations:
        raise Http404
    slug = request.GET.get("association", "")
    association = next((one for one in associations if one.slug == slug), None)
    if association is None and (slug or len(associations) > 1):
        return render(request, "agenda/choose_association.html", {"associations": associations})
    return _edit(request, association=association or associations[0], event=None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The words, the dates and the place of an event."""
    event = _event_or_404(request, pk)
    return _edit(request, association=event.association, event=event)


@require_POST
@signed_in_to_post("agenda:manage")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it, or hand it to the team to read first."""
    event = _event_or_404(request, pk)
    if page := charter_to_sign(request, association=event.association):
        return page
    _publish(request, event)
    return redirect("agenda:manage")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """It will not take place: asked twice, because people are told."""
    event = _event_or_404(request, pk)
    if event.published_at is None or not EVENT.allows("cancel", event.state):
        messages.error(request, _("This event is not published."))
        return redirect("agenda:manage")
    form = CancellationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_event(
                event=event, reason=form.cleaned_data["reason"], by=signed_in(request), now=timezone.now()
            )
        except ForbiddenTransition:
            messages.error(request, _("This event is not published."))
        else:
            messages.success(request, _("The event is cancelled, and those who were coming are told."))
        return redirect("agenda:manage")
    return render(request, "agenda/cancel.html", {"event": event, "form": form})


@require_safe
@login_required
def guests(request: HttpRequest, pk: int) -> HttpResponse:
    """Who comes, by date: first names, initials and numbers."""
    event = _event_or_404(request, pk)
    guests = guest_list(event=event, now=timezone.now())
    page = Paginator(guests, GUESTS_A_PAGE).get_page(request.GET.get("page"))
    context = {"event": event, "dates": guests_by_date(page), "page": page}
    return render(request, "agenda/guests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def missions(request: HttpRequest, pk: int) -> HttpResponse:
    """For which missions this event needs hands."""
    event = _event_or_404(request, pk)
    own = Mission.objects.filter(association=event.association_id).order_by("-created_at", "pk")
    if request.method == "POST":
        chosen = [one for one in own if str(one.pk) in request.POST.getlist("missions")]
        set_missions(event=event, missions=chosen)
        messages.success(request, _("The missions of this event are saved."))
        return redirect("agenda:manage")
    attached = set(event.missions.values_list("pk", flat=True))
    return render(request, "agenda/missions.html", {"event": event, "missions": own, "attached": attached})


@require_POST
@signed_in_to_post("agenda:manage")
def create_mission(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft of a mission at the event's dates and place, to be completed."""
    mission = draft_mission_for(event=_event_or_404(request, pk), now=timezone.now())
    messages.success(
        request, _("Here is a mission for this event: say what there is to do, then publish it.")
    )
    return redirect("missions:edit", pk=mission.pk)


def _edit(request: HttpRequest, *, association: Association | None, event: Event | None) -> HttpResponse:
    if page := charter_to_sign(request, association=association):
        return page
    initial = (
        {"commune": association.commune, "street": association.street} if association and not event else {}
    )
    form = EventForm(request.POST or None, request.FILES or None, instance=event, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = save_event(association=association, content=form.content(), now=timezone.now(), event=event)
        if "publish" in request.POST:
            _publish(request, saved)
        elif saved.state == EventState.SUBMITTED:
            messages.info(
                request, _("It is saved. The site’s team reads it; it is in the agenda as soon as it agrees.")
            )
        else:
            messages.success(request, _("Your event is saved."))
        return redirect("agenda:manage")
    context = {
        "form": form,
        "event": event,
        "association": association,
        "may_publish": event is None or EVENT.allows("publish", event.state),
    }
    return render(request, "agenda/edit.html", context)


def _publish(request: HttpRequest, event: Event) -> None:
    try:
        published = publish_event(event=event, now=timezone.now())
    except ForbiddenTransition:
        messages.error(request, _("This event is published already."))
    else:
        messages.success(
            request,
            _("Your event is in the agenda.")
            if published.state == EventState.PUBLISHED
            else _("Thank you! The site’s team reads your event, then shows it."),
        )


def _event_or_404(request: HttpRequest, pk: int) -> Event:
    """An event of an association she manages; the territory's own are written in the back office."""
    event = get_object_or_404(Event.objects.select_related("association", "commune"), pk=pk)
    if event.association is None or not may_manage_event(request.user, event):
        raise Http404
    return event
