"""Pages of conversations: the lists, one thread, a first message, the files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from engagement.associations.policies import manages_any
from engagement.associations.selectors import managed_associations
from engagement.charter.gate import charter_to_sign
from engagement.charter.selectors import charter_to_sign_by
from engagement.messaging.boundaries import note_reveals_seen, note_review
from engagement.messaging.files import RefusedFile
from engagement.messaging.forms import SearchForm, StartForm, ToAllForm, WriteForm
from engagement.messaging.models import Conversation, Side
from engagement.messaging.names import name_of_citizen, name_of_side
from engagement.messaging.policies import (
    Silence,
    may_block,
    may_close,
    may_download,
    may_report,
    may_review,
    may_unblock,
    may_write_for,
    side_of,
    silence_of,
)
from engagement.messaging.presenters import bubbles, row, shown_details, silence_in_words
from engagement.messaging.selectors import (
    Unread,
    attachment_in,
    conversations_for,
    conversations_of,
    find_conversation,
    messages_of,
    reports,
    reveals_in,
    search,
    unread_of,
)
from engagement.messaging.services import (
    ConversationRefused,
    mark_read,
    start_conversation,
    write_message,
    write_to_all,
)
from engagement.messaging.topics import Opening, find_opening, kinds
from engagement.missions.models import Mission
from engagement.participations.inbox import slots_asked_for
from kernel.accounts.models import User
from kernel.accounts.requests import signed_in
from kernel.accounts.second_factor import demand
from kernel.numbers import whole_number

PAGE_SIZE = 20
MESSAGES_A_PAGE = 40


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Her own conversations, the latest first; the way to those of her associations."""
    user = signed_in(request)
    context = _page_of(request, conversations_of(user=user)) | {
        "unread": unread_of(user=user),
        "associations": list(managed_associations(user=user)),
    }
    context["rows"] = [
        row(one, side=Side.ASSOCIATION if one.peer_id == user.pk else Side.OTHER) for one in context["page"]
    ]
    return render(request, "messaging/mine.html", context)


