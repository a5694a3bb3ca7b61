"""Pages of offers: the list, one offer, and what one offers oneself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.availability import availability_in_words
from engagement.charter.gate import charter_signed, charter_to_sign
from engagement.offers.cards import offer_card
from engagement.offers.forms import OfferForm, OfferSearchForm
from engagement.offers.models import Offer, OfferState
from engagement.offers.policies import may_manage_offer, may_read_offer
from engagement.offers.renewal_links import offer_of
from engagement.offers.selectors import find_offer, offers_of, search_offers
from engagement.offers.services import (
    delete_offer,
    pause_offer,
    publish_offer,
    renew_offer,
    resume_offer,
    save_offer,
)
from engagement.offers.states import OFFER
from engagement.volunteers.selectors import profile_of
from kernel.accounts.requests import signed_in, signed_in_to_post
from kernel.lifecycle import ForbiddenTransition
from matching.taxonomy import CAUSE_CODES, SKILL_CODES, cause, skill

PAGE_SIZE = 18


@require_safe
def offer_list(request: HttpRequest) -> HttpResponse:
    """What people offer, by skill, place, cause, time."""
    form = OfferSearchForm(request.GET)
    offers = search_offers(search=form.search(), viewer=request.user, now=timezone.now())
    page = Paginator(offers, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "cards": [offer_card(offer, level=3) for offer in page],
        "wider_url": form.wider_url,
    }
    return render(request, "offers/list.html", context)


@require_safe
def offer_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One offer, and the way to answer it. Never the name or address of its author."""
    offer = find_offer(slug=slug)
    if offer is None or not may_read_offer(request.user, offer, now=timezone.now()):
        raise Http404
    context = {
        "offer": offer,
        "is_mine": may_manage_offer(request.user, offer),
        "answer_url": f"{reverse('messaging:start')}?offer={offer.slug}",
        "skills": [skill(code).label for code in offer.skills if code in SKILL_CODES],
        "causes": [cause(code).label for code in offer.causes if code in CAUSE_CODES],
        "week": availability_in_words(offer.availability),
        "trail": [
            {"label": _("Offers"), "url": reverse("offers:list")},
            {"label": offer.title, "url": ""},
        ],
    }
    return render(request, "offers/detail.html", context)


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What she offers, in any state."""
    page = Paginator(offers_of(user=signed_in(request)), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "offers/mine.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@charter_signed
def create(request: HttpRequest) -> HttpResponse:
    """A new offer, which begins with what her profile says."""
    profile = profile_of(request.user)
    initial = (
        {
            "commune": profile.commune,
            "radius_km": profile.radius_km,
            "skills": profile.skills,
            "availability": profile.availability,
        }
        if profile
        else {}
    )
    return _edit(request, offer=None, initial=initial)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@charter_signed
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of an offer."""
    offer = _own_or_404(request, pk)
    return _edit(request, offer=offer, initial=OfferForm.initial_of(offer))


@require_POST
@signed_in_to_post("offers:mine")
@charter_signed
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it, or hand it to the team to read first."""
    _publish(request, _own_or_404(request, pk))
    return redirect("offers:mine")


@require_POST
@signed_in_to_post("offers:mine")
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of the list for a while."""
    return _change(
        request, pk, pause_offer, _("Your offer is paused: nobody sees it until you take it up again.")
    )


@require_POST
@signed_in_to_post("offers:mine")
@charter_signed
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Back into the list."""
    return _change(request, pk, resume_offer, _("Your offer is in the list again."))


@require_POST
@signed_in_to_post("offers:mine")
@charter_signed
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """For 90 days more."""
    return _change(request, pk, renew_offer, _("Your offer is shown for 90 more days. Thank you!"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """For good: asked twice."""
    offer = _own_or_404(request, pk)
    if request.method == "POST":
        delete_offer(offer=offer)
        messages.success(request, _("Your offer is deleted."))
        return redirect("offers:mine")
    return render(request, "offers/delete.html", {"offer": offer})


@require_http_methods(["GET", "HEAD", "POST"])
def renew_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Renew from the reminder, without signing in. The page has a button: programs that read e-mails follow links.

    Whoever is signed in as somebody else meets a 404.
    """
    offer = offer_of(token)
    if offer is None or not OFFER.allows("renew", offer.state):
        raise Http404
    if request.user.is_authenticated and not may_manage_offer(request.user, offer):
        raise Http404
    renewed = request.method == "POST"
    if renewed:
        if page := charter_to_sign(request, holder=offer.user):
            return page
        try:
            offer = renew_offer(offer=offer, now=timezone.now())
        except ForbiddenTransition:  # it changed meanwhile
            raise Http404 from None
    return render(request, "offers/renew.html", {"offer": offer, "renewed": renewed})


def _edit(request: HttpRequest, *, offer: Offer | None, initial: Mapping[str, Any]) -> HttpResponse:
    form = OfferForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = save_offer(user=signed_in(request), content=form.content(), now=timezone.now(), offer=offer)
        if "publish" in request.POST and saved.state == OfferState.DRAFT:
            _publish(request, saved)
        elif saved.state == OfferState.SUBMITTED:
            messages.success(request, _("Thank you! The site’s team reads your offer, then shows it."))
        else:
            messages.success(request, _("Your offer is saved."))
        return redirect("offers:mine")
    may_publish = offer is None or offer.state == OfferState.DRAFT
    return render(request, "offers/edit.html", {"form": form, "offer": offer, "may_publish": may_publish})


def _publish(request: HttpRequest, offer: Offer) -> None:
    try:
        published = publish_offer(offer=offer, now=timezone.now())
    except ForbiddenTransition:
        messages.error(request, _("This offer has been sent already."))
    else:
        messages.success(
            request,
            _("Your offer is in the list. Thank you!")
            if published.state == OfferState.PUBLISHED
            else _("Thank you! The site’s team reads your offer, then shows it."),
        )


def _change(request: HttpRequest, pk: int, change: Callable[..., Offer], words: str) -> HttpResponse:
    try:
        change(offer=_own_or_404(request, pk), now=timezone.now())
    except ForbiddenTransition:
        messages.error(request, _("That is no longer possible: here is how your offers stand."))
    else:
        messages.success(request, words)
    return redirect("offers:mine")


def _own_or_404(request: HttpRequest, pk: int) -> Offer:
    offer = get_object_or_404(Offer.objects.select_related("commune", "user"), pk=pk)
    if not may_manage_offer(request.user, offer):
        raise Http404
    return offer
