"""Who acts for an association: invitations bound to an address, requests, and always a manager."""

from __future__ import annotations

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection
from django.utils import timezone

from engagement.associations import membership
from engagement.associations.membership import (
    INVITATION_LIFE,
    AlreadyMember,
    AnotherAddress,
    InvitationIsOver,
    LastManager,
    accept_invitation,
    alert_team_of_lost_managers,
    answer_join_request,
    ask_to_join,
    change_role,
    end_membership,
    invite_member,
    revoke_invitation,
)
from engagement.associations.models import Invitation, JoinRequest, Membership
from kernel.accounts.models import User
from kernel.audit.models import Entry
from kernel.tenancy import tenant_context
from tests.factories.engagement import AssociationFactory
from tests.factories.people import UserFactory

NOW = timezone.now()


@pytest.fixture
def manager(in_a):
    return UserFactory(first_name="Nadia", last_name="Haddad")


@pytest.fixture
def association(manager):
    return AssociationFactory(manager=manager)


@pytest.fixture
def invite(association, manager, django_capture_on_commit_callbacks):
    """Invites, and gives the link's secret as the e-mail says it."""

    def invited(email: str, role: str = "manager") -> str:
        with django_capture_on_commit_callbacks(execute=True):
            invite_member(association=association, email=email, role=role, by=manager, now=NOW)
        letter = mail.outbox[-1]
        assert letter.to == [email.lower()]
        assert manager.email not in letter.body
        return re.search(r"/invitation/([\w-]+)/", letter.body)[1]

    return invited


def test_a_link_works_once_for_the_address_it_was_sent_to(client_a, association, invite):
    token = invite("Camille@Example.org")
    url = f"/invitation/{token}/"
    assert "Créer mon compte" in client_a.get(url).content.decode()
    client_a.force_login(UserFactory(email="other@example.org"))
    assert "Rejoindre l’association" not in client_a.get(url).content.decode()
    client_a.post(url)
    assert association.memberships.count() == 1
    camille = UserFactory(email="camille@example.org")
    client_a.force_login(camille)
    assert "Rejoindre l’association" in client_a.get(url).content.decode()
    assert client_a.post(url).status_code == 302
    assert association.memberships.get(user=camille).role == "manager"
    assert "n’est plus valable" in client_a.get(url).content.decode()
    assert token not in str(Invitation.objects.values_list())
    with pytest.raises(AlreadyMember):
        invite_member(association=association, email=camille.email, role="member", by=camille, now=NOW)


def test_links_run_out_are_withdrawn_and_sent_again(client_a, association, manager, invite):
    camille = UserFactory(email="camille@example.org")
    first, again = invite(camille.email), invite(camille.email, "member")
    assert Invitation.objects.count() == 1
    for token, user, now, refusal in (
        (first, camille, NOW, InvitationIsOver),
        (again, manager, NOW, AnotherAddress),
        (again, camille, NOW + INVITATION_LIFE, InvitationIsOver),
    ):
        with pytest.raises(refusal):
            accept_invitation(token=token, user=user, now=now)
    client_a.force_login(manager)
    base = f"/espace-association/associations/{association.slug}"
    page = client_a.get(f"{base}/equipe/").content.decode()
    assert camille.email in page
    invitation = Invitation.objects.get()
    client_a.post(f"{base}/invitations/{invitation.pk}/", {"again": "1"})
    assert Invitation.objects.get().digest != invitation.digest
    revoke_invitation(invitation=invitation, now=NOW + timedelta(days=1))
    assert client_a.get(f"/invitation/{again}/").status_code == 200
    with pytest.raises(InvitationIsOver):
        accept_invitation(token=again, user=camille, now=NOW)


def test_invitations_are_counted_by_the_day(client_a, association, manager, invite, mailoutbox, monkeypatch):
    monkeypatch.setattr(membership, "MOST_INVITATIONS_A_DAY", 2)
    for name in "ab":
        invite(f"{name}@example.org")
    client_a.force_login(manager)
    base = f"/espace-association/associations/{association.slug}"
    page = client_a.post(f"{base}/equipe/", {"email": "c@example.org", "role": "member"})
    assert "reprenez demain" in page.content.decode()
    again = f"{base}/invitations/{Invitation.objects.first().pk}/"
    assert "reprenez demain" in client_a.post(again, {"again": "1"}, follow=True).content.decode()
    assert Invitation.objects.count() == len(mailoutbox) == 2
    invite_member(association=AssociationFactory(), email="c@example.org", role="member", by=manager, now=NOW)


def test_an_invitation_is_taken_up_by_signing_up_on_the_way(
    client_a, association, invite, django_capture_on_commit_callbacks
):
    link = f"/invitation/{invite('zoe@example.org')}/"
    page = client_a.get(link).content.decode()
    assert f"/compte/signup/?next={link}" in page
    with django_capture_on_commit_callbacks(execute=True):
        client_a.post("/compte/signup/", {"first_name": "Zoé", "email": "zoe@example.org", "next": link})
    code = re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", mail.outbox[-1].body, re.MULTILINE).group()
    assert client_a.post("/compte/confirm-email/", {"code": code})["Location"] == link
    assert "button" in client_a.get(link).content.decode()
    assert client_a.post(link)["Location"] == "/espace-association/"
    membership = Membership.objects.get(association=association, user__email="zoe@example.org")
    assert (membership.role, Invitation.objects.get().accepted_at is not None) == ("manager", True)