@require_safe
@login_required
def of_associations(request: HttpRequest) -> HttpResponse:
    """Those of the associations she manages, or of one of them."""
    user = signed_in(request)
    associations = list(managed_associations(user=user))
    if not associations:
        return render(request, "engagement/no_association.html")
    chosen = next((one for one in associations if one.slug == request.GET.get("association")), None)
    managed = {one.pk for one in associations}
    context = _page_of(request, conversations_for(user=user, association=chosen)) | {
        "associations": associations,
        "chosen": chosen,
        "section": "messages",
    }
    context["rows"] = [
        row(one, side=Side.ASSOCIATION if one.association_id in managed else Side.OTHER)
        for one in context["page"]
    ]
    return render(request, "messaging/of_associations.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """One conversation, and the next message."""
    user, now = signed_in(request), timezone.now()
    conversation, side = taking_part(user, pk)
    own = conversation.association_on(side)
    form = WriteForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if asked := charter_to_sign(request, association=own):
            return asked
        if form.is_valid():
            try:
                write_message(
                    conversation=conversation,
                    author=user,
                    body=form.cleaned_data["body"],
                    uploads=form.cleaned_data["attachments"],
                    now=now,
                )
            except (ConversationRefused, RefusedFile) as refusal:
                form.add_error(None, refusal.message)
            else:
                messages.success(request, _("Your message is sent."))
                return redirect(conversation)
    silence = silence_of(conversation)
    # Asked before the form is shown: files that were sent with it could not travel through the page that asks.
    must_sign = silence == Silence.NONE and charter_to_sign_by(user=user, association=own) is not None
    unblockable = may_unblock(user, conversation)
    pages = Paginator(messages_of(conversation), MESSAGES_A_PAGE)
    page = pages.get_page(request.GET.get("page") or pages.num_pages)
    shown = bubbles(page, conversation, side=side)
    details = shown_details(reveals_in(conversation), conversation, side=side, user_id=user.pk)
    mark_read(conversation=conversation, user=user, now=now)
    note_reveals_seen(conversation=conversation, side=side, now=now)
    last = shown[-1]["message"].pk if shown else 0
    context = {
        "conversation": conversation,
        "side": side,
        "other": name_of_side(conversation, side.opposite),
        "own": own,
        "page": page,
        "bubbles": shown,
        "follow": ""
        if silence or page.has_next()
        else _follow(conversation, last=last, unread=unread_of(user=user)),
        "details": details,
        "silence": silence_in_words(silence, blocked_by_us=unblockable),
        "closed": silence == Silence.CLOSED,
        "form": form,
        "must_sign": must_sign,
        "may": {
            "write": silence == Silence.NONE,
            "close": may_close(user, conversation),
            "block": may_block(user, conversation),
            "unblock": unblockable,
            "report": may_report(user, conversation),
        },
    }
    return render(request, "messaging/thread.html", context)


@never_cache
@require_safe
def news(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said after message `after`, for a page that stays open; 204 when there is nothing new.

    Whoever is signed out meanwhile is not led to a form: the page asks no more.
    """
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    user, after = signed_in(request), whole_number(request.GET.get("after"))
    conversation, side = taking_part(user, pk)
    if after is None:
        raise Http404
    now = timezone.now()
    said = bubbles(messages_of(conversation).filter(pk__gt=after), conversation, side=side)
    if said:
        mark_read(conversation=conversation, user=user, now=now)
    unread = unread_of(user=user)
    follow = _follow(conversation, last=said[-1]["message"].pk if said else after, unread=unread)
    if follow == request.get_full_path():
        return HttpResponse(status=204)
    context = {
        "conversation": conversation,
        "bubbles": said,
        "follow": follow,
        "unread": unread,
        "manages": manages_any(user),
    }
    return render(request, "messaging/news.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """A first message: `?mission=…`, `?association=…`, `?participation=…` say to whom; `?pour=…` in whose name."""
    user = signed_in(request)
    kind, key = next(((kind, request.GET[kind]) for kind in sorted(kinds()) if kind in request.GET), ("", ""))
    associations = list(managed_associations(user=user).published())
    openings = {
        one.slug if one else "": opening
        for one in (None, *associations)
        if (opening := find_opening(user=user, kind=kind, key=key, speaking_for=one))
    }
    if not openings and any(kind == "association" and key == one.slug for one in associations):
        return redirect("messaging:of_associations")  # her own association: its conversations are there
    if not openings:
        raise Http404
    if openings.keys() != {""}:  # asked before anything is typed
        demand(user)
    default = request.GET.get("pour", "")
    default = default if default in openings else next(iter(openings))
    speaking = request.POST.get("speaking_for", default)
    if asked := charter_to_sign(
        request, association=next((one for one in associations if one.slug == speaking), None)
    ):
        return asked
    form = StartForm(
        request.POST or None,
        request.FILES or None,
        associations=[one for one in associations if one.slug in openings],
        herself="" in openings,
        initial={"speaking_for": default, "subject": openings[default].title},
    )
    if request.method == "POST" and form.is_valid():
        opening = openings.get(form.cleaned_data.get("speaking_for", default))
        if opening and (sent := _started(request, user, opening, form)):
            return redirect(sent)
    opening = openings[default]
    context = {
        "form": form,
        "opening": opening,
        "other": _other_side(opening, user),
    }
    return render(request, "messaging/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def to_all(request: HttpRequest, pk: int) -> HttpResponse:
    """A message to everybody on a mission, to each in a conversation of her own."""
    user = signed_in(request)
    mission = get_object_or_404(Mission.objects.select_related("association"), pk=pk)
    if not may_write_for(user, mission.association):
        raise Http404
    if asked := charter_to_sign(request, association=mission.association):
        return asked
    slots = slots_asked_for(user=user, mission_id=mission.pk)
    initial = {"slot": request.GET.get("slot", ""), "states": ["accepted"]}
    form = ToAllForm(request.POST or None, slots=slots, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        number = write_to_all(
            mission=mission,
            slot=next((one for one in slots if str(one.pk) == data.get("slot")), None),
            states=data["states"],
            body=data["body"],
            author=user,
            now=timezone.now(),
        )
        if number:
            sent = ngettext("Sent to %(number)s person.", "Sent to %(number)s people.", number)
            messages.success(request, sent % {"number": number})
            return redirect("messaging:of_associations")
        form.add_error("states", _("Nobody is in this case: your message was not sent."))
    context = {"mission": mission, "form": form, "section": "messages"}
    return render(request, "messaging/to_all.html", context)


@require_safe
@login_required
def download(request: HttpRequest, pk: int, attachment_pk: int) -> HttpResponseBase:
    """A file, to be saved: the browser neither guesses what it is nor shows it."""
    user = signed_in(request)
    conversation, _side = taking_part(user, pk)
    if not may_download(user, conversation):
        raise Http404
    attachment = attachment_in(conversation=conversation, pk=attachment_pk)
    if attachment is None or not attachment.file.storage.exists(str(attachment.file.name)):
        raise Http404
    response = FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.content_type,
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


@never_cache
@require_safe
@login_required
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """A reported conversation, for the team: read-only, and each reading is in the journal."""
    report = get_object_or_404(reports(), pk=pk)
    user = signed_in(request)
    if not may_review(user, report):
        raise Http404
    demand(user)
    note_review(report=report, editor=user, now=timezone.now())
    conversation = report.conversation
    page = Paginator(messages_of(conversation), MESSAGES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "report": report,
        "reporter": name_of_side(conversation, report.side),
        "sides": [name_of_side(conversation, side) for side in Side],
        "conversation": conversation,
        "page": page,
        "bubbles": bubbles(page, conversation, side=report.side),
    }
    return render(request, "messaging/review.html", context)


def taking_part(user: User, pk: int) -> tuple[Conversation, Side]:
    """The conversation and her side. Raises Http404 for everybody else, and what `demand` does for an association."""
    conversation = find_conversation(pk=pk)
    side = side_of(user, conversation) if conversation else None
    if conversation is None or side is None:
        raise Http404
    if conversation.association_on(side) is not None:
        demand(user)
    return conversation, side


def _follow(conversation: Conversation, *, last: int, unread: Unread) -> str:
    """Where an open page asks for what is new: after its last message, with the counts that it shows."""
    query = f"after={last}&unread={unread.own}-{unread.of_associations}"
    return f"{reverse('messaging:news', kwargs={'pk': conversation.pk})}?{query}"


def _started(request: HttpRequest, user: User, opening: Opening, form: StartForm) -> Conversation | None:
    """The conversation that the first message is in; when there is none, the form says why."""
    try:
        message = start_conversation(
            opening=opening,
            author=user,
            subject=form.cleaned_data["subject"],
            body=form.cleaned_data["body"],
            uploads=form.cleaned_data["attachments"],
            now=timezone.now(),
        )
    except (ConversationRefused, RefusedFile) as refusal:
        form.add_error(None, refusal.message)
        return None
    messages.success(request, _("Your message is sent. The answer comes here, and by e-mail."))
    return message.conversation


def _other_side(opening: Opening, user: User) -> str:
    """Whom the first message is for."""
    one, other = opening.sides
    shown = one if other == user else other
    return name_of_citizen(shown, about=opening.kind) if isinstance(shown, User) else shown.name


def _page_of(request: HttpRequest, conversations: QuerySet[Conversation]) -> dict[str, Any]:
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(search(conversations, words), PAGE_SIZE).get_page(request.GET.get("page"))
    return {"form": form, "words": words, "page": page}
