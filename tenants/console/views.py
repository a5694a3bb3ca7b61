"""Pages of the console. They show the register and what territories report; no page leads into a territory's data."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kernel.accounts.requests import signed_in
from tenants.billing.electronic.documents import is_electronic
from tenants.billing.plans import tier_for
from tenants.billing.selectors import population_of
from tenants.console.forms import ReasonForm, ReviewForm, SearchForm
from tenants.console.policies import may_enter
from tenants.console.selectors import (
    failed_jobs_of,
    failures_of_the_network,
    find_territories,
    former_name_of,
    invoices_of,
    is_up_to_date,
    steps_from,
    stripe_invoices_of,
    whole_journal_of,
)
from tenants.console.services import settle_failures
from tenants.console.words import SETTLE_WORDS, STEP_WORDS, advice_on
from tenants.opening.reviewing import review_territory
from tenants.opening.selectors import unopened
from tenants.registry import services as registry
from tenants.registry.models import Territory
from tenants.registry.services import By, WrongState

PER_PAGE = 50
_SERVICES = {
    "resume": registry.resume_territory,
    "suspend": registry.suspend_territory,
    "archive": registry.archive_territory,
    "give_notice": registry.give_notice,
}


def for_administrators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Whoever is not signed in is asked to; whoever is no administrator is refused. Nothing is kept by browsers."""

    @wraps(view)
    @never_cache
    def admitted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        if not may_enter(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return admitted


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return redirect("console:territories")


@require_safe
@for_administrators
def territories(request: HttpRequest) -> HttpResponse:
    """Every territory with its state and its health."""
    now, form = timezone.now(), SearchForm(request.GET)
    found = find_territories(search=form.search(), now=now)
    context = {
        "form": form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "network_failures": failures_of_the_network(now=now),
        "unopened": unopened(),
    }
    return render(request, "console/territories.html", context)


@require_safe
@for_administrators
def territory(request: HttpRequest, slug: str) -> HttpResponse:
    """One territory: what it is, how it does, what was done, and what can be."""
    return _shown(request, _territory(slug))


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def take_step(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """Suspend, resume, archive, give notice: with a reason, and what it changes said before."""
    current = _territory(slug)
    if step not in _SERVICES:
        raise Http404(step)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _SERVICES[step](
                territory=current,
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
                by=By("administrator", signed_in(request)),
            )
        except WrongState as error:
            messages.error(request, str(error))
        else:
            messages.success(request, STEP_WORDS[step].done % {"name": current.name})
        return redirect("console:territory", slug=slug)
    context = {"territory": current, "form": form, "words": STEP_WORDS[step]}
    return render(request, "console/step.html", context)


@require_http_methods(["POST"])
@for_administrators
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """Name a new territory in the network's lists, or not."""
    current, form = _territory(slug), ReviewForm(request.POST)
    if not form.is_valid():
        return _shown(request, current, review_form=form, status=422)
    accept = form.cleaned_data["decision"] == "accept"
    review_territory(
        territory=current,
        accept=accept,
        now=timezone.now(),
        reason=form.cleaned_data["reason"],
        by=signed_in(request),
    )
    said = _("%(name)s is named by the network.") if accept else _("%(name)s is not named by the network.")
    messages.success(request, said % {"name": current.name})
    return redirect("console:territory", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def settle(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody has dealt with the jobs that failed."""
    current = _territory(slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        settle_failures(
            territory=current,
            reason=form.cleaned_data["reason"],
            by=signed_in(request),
            until=timezone.now(),
        )
        messages.success(request, SETTLE_WORDS.done % {"name": current.name})
        return redirect("console:territory", slug=slug)
    context = {"territory": current, "form": form, "words": SETTLE_WORDS}
    return render(request, "console/step.html", context)


def _territory(slug: str) -> Territory:
    found = Territory.objects.select_related("vitals", "subscription").prefetch_related("domains", "claims")
    return get_object_or_404(found, slug=slug)


def _shown(
    request: HttpRequest, current: Territory, *, review_form: ReviewForm | None = None, status: int = 200
) -> HttpResponse:
    subscription = getattr(current, "subscription", None)
    vitals = getattr(current, "vitals", None)
    allowed = tier_for(subscription.population).storage_bytes if subscription else None
    context = {
        "territory": current,
        "allowed": allowed,
        "is_full": bool(vitals and allowed and vitals.storage_bytes > allowed),
        "site": f"{current.context().base_url}/",
        "communes": current.communes.count(),
        "population": population_of(territory_id=current.pk),
        "up_to_date": is_up_to_date(territory=current),
        "behind_because": current.behind_because.partition(":")[0],  # a former release kept the message too
        "former_name": former_name_of(territory=current),
        "failed_jobs": [
            kind | {"advice": advice_on(kind["error"])} for kind in failed_jobs_of(territory=current)[:20]
        ],
        "journal": whole_journal_of(territory=current)[:30],
        "invoices": [(one, is_electronic(one)) for one in invoices_of(territory=current)],
        "stripe_invoices": stripe_invoices_of(territory=current),
        "steps": [(step, STEP_WORDS[step]) for step in steps_from(current.state)],
        "review_form": review_form or ReviewForm(),
    }
    return render(request, "console/territory.html", context, status=status)
