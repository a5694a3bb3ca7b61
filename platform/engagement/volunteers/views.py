"""A citizen's own pages: her profile, and what is suggested to her."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engagement.volunteers.forms import ProfileForm
from engagement.volunteers.selectors import lives_elsewhere, profile_of
from engagement.volunteers.services import save_profile
from kernel.accounts.requests import signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Her profile, read and written. Once saved, it leads to the suggestions."""
    user = signed_in(request)
    volunteer = profile_of(user)
    initial = ProfileForm.initial_of(volunteer) if volunteer else {}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        save_profile(user=user, profile=form.profile())
        messages.success(request, _("Your profile is saved. Here is what it brings up."))
        return redirect("suggestions:mine")
    context = {"form": form, "is_new": volunteer is None, "elsewhere": lives_elsewhere(volunteer)}
    return render(request, "volunteers/profile.html", context)
