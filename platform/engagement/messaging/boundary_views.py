"""What one side decides in a conversation: show contact details, close, block, report. Asked once, then done."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from engagement.messaging import boundaries
from engagement.messaging.forms import ReportForm, RevealForm
from engagement.messaging.models import Conversation, Reveal
from engagement.messaging.names import name_of_side
from engagement.messaging.policies import may_block, may_report, may_reveal
from engagement.messaging.services import (
    AnotherIsOpen,
    ConversationRefused,
    close_conversation,
    reopen_conversation,
)
from engagement.messaging.views import taking_part
from kernel.accounts.requests import signed_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one's own address or number to the other side: typed then, and never filled in."""
    user = signed_in(request)
    conversation, side = taking_part(user, pk)
    if not may_reveal(user, conversation):
        return _back(request, conversation)
    form = RevealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        boundaries.reveal_contact_details(
            conversation=conversation, owner=user, now=timezone.now(), **form.cleaned_data
        )
        messages.success(
            request, _("The other side can now read what you chose to show. You may withdraw it.")
        )
        return redirect(conversation)
    context = {"conversation": conversation, "other": name_of_side(conversation, side.opposite), "form": form}
    return render(request, "messaging/reveal.html", context)


@require_POST
@login_required
def revoke(request: HttpRequest, pk: int, reveal_pk: int) -> HttpResponse:
    """Hide again what one showed."""
    user = signed_in(request)
    shown = get_object_or_404(Reveal, pk=reveal_pk, conversation=pk, owner=user)
    try:
        withdrawn = boundaries.revoke_reveal(reveal=shown, user=user, now=timezone.now())
    except ConversationRefused:
        return _back(request, shown.conversation)
    if withdrawn.seen_at:
        messages.warning(
            request, _("Your contact details are hidden again. The other side had already seen them.")
        )
    else:
        messages.success(
            request, _("Your contact details are hidden again. The other side had not seen them.")
        )
    return redirect(withdrawn.conversation)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def block(request: HttpRequest, pk: int) -> HttpResponse:
    """Hear nothing more of the other side."""
    user = signed_in(request)
    conversation, side = taking_part(user, pk)
    if not may_block(user, conversation):
        return _back(request, conversation)
    if request.method != "POST":
        context = {"conversation": conversation, "other": name_of_side(conversation, side.opposite)}
        return render(request, "messaging/block.html", context)
    return _do(
        request,
        conversation,
        lambda: boundaries.block(conversation=conversation, user=user, now=timezone.now()),
        _("It is blocked: no message passes any more, either way."),
    )


@require_POST
@login_required
def unblock(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    conversation, _side = taking_part(user, pk)
    return _do(
        request,
        conversation,
        lambda: boundaries.unblock(conversation=conversation, user=user, now=timezone.now()),
        _("You can write to one another again."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the team for help."""
    user = signed_in(request)
    conversation, _side = taking_part(user, pk)
    if not may_report(user, conversation):
        messages.info(request, _("You have reported this conversation: the team will answer you by e-mail."))
        return redirect(conversation)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return _do(
            request,
            conversation,
            lambda: boundaries.report(
                conversation=conversation, reporter=user, reason=reason, now=timezone.now()
            ),
            _("Thank you. The team reads this conversation and answers you by e-mail."),
        )
    return render(request, "messaging/report.html", {"conversation": conversation, "form": form})


@require_POST
@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    conversation, _side = taking_part(user, pk)
    return _do(
        request,
        conversation,
        lambda: close_conversation(conversation=conversation, user=user, now=timezone.now()),
        _("The conversation is closed. Either of you can open it again."),
    )


@require_POST
@login_required
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    conversation, _side = taking_part(user, pk)
    return _do(
        request,
        conversation,
        lambda: reopen_conversation(conversation=conversation, user=user),
        _("The conversation is open again."),
    )


def _do(
    request: HttpRequest, conversation: Conversation, act: Callable[[], object], done: str
) -> HttpResponse:
    try:
        act()
    except AnotherIsOpen as refusal:
        messages.warning(request, refusal.message)
        return redirect(conversation)
    except ConversationRefused:
        return _back(request, conversation)
    messages.success(request, done)
    return redirect(conversation)


def _back(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    messages.warning(request, _("This is not possible in this conversation at the moment."))
    return redirect(conversation)
