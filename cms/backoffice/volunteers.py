"""The territory's volunteers, with the least that the team needs: a first name, an initial, how often they came."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import BooleanField, Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from engagement.charter.models import Charter, Signature
from engagement.charter.selectors import current_charter, people_without_signature
from engagement.participations.models import ParticipationState
from kernel.accounts.models import User

PERMISSION = "volunteers.view_volunteer"
PER_PAGE = 50
VOLUNTEERS, UNSIGNED = "volunteers", "unsigned"


class WhoForm(forms.Form):
    """Whom the list shows. Whatever is not understood is left out."""

    who = forms.ChoiceField(
        label=gettext_lazy("Who"),
        required=False,
        choices=[
            (VOLUNTEERS, gettext_lazy("Volunteers")),
            (UNSIGNED, gettext_lazy("Accounts that have not signed the charter")),
        ],
    )
    q = forms.CharField(label=gettext_lazy("First name"), required=False, max_length=80)


@require_safe
def volunteers(request: HttpRequest) -> HttpResponse:
    """By first name. Their addresses are theirs; one reaches them through the associations that they help."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = WhoForm(request.GET)
    form.is_valid()
    asked: dict[str, Any] = form.cleaned_data
    title = _("Volunteers")
    context = {
        "form": form,
        "rows": Paginator(_rows(current_charter(), asked), PER_PAGE).get_page(request.GET.get("p")),
        "header_title": title,
        "header_icon": "group",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
    }
    return render(request, "backoffice/volunteers.html", context)


def _rows(charter: Charter | None, asked: dict[str, Any]) -> QuerySet[User]:
    if asked.get("who") == UNSIGNED:
        people = people_without_signature(charter=charter) if charter else User.objects.none()
    else:
        people = User.objects.filter(is_active=True, volunteer__isnull=False)
    if words := asked.get("q"):
        people = people.filter(first_name__unaccent__icontains=words)
    signatures = Signature.objects.filter(charter=charter, association=None, user=OuterRef("pk"))
    taken_up = Q(participations__state__in=(ParticipationState.ACCEPTED, ParticipationState.ATTENDED))
    return people.annotate(
        has_signed=Exists(signatures) if charter else Value(None, output_field=BooleanField()),
        taken_up=Count("participations", filter=taken_up),
    ).order_by(Lower("first_name"), "pk")