def test_the_team_hears_once_of_an_association_without_a_manager_and_names_one(
    client_a, association, manager, django_capture_on_commit_callbacks
):
    moderator, member = UserFactory(), UserFactory()
    moderator.groups.add(Group.objects.get(name="Modération"))
    association.memberships.create(user=member, role="member")

    def told() -> list[str]:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            alert_team_of_lost_managers()
        return [address for letter in mail.outbox for address in letter.to if association.name in letter.body]

    assert told() == []
    User.objects.filter(pk=manager.pk).update(is_active=False)
    assert moderator.email in told()
    assert told() == [], "once"

    client_a.force_login(moderator)
    home = client_a.get("/admin/").content.decode()
    assert "/admin/associations/?without_manager=true" in home
    assert association.name in client_a.get("/admin/associations/?without_manager=true").content.decode()
    page = f"/admin/associations/inspect/{association.pk}/"
    assert member.masked_name in client_a.get(page).content.decode()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert client_a.post(page, {"email": "nouvelle@example.org"}).status_code == 302
        client_a.post(page, {"member": association.memberships.get(user=member).pk})
    assert [letter.to for letter in mail.outbox] == [["nouvelle@example.org"], [member.email]]
    assert association.memberships.get(user=member).role == "manager"
    assert Entry.objects.filter(act="association.role_changed", actor=moderator).exists()

    assert told() == []
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert moderator.email in told(), "lost again, told again"
    client_a.force_login(UserFactory())
    client_a.post(page, {"email": "pirate@example.org"})
    assert not Invitation.objects.filter(email="pirate@example.org").exists()


def test_one_asks_to_join_and_is_answered(client_a, association, manager, django_capture_on_commit_callbacks):
    camille = UserFactory(first_name="Camille", last_name="Lambert", email="camille@private.example")
    client_a.force_login(camille)
    with django_capture_on_commit_callbacks(execute=True):
        client_a.post(f"{association.get_absolute_url()}rejoindre/", {"message": "Je suis trésorière."})
        ask_to_join(association=association, user=camille)
    (letter,) = mail.outbox
    assert letter.to == [manager.email]
    assert "Camille L." in letter.body
    assert "camille@private.example" not in str(letter.message())
    request = JoinRequest.objects.get()
    url = f"/espace-association/associations/{association.slug}/demandes/{request.pk}/"
    assert client_a.post(url, {"role": "manager"}).status_code == 404
    client_a.force_login(manager)
    with django_capture_on_commit_callbacks(execute=True):
        client_a.post(url, {"role": "member"})
    assert association.memberships.get(user=camille).role == "member"
    assert mail.outbox[-1].to == [camille.email]
    answer_join_request(request=request, role="manager", by=manager)
    assert association.memberships.get(user=camille).role == "member"


def test_an_association_keeps_a_manager(client_a, association, manager):
    own = association.memberships.get()
    with pytest.raises(LastManager):
        end_membership(membership=own, by=manager)
    with pytest.raises(LastManager):
        change_role(membership=own, role="member", by=manager)
    other = Membership.objects.create(association=association, user=UserFactory(), role="member")
    client_a.force_login(manager)
    url = f"/espace-association/associations/{association.slug}/equipe"
    client_a.post(f"{url}/{own.pk}/", {"end": "1", "sure": "1"})
    assert association.memberships.count() == 2
    client_a.post(f"{url}/{other.pk}/", {"role": "manager"})
    for act in ({"end": "1"}, {"role": "member"}):
        asked = client_a.post(f"{url}/{own.pk}/", act).content.decode()
        assert f'name="{next(iter(act))}"' in asked
        assert 'name="sure"' in asked
        assert association.memberships.filter(role="manager").count() == 2, "asked once more"
    client_a.post(f"{url}/{own.pk}/", {"end": "1", "sure": "1"})
    assert association.memberships.get() == other
    assert client_a.get(f"{url}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_leave_at_once_leave_one(territory_a):
    with tenant_context(territory_a):
        association = AssociationFactory()
        memberships = [
            Membership.objects.create(association=association, user=UserFactory(), role="manager")
            for _ in range(2)
        ]
    barrier, refused = Barrier(2), []

    def leave(membership):
        with tenant_context(territory_a):
            barrier.wait()
            try:
                end_membership(membership=membership, by=membership.user)
            except LastManager:
                refused.append(membership)
        connection.close()

    threads = [Thread(target=leave, args=[membership]) for membership in memberships]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with tenant_context(territory_a):
        assert association.memberships.count() == 1
    assert len(refused) == 1
