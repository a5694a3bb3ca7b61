"""Signing in by the link of an e-mail."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from kernel.accounts.links import sign_in_path
from kernel.accounts.services import open_account
from kernel.tenancy import tenant_context
from tests.factories.people import UserFactory
from tests.harness.clients import HostClient

LINK = re.compile(r"http://[^/\s]+(/compte/entrer/[^\s]+)")


def signed_in(client: HostClient) -> bool:
    return client.get("/mon-profil/").status_code == 200


@pytest.fixture
def elsewhere(in_a) -> HostClient:
    """Another device than the one that asked."""
    return HostClient(in_a.primary_host, in_a)


def test_the_link_of_the_e_mail_signs_in_on_another_device_and_once(
    in_a, client_a, elsewhere, mailoutbox, django_capture_on_commit_callbacks
):
    user = open_account(email="nadia@example.org", first_name="Nadia")
    with django_capture_on_commit_callbacks(execute=True):
        client_a.post("/compte/login/code/", {"email": user.email})
    path = LINK.search(mailoutbox[-1].body).group(1)
    assert path in "".join(part for part, _ in mailoutbox[-1].alternatives)
    page = elsewhere.get(path)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert not signed_in(elsewhere), "what a machine that reads mail does signs nobody in"
    assert elsewhere.post(path).status_code == 302
    assert signed_in(elsewhere)
    for method in (elsewhere.get, elsewhere.post, client_a.post):
        assert method(path).status_code == 410
    assert not signed_in(client_a)


def test_a_link_expires_and_dies_with_a_change(in_a, elsewhere, monkeypatch):
    user = UserFactory()
    path = sign_in_path(user)
    later = timezone.now() + timedelta(minutes=16)
    with monkeypatch.context() as patch:
        patch.setattr(signing.time, "time", later.timestamp)
        assert elsewhere.post(path).status_code == 410
    user.set_password("une autre phrase")
    user.save()
    assert elsewhere.post(path).status_code == 410
    closed = UserFactory(is_active=False)
    assert elsewhere.post(sign_in_path(closed)).status_code == 410
    assert not signed_in(elsewhere)


def test_a_link_means_nothing_in_another_territory(in_a, territory_b, client_b):
    user = UserFactory()
    with tenant_context(territory_b):
        UserFactory(pk=user.pk, password=user.password, email=user.email)
    assert client_b.post(sign_in_path(user)).status_code == 410
    assert client_b.post("/compte/entrer/faux/").status_code == 410


def test_a_second_step_is_still_asked(in_a, elsewhere):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    user = open_account(email="nadia@example.org", first_name="Nadia")
    TOTP.activate(user, generate_totp_secret())
    assert elsewhere.post(sign_in_path(user))["Location"] == "/compte/deux-etapes/authenticate/"
    assert not signed_in(elsewhere)
