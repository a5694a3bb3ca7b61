"""Letting somebody in again who lost the second step of signing in. The address is typed: accounts are not listed."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from cms.team.policies import may_help_sign_in
from kernel.accounts.models import User
from kernel.accounts.requests import signed_in
from kernel.accounts.services import reset_second_factor

PERMISSION = "accounts.change_user"


class SecondFactorForm(forms.Form):
    """Whose second step, and how the team made sure of who asks."""

    email = forms.EmailField(label=gettext_lazy("E-mail address of the account"))
    how = forms.ChoiceField(
        label=gettext_lazy("How did you make sure of who asks?"),
        widget=forms.RadioSelect,
        choices=[
            ("met", gettext_lazy("I met the person, who showed me a proof of identity")),
            ("called", gettext_lazy("I called the person at a number that we knew already")),
            ("known", gettext_lazy("Somebody of the team knows the person and vouches for it")),
        ],
        help_text=gettext_lazy(
            "Never upon an e-mail alone: that is what somebody would send who wants to get in."
        ),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Yes, take the second step of this account away"),
        error_messages={"required": gettext_lazy("Tick the box to confirm.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """The answer is the same whether the address has an account or not."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    form = SecondFactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by = signed_in(request)
        person = User.objects.filter(email__iexact=form.cleaned_data["email"], is_active=True).first()
        if person is not None and may_help_sign_in(by, person):
            reset_second_factor(user=person, by=by, how=form.cleaned_data["how"])
        messages.success(
            request,
            _(
                "If this account had a second step, it is gone: its owner is told by e-mail and will set up another."
            ),
        )
        return HttpResponseRedirect(request.path)
    title = _("Second step of signing in")
    context = {
        "form": form,
        "header_title": title,
        "header_icon": "key",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
    }
    return render(request, "backoffice/second_factor.html", context)
