"""The steps: each saves what it was told and leads to what is missing next."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from kernel.company_numbers import InvalidNumber
from tenants.billing.enums import Interval
from tenants.geography.groups import Group, UnknownGroup, communes_of_group, groups_called
from tenants.opening.applicants import for_applicants, for_editing, next_url, steps_for
from tenants.opening.documents import CURRENT, text_of
from tenants.opening.enums import Document
from tenants.opening.forms import (
    AddressForm,
    BodyForm,
    CommuneForm,
    DocumentsForm,
    GroupForm,
    LookForm,
    PasteForm,
    PlanForm,
    clean_number,
)
from tenants.opening.models import Application
from tenants.opening.selectors import extent_of, site_of, suggested_slug, trial_days, why_not
from tenants.opening.services import (
    TooManyCommunes,
    accept_documents,
    add_communes,
    choose_plan,
    remove_communes,
    save_address,
    save_step,
)
from tenants.provisioning.refusals import ProvisioningError, UnknownCommunes

_METHODS = ["GET", "HEAD", "POST"]


def _page(request: HttpRequest, application: Application, step: str, **context: Any) -> HttpResponse:
    context |= {"application": application, "steps": steps_for(application, step)}
    return render(request, f"opening/{step}.html", context)


def _on(application: Application) -> HttpResponse:
    """To what is missing next. The row is read anew: it was saved a moment ago."""
    application.refresh_from_db()
    return HttpResponseRedirect(next_url(application))


@require_http_methods(_METHODS)
@for_editing
def body(request: HttpRequest, application: Application) -> HttpResponse:
    form = BodyForm(request.POST or None, instance=application)
    if request.method == "POST" and form.is_valid():
        save_step(application=Application(pk=application.pk), values=form.cleaned_data, now=timezone.now())
        return _on(application)
    if form.errors:
        application.refresh_from_db()  # the form wrote into it what it refused
    return _page(request, application, "body", form=form)


@require_GET
@never_cache
def number(request: HttpRequest) -> HttpResponse:
    """For the script: what is wrong with a body's number, as one types."""
    country, why = request.GET.get("country", ""), ""
    number = request.GET.get("number", "")[:20].strip() if country else ""
    if number:
        try:
            clean_number(number, country=country)
        except InvalidNumber as error:
            why = str(error)
    return render(request, "opening/_number.html", {"number": number, "why": why})


@require_http_methods(_METHODS)
@for_editing
def communes(request: HttpRequest, application: Application) -> HttpResponse:
    """What was chosen, and four ways to choose: one by one, whole groups, pasted codes, taking away."""
    does, country = request.POST.get("do", ""), application.country
    forms = {
        "one": CommuneForm(request.POST if does == "one" else None, country=country),
        "search": GroupForm(request.POST if does == "search" else None),
        "paste": PasteForm(request.POST if does == "paste" else None, country=country),
    }
    found: list[Group] = []
    if request.method == "POST":
        try:
            found = _choose(request, application, does, forms)
        except (ProvisioningError, TooManyCommunes) as refusal:
            messages.error(request, str(refusal))
        if not found and not any(form.errors for form in forms.values()):
            return HttpResponseRedirect(reverse("opening:communes"))
    extent = extent_of(application)
    context = {"forms": forms, "found": found, "extent": extent, "next_url": next_url(application)}
    return _page(request, application, "communes", **context)


def _choose(request: HttpRequest, application: Application, does: str, forms: dict[str, Any]) -> list[Group]:
    """Do what the button says. Returns the groups to choose among when a name fits several."""
    now = timezone.now()
    if does in forms and not forms[does].is_valid():
        return []
    match does:
        case "one":
            chosen = [forms["one"].cleaned_data["commune"]]
        case "paste":
            chosen = forms["paste"].cleaned_data["codes"]
        case "search":
            groups = groups_called(forms["search"].cleaned_data["text"], country=application.country)
            if not groups:
                forms["search"].add_error("text", _("None is called so. Try one word of its name."))
            if len(groups) != 1:
                return groups
            chosen = list(communes_of_group(groups[0].key))
        case "group":
            try:
                chosen = list(communes_of_group(request.POST.get("group", "")))
            except UnknownGroup:
                return []
        case "remove":
            remove_communes(application=application, ids=request.POST.getlist("commune"), now=now)
            return []
        case "clear":
            remove_communes(application=application, ids=application.communes, now=now)
            return []
        case _:
            return []
    added = add_communes(application=application, communes=chosen, now=now)
    if unknown := forms["paste"].unknown:
        hint = _("A postcode is not such a code: type it under “A commune”.")
        messages.warning(request, f"{UnknownCommunes(unknown)} {hint}")
    said = ngettext("%(number)s commune added.", "%(number)s communes added.", added)
    messages.success(request, said % {"number": added} if added else _("They were there already."))
    return []


