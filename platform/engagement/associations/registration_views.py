"""Registering an association, and what its managers say of it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.associations.forms import AssociationForm, EditForm, TestimonialForm
from engagement.associations.models import Association, Testimonial
from engagement.associations.policies import is_manager
from engagement.associations.selectors import alike_associations, managed_associations
from engagement.associations.services import (
    NumberIsTaken,
    register_association,
    submit_association,
    update_association,
)
from engagement.associations.states import ASSOCIATION
from engagement.charter.gate import charter_to_sign
from kernel.accounts.requests import signed_in, signed_in_to_post
from kernel.lifecycle import ForbiddenTransition

PAGE_SIZE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def register(request: HttpRequest) -> HttpResponse:
    """Register one's association, which signs the charter. One that is there already, or alike, is shown before."""
    form = AssociationForm(request.POST or None)
    context = {"form": form, "sections": form.sections(), "taken": None, "alike": []}
    if request.method == "POST" and form.is_valid():
        content = form.content()
        alike = alike_associations(
            name=content.name, commune=form.cleaned_data["commune"], siren=content.siren
        )
        if alike and "another" not in request.POST:
            return render(request, "associations/register.html", context | {"alike": alike})
        try:
            with transaction.atomic():
                association = register_association(content=content, manager=signed_in(request))
                if page := charter_to_sign(request, association=association):
                    transaction.set_rollback(True)
                    return page
        except NumberIsTaken as refusal:
            return render(request, "associations/register.html", context | {"taken": refusal.association})
        messages.success(
            request, _("Thank you! The site’s team reads your registration, and you hear from us by e-mail.")
        )
        return redirect("associations:edit", slug=association.slug)
    return render(request, "associations/register.html", context)


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """The associations she manages, with what the team said of them; the only one at once."""
    pages = Paginator(managed_associations(user=signed_in(request)), PAGE_SIZE)
    page = pages.get_page(request.GET.get("page"))
    if not page:
        return render(request, "engagement/no_association.html")
    if pages.count == 1:
        return redirect("associations:edit", slug=page[0].slug)
    return render(request, "associations/mine.html", {"page": page, "section": "associations"})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """What the association says of itself."""
    association = managed_or_404(request, slug)
    if request.method == "POST" and (page := charter_to_sign(request, association=association)):
        return page
    form = EditForm(request.POST or None, request.FILES or None, initial=EditForm.initial_of(association))
    taken = None
    if request.method == "POST" and form.is_valid():
        try:
            update_association(
                association=association,
                content=form.content(association),
                logo=form.cleaned_data["logo"],
                remove_logo=form.cleaned_data["remove_logo"],
            )
        except NumberIsTaken as refusal:
            taken = refusal.association
        else:
            messages.success(request, _("It is saved."))
            return redirect(request.path)
    context = {
        "association": association,
        "associations": [association],
        "form": form,
        "sections": form.sections(),
        "taken": taken,
        "may_submit": ASSOCIATION.allows("submit", association.state),
        "section": "associations",
    }
    return render(request, "associations/edit.html", context)


@require_POST
@signed_in_to_post("associations:edit")
def submit(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the team again, after it sent the registration back."""
    association = managed_or_404(request, slug)
    if page := charter_to_sign(request, association=association):
        return page
    try:
        submit_association(association=association)
    except ForbiddenTransition:
        messages.warning(request, _("The team has it already."))
    else:
        messages.success(request, _("It is sent: the site’s team reads it again."))
    return redirect("associations:edit", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def testimonials(request: HttpRequest, slug: str) -> HttpResponse:
    """What people say of the association; the team reads it before it is shown."""
    association = managed_or_404(request, slug)
    if request.method == "POST" and (page := charter_to_sign(request, association=association)):
        return page
    form = TestimonialForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        Testimonial.objects.create(
            association=association,
            first_name=form.cleaned_data["first_name"],
            text=form.cleaned_data["text"],
            consented_at=timezone.now(),
        )
        messages.success(request, _("Thank you: it is shown once the team has read it."))
        return redirect(request.path)
    context = {
        "association": association,
        "associations": [association],
        "form": form,
        "page": Paginator(association.testimonials.all(), PAGE_SIZE).get_page(request.GET.get("page")),
        "section": "associations",
    }
    return render(request, "associations/testimonials.html", context)


@require_POST
@signed_in_to_post("associations:testimonials")
def remove_testimonial(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Its author no longer agrees, or the association no longer wants it."""
    association = managed_or_404(request, slug)
    testimonial = get_object_or_404(association.testimonials, pk=pk)
    if "sure" not in request.POST:
        context = {
            "question": _("Remove what %(name)s says?") % {"name": testimonial.first_name},
            "consequence": _("Its text disappears for good, also from the association’s page."),
            "yes": _("Yes, remove"),
            "back_url": reverse("associations:testimonials", kwargs={"slug": slug}),
        }
        return render(request, "engagement/sure.html", context)
    testimonial.delete()
    messages.success(request, _("It is removed."))
    return redirect("associations:testimonials", slug=slug)


def managed_or_404(request: HttpRequest, slug: str) -> Association:
    """The association of a page for its managers; nobody else learns that it exists."""
    association = get_object_or_404(Association.objects.select_related("commune"), slug=slug)
    if not is_manager(request.user, association):
        raise Http404
    return association
