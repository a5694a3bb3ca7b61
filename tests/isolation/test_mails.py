"""Each e-mail of a territory speaks of that territory, to one person, and tells her nobody's address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from engagement.participations.models import Participation
from engagement.suggestions.rerouting import reroute
from kernel.mail.digest import send_digests
from kernel.tenancy import tenant_context
from tests.factories.engagement import ParticipationFactory
from tests.factories.people import PASSWORD
from tests.harness.clients import HostClient
from tests.isolation.filling import Filled, Twins
from tests.isolation.marks import addresses_in, around, readable, traces_of

NEW_PASSWORD = "un-tout-nouveau-mot"

type Capture = Callable[..., AbstractContextManager[Any]]


def browser(filled: Filled, role: str = "") -> HostClient:
    client = HostClient(filled.territory.primary_host, filled.territory)
    if role:
        client.force_login(filled.people[role])
    return client


def steps(filled: Filled) -> Iterator[Callable[[], Any]]:
    """Everything that sends e-mails, as people do it."""
    neighbour, manager, citizen = (browser(filled, role) for role in ("neighbour", "manager", "citizen"))
    stranger = browser(filled)
    slug = filled.missions["published"].slug
    yield lambda: neighbour.post(reverse("missions:join", args=[slug]), {"message": "Je viens volontiers."})
    with tenant_context(filled.territory):
        asked = Participation.objects.get(mission__slug=slug, user=filled.people["neighbour"]).pk
    answer = reverse("participations:answer", args=[asked])
    yield lambda: manager.post(answer, {"accept": "1", "answer": "Bienvenue !"})
    yield lambda: neighbour.post(reverse("participations:withdraw", args=[asked]))
    waiting = reverse("participations:answer", args=[filled.participations["requested"].pk])
    yield lambda: _in_digest(filled, manager.post(waiting, {"decline": "1", "answer": "Pas cette fois."}))
    sign_up = {"first_name": "Lina", "email": f"lina@{filled.marks.open}.example".lower(), "password1": ""}
    yield lambda: stranger.post(reverse("account_signup"), sign_up)
    known = {"first_name": "Lina", "email": filled.people["citizen"].email, "password1": ""}
    yield lambda: browser(filled).post(reverse("account_signup"), known)
    for name in ("account_request_login_code", "account_reset_password"):
        for address in (filled.people["citizen"].email, "nobody@example.net"):
            yield lambda name=name, address=address: browser(filled).post(reverse(name), {"email": address})
    change = {
        "oldpassword": PASSWORD,
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
    }
    yield lambda: citizen.post(reverse("account_change_password"), change)
    yield lambda: _submit(filled)
    yield lambda: _left_without_an_answer(filled)
    yield from _conversing(filled)
    yield from _meeting(filled)


def _left_without_an_answer(filled: Filled) -> None:
    """A person whose request has awaited an answer for a month is offered other missions."""
    now = timezone.now()
    with tenant_context(filled.territory):
        ParticipationFactory(
            mission=filled.missions["published"],
            user=filled.people["member"],
            requested_at=now - timedelta(days=30),
        )
        assert reroute(now=now)


def _conversing(filled: Filled) -> Iterator[Callable[[], Any]]:
    """Between the managers of two associations; the citizen's address no longer answers."""
    member, manager = browser(filled, "member"), browser(filled, "manager")
    between = [filled.messaging.between.pk]
    thread, reveal = reverse("messaging:thread", args=between), reverse("messaging:reveal", args=between)
    yield lambda: member.post(thread, {"body": filled.marks.said("Prêtez-vous vos tables ?")})
    yield lambda: manager.post(thread, {"body": filled.marks.said("Volontiers.")})
    yield lambda: member.post(reveal, {"phone": "+32 61 00 00 00"})


def _meeting(filled: Filled) -> Iterator[Callable[[], Any]]:
    """An event that people come to is cancelled, somebody is invited, a copy of one’s data is ready."""
    manager = browser(filled, "manager")
    event = reverse("agenda:cancel", args=[filled.events["published"].pk])
    yield lambda: manager.post(event, {"reason": filled.marks.said("Il pleut.")})
    members = reverse("associations:members", args=[filled.associations["published"].slug])
    invited = {"email": f"invitee@{filled.marks.open}.example".lower(), "role": "manager"}
    yield lambda: manager.post(members, invited)
    yield lambda: manager.post(reverse("privacy:export"))


def _in_digest(filled: Filled, answer: HttpResponse) -> HttpResponse:
    """What the citizen is told waits for the day’s e-mail, as she chose."""
    with tenant_context(filled.territory):
        assert send_digests(now=timezone.now() + timedelta(days=1))
    return answer


def _submit(filled: Filled) -> None:
    """An editor submits a page for moderation."""
    with tenant_context(filled.territory):
        page = filled.site.pages["article"]
        Workflow.objects.get(pk=filled.site.workflow.pk).start(page, filled.people["superuser"])


def everything_in(message: EmailMessage) -> str:
    """Headers and each part, decoded."""
    raw = message.message()
    parts = [str(value) for _, value in raw.items()]
    parts += [
        part.get_payload(decode=True).decode(part.get_content_charset() or "utf-8")
        for part in raw.walk()
        if not part.is_multipart()
    ]
    return readable("\n".join(parts))


def test_e_mails_speak_of_their_own_territory(
    twins: Twins, mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: Capture
) -> None:
    sent: dict[str, list[EmailMessage]] = {"a": [], "b": []}
    mailoutbox.clear()
    for number, (in_b, in_a) in enumerate(zip(steps(twins.b), steps(twins.a), strict=True), 1):
        for letter, step in (("b", in_b), ("a", in_a)):
            with django_capture_on_commit_callbacks(execute=True):
                answer = step()
            assert answer is None or answer.status_code == 302, (
                number,
                answer.status_code,
                answer.content.decode()[:200],
            )
            assert mailoutbox, f"step {number} sent nothing"
            sent[letter] += mailoutbox
            mailoutbox.clear()

    for letter, own, other in (("a", twins.a, twins.b), ("b", twins.b, twins.a)):
        assert len(sent[letter]) >= 17
        traces = traces_of(other.territory, other.marks)
        for message in sent[letter]:
            text = everything_in(message)
            shown = [around(trace, text) for trace in traces if trace in text]
            assert not shown, f"“{message.subject}” of {own.territory.name} shows {shown}"
            names = (own.territory.name.lower(), own.territory.primary_host)
            assert any(name in text for name in names), f"“{message.subject}” does not say whose it is"
            (recipient,) = message.recipients()
            told = addresses_in(text) & (own.addresses | other.addresses) - {recipient.lower()}
            assert not told, f"“{message.subject}” to {recipient} tells {told}"