@require_http_methods(_METHODS)
@for_editing
def address(request: HttpRequest, application: Application) -> HttpResponse:
    """An address that is taken is one press away from one that is free."""
    slug = application.slug or suggested_slug(application.name)
    data = request.POST.copy()
    if "take" in data:
        data["slug"] = request.POST["take"]
    form = AddressForm(data or None, initial={"slug": slug})
    if request.method == "POST" and form.is_valid():
        try:
            save_address(application=application, slug=form.cleaned_data["slug"], now=timezone.now())
        except ProvisioningError as refusal:
            form.add_error("slug", str(refusal))
        else:
            return _on(application)
    asked = _availability(form.data.get("slug", "") if form.is_bound else slug)
    if form.is_bound:  # the form says why
        asked["why"] = ""
    return _page(request, application, "address", form=form, **asked)


@require_GET
@never_cache
def free(request: HttpRequest) -> HttpResponse:
    """For the script: whether a territory may have this address, and if not, why."""
    return render(request, "opening/_free.html", _availability(request.GET.get("slug", "")[:80]))


def _availability(slug: str) -> dict[str, str]:
    slug = slug.strip().lower()
    why = why_not(slug) if slug else ""
    return {
        "why": why,
        "site": site_of(slug) if slug and not why else "",
        "instead": suggested_slug(slug) if why else "",
    }


@require_http_methods(_METHODS)
@for_editing
def look(request: HttpRequest, application: Application) -> HttpResponse:
    """A colour that is refused is one press away from the nearest that passes."""
    if request.method != "POST":
        return _page(request, application, "look", form=LookForm.of(application), **_verdict(application))
    data = request.POST.copy()
    if "take" in data:
        data["primary"] = request.POST["take"]
    form = LookForm(data, request.FILES, has_logo=bool(application.logo_name))
    if form.is_valid():
        save_step(application=application, values=form.values, now=timezone.now())
        return _on(application)
    if logo := form.logo_values:  # a browser does not send a file again by itself
        application = save_step(application=application, values=logo, now=timezone.now())
    return _page(request, application, "look", form=form, **_verdict(application, form))


@require_POST
@for_applicants
def preview(request: HttpRequest, application: Application) -> HttpResponse:
    """For the script: what the colours and the logo look like, and what the colours are worth."""
    form = LookForm(request.POST, request.FILES)
    form.is_valid()
    if application.is_editable and (logo := form.logo_values):
        application = save_step(application=application, values=logo, now=timezone.now())
    context = {"application": application, "logo_errors": form.errors.get("logo")}
    return render(request, "opening/_verdict.html", context | _verdict(application, form))


@require_safe
@for_applicants
def logo(request: HttpRequest, application: Application) -> HttpResponse:
    """The logo that is kept, for its own applicant: its file is the territory's once there is one."""
    if not application.logo_name:
        raise Http404
    kind = "image/svg+xml" if application.logo_name.endswith(".svg") else "image/png"
    return HttpResponse(bytes(application.logo), content_type=kind)


def _verdict(application: Application, form: LookForm | None = None) -> dict[str, Any]:
    """The sketch shows colours that pass: those that were chosen, or the nearest."""
    usual, review = LookForm.of(application), form.review if form else None
    passing = review.suggestion if review else None
    return {
        "suggestion": passing.primary if review and passing and not review.accepted else "",
        "shown_primary": passing.primary if passing else usual["primary"].initial,
        "shown_accent": passing.accent if passing else usual["accent"].initial,
    }


@require_http_methods(_METHODS)
@for_editing
def documents(request: HttpRequest, application: Application) -> HttpResponse:
    person = application.accepted_by or application.person
    form = DocumentsForm(request.POST or None, initial={"person": person})
    if request.method == "POST" and form.is_valid():
        accept_documents(application=application, person=form.cleaned_data["person"], now=timezone.now())
        return _on(application)
    texts = [text_of(one, CURRENT[one]) for one in Document]
    return _page(request, application, "documents", form=form, texts=texts)


@require_http_methods(_METHODS)
@for_editing
def plan(request: HttpRequest, application: Application) -> HttpResponse:
    extent = extent_of(application)
    initial = {"interval": application.interval or Interval.YEAR}
    form = PlanForm(request.POST or None, prices=extent.prices, initial=initial)
    if request.method == "POST" and form.is_valid():
        choose_plan(
            application=application,
            interval=Interval(form.cleaned_data["interval"]),
            now=timezone.now(),
        )
        return _on(application)
    return _page(request, application, "plan", form=form, extent=extent, trial_days=trial_days())
