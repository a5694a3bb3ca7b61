"""Calendar files, and the page of the private calendar."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engagement.participations.calendars import (
    close_feed,
    entry_file,
    feed_file,
    feed_of,
    feed_rows,
    is_dated,
    open_feed,
)
from engagement.participations.models import CalendarFeed
from engagement.participations.selectors import participations_of
from kernel.accounts.requests import signed_in


@require_safe
@login_required
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One participation of hers, for her calendar."""
    participation = get_object_or_404(participations_of(user=signed_in(request)), pk=pk)
    if not is_dated(participation):
        raise Http404
    return _file(entry_file(participation, now=timezone.now()), "mission.ics")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """All that she takes part in, for the calendar program that knows her private address."""
    own = feed_of(token=token)
    if own is None:
        raise Http404
    now = timezone.now()
    return _file(feed_file(feed_rows(user=own.user, now=now), now=now), "missions.ics")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def calendar(request: HttpRequest) -> HttpResponse:
    """Her private address: made, replaced, ended."""
    user = signed_in(request)
    if request.method == "POST":
        if "close" in request.POST:
            close_feed(user=user)
            messages.success(request, _("The address no longer works."))
        else:
            open_feed(user=user, now=timezone.now())
            messages.success(request, _("Your private calendar is ready."))
        return redirect("participations:calendar")
    own = CalendarFeed.objects.filter(user=user).first()
    path = reverse("participations:feed", kwargs={"token": own.token}) if own else ""
    context = {"address": request.build_absolute_uri(path) if own else "", "feed": own}
    return render(request, "participations/calendar.html", context)


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
