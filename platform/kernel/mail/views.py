"""Setting one's e-mails, and refusing them in one click."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from kernel.accounts.models import User
from kernel.accounts.requests import signed_in
from kernel.mail.bounces import trust_again
from kernel.mail.forms import SettingsForm
from kernel.mail.preferences import choose_budget, choose_frequencies, refuse
from kernel.mail.registry import Category, all_categories
from kernel.mail.selectors import budget_of, settings_of, unreachable
from kernel.mail.unsubscribing import EVERYTHING, read_token


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mail_settings(request: HttpRequest) -> HttpResponse:
    """Which e-mails one receives, and when."""
    user = signed_in(request)
    form = SettingsForm(request.POST or None, settings=settings_of(user), budget=budget_of(user))
    if request.method == "POST" and form.is_valid():
        choose_frequencies(user=user, chosen=form.chosen())
        if (per_week := form.budget()) is not None:
            choose_budget(user=user, per_week=per_week)
        messages.success(request, _("Your choices are saved."))
        return redirect("mail:settings")
    context = {"form": form, "problem": unreachable(user.email)}
    return render(request, "mail/settings.html", context)


@require_POST
@login_required
def reachable_again(request: HttpRequest) -> HttpResponse:
    """Her address works after all: send to it again."""
    trust_again(address=signed_in(request).email)
    messages.success(request, _("Thank you: we write to this address again."))
    return redirect("mail:settings")


@csrf_exempt  # a mailbox posts on its owner's behalf, without cookies (RFC 8058); the token says whom it is for
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Refuse a category: asked for confirmation when a person follows the link, at once when her mailbox posts.

    404 for a token that was not made for this territory, or for a person or a category that are gone.
    """
    user, categories = _meant(token)
    done = request.method == "POST"
    if done:
        refuse(user=user, categories=categories)
    return render(request, "mail/unsubscribe.html", {"categories": categories, "done": done})


def _meant(token: str) -> tuple[User, list[Category]]:
    read = read_token(token)
    if read is None:
        raise Http404
    user_id, name = read
    user = User.objects.filter(pk=user_id).first()
    named = [one for one in all_categories() if name in (one.name, EVERYTHING)]
    if user is None or not named:
        raise Http404
    return user, [category for category in named if category.is_optional]
