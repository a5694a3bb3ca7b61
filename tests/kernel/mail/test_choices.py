"""People choose what they receive and when, refuse in one click, and get one e-mail a day if they like."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.utils import timezone

from kernel.mail import registry
from kernel.mail.digest import send_digests
from kernel.mail.enums import Frequency, MailState
from kernel.mail.models import MailPreference, OutgoingMail
from kernel.mail.preferences import NotOffered, choose_frequencies
from kernel.mail.registry import OPTIONAL, Category, Kind, kind_of
from kernel.mail.selectors import frequency_of
from kernel.mail.services import KEPT, forget_closed, send
from kernel.mail.unsubscribing import EVERYTHING, token_for
from kernel.tenancy import tenant_context
from tests.factories.people import UserFactory
from tests.harness.clients import HostClient

NEWS = Category(name="news", label="Les nouvelles", description="De temps en temps.", frequencies=OPTIONAL)
CODE = {"code": "ABCD-EFGH"}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture(autouse=True)
def _news(monkeypatch):
    """Two e-mails that may be refused, one of them urgent, dressed in templates that exist."""
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    monkeypatch.setattr(registry, "_categories", dict(registry._categories))
    for template, urgent in (("account/login_code", False), ("account/email_confirmation", True)):
        del registry._kinds[template]
        registry.register(Kind(template=template, category=NEWS, label="Une nouvelle", urgent=urgent))


@pytest.fixture
def nadia(in_a):
    return UserFactory(email="nadia@example.org", first_name="Nadia")


@pytest.fixture
def run(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def news(nadia, **more):
    return send(template="account/login_code", to=nadia, context=CODE, **more)


def choose(nadia, frequency):
    choose_frequencies(user=nadia, chosen={"news": frequency})


def test_what_is_refused_is_not_sent(nadia, run, mailoutbox):
    with run():
        news(nadia)
        choose(nadia, Frequency.NEVER)
        assert news(nadia) is None
    assert len(mailoutbox) == 1


def test_what_one_needs_cannot_be_refused(nadia):
    with pytest.raises(NotOffered):
        choose_frequencies(user=nadia, chosen={"participations": Frequency.NEVER})
    with pytest.raises(NotOffered):
        choose_frequencies(user=nadia, chosen={"unknown": Frequency.NEVER})
    MailPreference.objects.create(user=nadia, category="participations", frequency="never")
    category = kind_of("participation_accepted").category
    assert frequency_of(user=nadia, category=category) == Frequency.AT_ONCE


def test_an_optional_email_goes_to_people_only(in_a):
    with pytest.raises(ValueError, match="who can refuse it"):
        send(template="account/login_code", to="nobody@example.org", context=CODE)


def test_a_closed_account_gets_nothing(nadia):
    nadia.is_active = False
    assert news(nadia) is None


def test_one_email_a_day_gathers_what_waited(nadia, run, mailoutbox):
    choose(nadia, Frequency.DAILY)
    with run():
        first, second = news(nadia), news(nadia)
        send(template="account/email_confirmation", to=nadia, context={"code": "WXYZ-1234"})
    assert [one.body.count("WXYZ-1234") for one in mailoutbox] == [1], "what is urgent does not wait"
    mailoutbox.clear()
    now = timezone.now()
    with run():
        assert send_digests(now=now) == 1
        assert send_digests(now=now) == 0
    (digest,) = mailoutbox
    assert digest.subject == "Aujourd’hui sur Vallée-Claire : 2 messages"
    assert digest.body.count("ABCD-EFGH") == 2
    assert digest.body.count("Vallée-Claire —") <= 1, "headers and footers are the digest's own"
    assert digest.alternatives[0].content.count("<html") == 1
    assert token_for(user_id=nadia.pk, category=EVERYTHING) in digest.extra_headers["List-Unsubscribe"]
    for one in (first, second):
        one.refresh_from_db()
        assert (one.state, one.text) == (MailState.SENT, "")


def test_refusing_throws_away_what_waited(nadia):
    choose(nadia, Frequency.DAILY)
    news(nadia)
    choose(nadia, Frequency.NEVER)
    assert not OutgoingMail.objects.filter(user=nadia).exists()


def test_the_page_lists_and_sets(nadia, client_a):
    client_a.force_login(nadia)
    page = client_a.get("/compte/mes-e-mails/").content.decode()
    for words in ("Les nouvelles", "Mes participations", "Toujours envoyés", "Une fois par jour"):
        assert words in page
    fields = {
        category.name: category.default
        for category in registry.all_categories()
        if len(category.frequencies) > 1
    }
    assert client_a.post("/compte/mes-e-mails/", fields | {"news": "never"}).status_code == 302
    assert frequency_of(user=nadia, category=NEWS) == Frequency.NEVER
    refused = client_a.post("/compte/mes-e-mails/", fields | {"participations": "never"})
    assert refused.status_code == 200


def test_one_click_without_a_session(nadia, run, mailoutbox, territory_a):
    """RFC 8058: the mailbox posts, with neither cookies nor a token against forgery."""
    with run():
        news(nadia)
    headers = mailoutbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = headers["List-Unsubscribe"].strip("<>").removeprefix(territory_a.base_url)
    assert path in mailoutbox[0].body
    mailbox = HostClient(territory_a.primary_host, territory_a, enforce_csrf_checks=True)
    assert "Ne plus recevoir" in mailbox.get(path).content.decode()
    assert frequency_of(user=nadia, category=NEWS) == Frequency.AT_ONCE, "looking changes nothing"
    assert mailbox.post(path, ONE_CLICK).status_code == 200
    assert frequency_of(user=nadia, category=NEWS) == Frequency.NEVER
    assert news(nadia) is None


def test_everything_refusable_at_once(nadia, client_a):
    client_a.post(f"/compte/desabonnement/{token_for(user_id=nadia.pk, category=EVERYTHING)}/", ONE_CLICK)
    assert frequency_of(user=nadia, category=NEWS) == Frequency.NEVER
    assert frequency_of(user=nadia, category=kind_of("participation_accepted").category) == Frequency.AT_ONCE


def test_a_token_is_one_persons_in_one_territory(nadia, client_a, client_b, territory_b):
    token = token_for(user_id=nadia.pk, category="news")
    assert client_b.post(f"/compte/desabonnement/{token}/", ONE_CLICK).status_code == 404
    for other in (
        "",
        "x",
        token[:-2] + "zz",
        token_for(user_id=nadia.pk, category="gone"),
        token_for(user_id=0, category="news"),
    ):
        assert client_a.post(f"/compte/desabonnement/{other or '-'}/", ONE_CLICK).status_code == 404
    with tenant_context(territory_b):
        assert token_for(user_id=nadia.pk, category="news") != token
        assert not MailPreference.objects.exists()


def test_old_deliveries_are_forgotten(nadia, run):
    with run():
        mail = news(nadia)
    now = timezone.now()
    forget_closed(now=now + KEPT - timedelta(hours=1))
    assert OutgoingMail.objects.filter(pk=mail.pk).exists()
    forget_closed(now=now + KEPT + timedelta(hours=1))
    assert not OutgoingMail.objects.filter(pk=mail.pk).exists()
    assert len(django_mail.outbox) == 1
