"""Who minds the team's accounts may not take over anybody's, nor read who the citizens are."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail.users.models import UserProfile

from cms.pages.models import HomePage
from engagement.passes.models import Pass
from kernel.accounts.models import User
from kernel.audit.models import Entry
from kernel.mail.models import OutgoingMail
from tests.cms.test_back_office import home_form
from tests.factories.agenda import RegistrationFactory
from tests.factories.engagement import AssociationFactory, MissionFactory, ParticipationFactory
from tests.factories.people import UserFactory
from tests.harness.database import EDITOR_PASSWORD


@pytest.fixture
def operator(in_a, client_a):
    client_a.force_login(User.objects.get(email="editor@vallee-claire.example"))
    return client_a


@pytest.fixture
def colleague(in_a) -> User:
    account = UserFactory(email="collegue@vallee-claire.example")
    account.groups.add(Group.objects.get(name="Rédaction"))
    return account


def test_citizens_and_administrators_are_not_listed_nor_opened(operator, colleague):
    citizen = UserFactory(email="citoyenne@vallee-claire.example")
    administrator = UserFactory(email="admin@vallee-claire.example", superuser=True)
    listed = operator.get(reverse("wagtailusers_users:index")).content.decode()
    assert colleague.email in listed
    for stranger in (citizen, administrator):
        assert stranger.email not in listed
        for action in ("edit", "history"):
            address = reverse(f"wagtailusers_users:{action}", args=[stranger.pk])
            assert operator.get(address).status_code == 404
        operator.post(
            reverse("wagtailusers_users:edit", args=[stranger.pk]),
            {"email": "pirate@example.org", "first_name": "P", "last_name": "P", "is_active": "on"},
        )
        stranger.refresh_from_db()
        assert stranger.email != "pirate@example.org"


def test_a_colleague_keeps_her_password_and_address(operator, colleague):
    before = colleague.password
    response = operator.post(
        reverse("wagtailusers_users:edit", args=[colleague.pk]),
        {
            "email": "pirate@example.org",
            "first_name": "Claire",
            "last_name": "Mangin",
            "password1": "un-nouveau-mot-de-passe",
            "password2": "un-nouveau-mot-de-passe",
            "is_active": "on",
            "groups": [Group.objects.get(name="Rédaction").pk],
        },
    )
    assert response.status_code == 302
    colleague.refresh_from_db()
    assert colleague.first_name == "Claire"
    assert (colleague.email, colleague.password) == ("collegue@vallee-claire.example", before)


def test_wagtails_own_sign_in_is_no_way_in(in_a, client_a):
    credentials = {"username": "editor@vallee-claire.example", "password": EDITOR_PASSWORD}
    response = client_a.post("/_util/login/?next=/admin/", credentials)
    assert (response.status_code, response["Location"]) == (302, "/compte/login/?next=/admin/")
    assert "_auth_user_id" not in client_a.session


def test_wagtails_own_emails_are_ours(
    in_a, operator, colleague, mailoutbox, django_capture_on_commit_callbacks
):
    reader = UserFactory(email="relectrice@vallee-claire.example", first_name="Agathe", last_name="Lenoir")
    reader.groups.add(Group.objects.get(name="Modération"))
    home = HomePage.objects.get()
    home.save_revision()

    def letter_to(person, act):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        (letter,) = (mail for mail in mailoutbox if mail.to == [person.email])
        message = letter.message()
        assert str(message["From"]).startswith("Vallée-Claire <")
        assert f"Bonjour {person.first_name}," in letter.body
        for other in {reader, colleague} - {person}:
            assert other.email not in message.as_string()
        return letter

    state = []
    submitted = letter_to(reader, lambda: state.append(Workflow.objects.get().start(home, colleague)))
    kinds = OutgoingMail.objects.filter(to=reader.email).values_list("kind", flat=True)
    assert list(kinds) == ["team_pages"]
    assert submitted.subject == "La page « Accueil » attend votre relecture (Modération)"
    assert f"{in_a.base_url}{reverse('wagtailadmin_pages:edit', args=[home.pk])}" in submitted.body

    def answer(action, **more):
        step = state[0].current_task_state
        return lambda: step.task.on_action(step, reader, action, **more)

    refused = letter_to(colleague, answer("reject", comment="Un mot de trop."))
    assert "Agathe Lenoir vous renvoie la page" in refused.body
    assert "Un mot de trop." in refused.body
    state[0].resume(user=colleague)
    state[0].refresh_from_db()
    approved = letter_to(colleague, answer("approve"))
    assert approved.subject == "La page « Accueil » est approuvée (Modération)"
    assert f"{in_a.base_url}/" in approved.body


def test_comments_on_a_page_reach_those_whom_they_concern(
    in_a, operator, colleague, mailoutbox, django_capture_on_commit_callbacks
):
    home = HomePage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[home.pk])
    theirs = operator.__class__(operator.host, in_a)
    theirs.force_login(colleague)
    first_editor = User.objects.get(email="editor@vallee-claire.example")

    def say(client, comment=None, *, answer="", **more):
        """A comment, or what one does with it, saved with the page; the letters it makes."""
        mailoutbox.clear()
        answers = [{"text": answer}] if answer else []
        said = {"text": "Un mot de plus ?", "contentpath": "hero_title", "replies": inline_formset(answers)}
        if comment:
            said |= {"id": comment.pk, "text": comment.text}
        form = home_form(home) | nested_form_data(
            {"comments": inline_formset([said | more], initial=1 if comment else 0)}
        )
        del form["action-publish"]
        with django_capture_on_commit_callbacks(execute=True):
            saved = client.post(edit, form, headers={"Accept": "application/json"}).json()
        assert saved["success"], saved
        return list(mailoutbox)

    theirs.post(edit, home_form(home) | {"comment_notifications": "on"})
    (told,) = say(operator, text="Écrire à bonjour@libin.example ?")
    comment = Comment.objects.get()
    (answered,) = say(theirs, comment, answer="Oui.")
    colleague.first_name = colleague.last_name = ""
    colleague.save()
    (settled,) = say(operator, comment, resolved="on")
    for letter, person, words in (
        (told, colleague, "Nouveaux commentaires\u00a0:\n– Écrire à bonjour@libin.example ?"),
        (answered, first_editor, "«\u00a0Écrire à bonjour@libin.example ?\u00a0»\u00a0:\n– Oui."),
        (settled, colleague, "Réglé\u00a0:\n– Écrire à bonjour@libin.example ?"),
    ):
        assert letter.to == [person.email]
        assert letter.message()["From"].startswith("Vallée-Claire <")
        assert "la page « Accueil »" in letter.subject
        assert words in letter.body
        assert f'<a href="{in_a.base_url}{edit}"' in letter.alternatives[0].content
        others = {colleague.email, first_editor.email} - {person.email}
        assert not [address for address in others if address in letter.message().as_string()]

    UserProfile.objects.filter(user=colleague).update(updated_comments_notifications=False)
    assert not say(operator)
    UserProfile.objects.filter(user=colleague).update(updated_comments_notifications=True)
    colleague.groups.clear()
    assert not say(operator), "who has left the team reads no more of it"


def test_who_lost_the_second_step_is_let_in_again(operator, mailoutbox, django_capture_on_commit_callbacks):
    address = reverse("backoffice_second_factor")
    assert address in operator.get("/admin/").content.decode()
    person = UserFactory(email="gerante@vallee-claire.example")
    administrator = UserFactory(email="admin@vallee-claire.example", superuser=True)
    for account in (person, administrator):
        Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    answers = set()
    with django_capture_on_commit_callbacks(execute=True):
        for email in (person.email.upper(), administrator.email, "personne@vallee-claire.example"):
            values = {"email": email, "how": "met"}
            assert "Cochez la case" in operator.post(address, values).content.decode()
            page = operator.post(address, values | {"sure": "on"}, follow=True).content.decode()
            answers.add(re.search(r"Si ce compte[^<]+", page)[0])
    assert len(answers) == 1, "it does not say who has an account"
    assert list(Authenticator.objects.values_list("user__email", flat=True)) == [administrator.email]
    assert [mail.to for mail in mailoutbox] == [[person.email]]
    entry = Entry.objects.get(act="accounts.second_factor_reset")
    assert (entry.actor.email, entry.details) == ("editor@vallee-claire.example", {"how": "met"})
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Rédaction"))
    operator.force_login(editor)
    assert operator.get(address)["Location"] == "/admin/"


def test_a_role_given_to_several_is_in_the_journal(operator, colleague):
    role = Group.objects.get(name="Modération")
    address = reverse("wagtail_bulk_action", args=["accounts", "user", "assign_role"])
    assert (
        operator.post(f"{address}?id={colleague.pk}&next=/admin/users/", {"role": role.pk}).status_code == 302
    )
    entry = Entry.objects.get(act="team.roles_changed")
    assert entry.details == {"before": ["Rédaction"], "after": ["Modération", "Rédaction"]}
    assert (entry.subject_id, entry.actor.email) == (str(colleague.pk), "editor@vallee-claire.example")


def test_closing_and_erasing_accounts_is_in_the_journal_and_follows_the_rules_of_erasure(
    in_a, client_a, colleague
):
    """One by one and several at once; who is the last manager of an association stays."""
    administrator = UserFactory(superuser=True)
    client_a.force_login(administrator)
    gone, manager = UserFactory(), UserFactory()
    AssociationFactory(manager=manager)
    for one in (gone, manager):
        one.groups.add(Group.objects.get(name="Rédaction"))
    several = f"?id={colleague.pk}&next=/admin/users/"
    closing = reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"]) + several
    for is_open in ("False", "False", "True"):
        assert client_a.post(closing, {"mark_as_active": is_open}).status_code == 302
    edited = {"email": colleague.email, "first_name": "Léa", "last_name": "Roux"}
    edited["groups"] = [one.pk for one in colleague.groups.all()]
    edit = reverse("wagtailusers_users:edit", args=[colleague.pk])
    assert client_a.post(edit, edited).status_code == 302, "not ticked: closed"
    erasing = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])
    client_a.post(f"{erasing}?id={gone.pk}&id={manager.pk}&next=/admin/users/")
    for one in (colleague, manager):
        client_a.post(reverse("wagtailusers_users:delete", args=[one.pk]))
    acts = Entry.objects.filter(act__startswith="team.").order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["team.closed", "team.opened", "team.closed"]
    erased = Entry.objects.filter(act="person.removed").values_list("subject_id", "actor")
    assert set(erased) == {(str(one.pk), administrator.pk) for one in (gone, colleague)}
    assert list(User.objects.filter(pk__in=[gone.pk, colleague.pk, manager.pk])) == [manager]


@pytest.mark.parametrize("how", ["edited", "several"])
def test_whose_account_is_closed_is_expected_nowhere_and_others_get_the_places(
    in_a, client_a, colleague, how, mailoutbox, django_capture_on_commit_callbacks
):
    client_a.force_login(UserFactory(superuser=True))
    mission = MissionFactory(capacity=1, association__manager=(manager := UserFactory()))
    place = ParticipationFactory(user=colleague, mission=mission, state="accepted")
    following = ParticipationFactory(mission=mission, state="waiting")
    past = ParticipationFactory(user=colleague, state="attended")
    RegistrationFactory(user=colleague)
    Pass.objects.create(
        user=colleague,
        host="val-sombre",
        host_name="Val-Sombre",
        agreed_at=timezone.now(),
        crossed_at=timezone.now(),
    )
    address, values = {
        "edited": (
            reverse("wagtailusers_users:edit", args=[colleague.pk]),
            {"email": colleague.email, "first_name": "Léa", "last_name": "Roux"},
        ),
        "several": (
            reverse("wagtail_bulk_action", args=["accounts", "user", "set_active_state"])
            + f"?id={colleague.pk}&next=/admin/users/",
            {"mark_as_active": "False"},
        ),
    }[how]
    with django_capture_on_commit_callbacks(execute=True):
        assert client_a.post(address, values).status_code == 302
    for one in (place, following, past):
        one.refresh_from_db()
    assert [place.state, following.state, past.state] == ["withdrawn", "offered", "attended"]
    assert not colleague.event_registrations.exists()
    assert not Pass.objects.exists()
    assert {mail.to[0] for mail in mailoutbox} == {manager.email, following.user.email}
    [told] = [mail for mail in mailoutbox if mail.to == [manager.email]]
    assert "avait une place" in told.body
    assert "ne peut plus venir" in told.body
    assert "fermé" not in told.body, "why is her business"


def test_what_a_group_may_do_is_in_the_journal(in_a, client_a):
    client_a.force_login(UserFactory(superuser=True))
    page = client_a.get(reverse("wagtailusers_groups:add")).content.decode()
    empty = dict(re.findall(r'name="([\w-]+-(?:TOTAL|INITIAL)_FORMS)"[^>]*value="(\d+)"', page))
    permission = Permission.objects.get(codename="view_entry")
    client_a.post(
        reverse("wagtailusers_groups:add"), empty | {"name": "Archives", "permissions": [permission.pk]}
    )
    group = Group.objects.get(name="Archives")
    client_a.post(reverse("wagtailusers_groups:edit", args=[group.pk]), empty | {"name": "Archives"})
    client_a.post(reverse("wagtailusers_groups:delete", args=[group.pk]))
    entries = Entry.objects.filter(act="team.group_changed", subject_label="Archives").order_by("pk")
    assert list(entries.values_list("details", flat=True)) == [
        {"given": ["audit.view_entry"], "taken": []},
        {"given": [], "taken": ["audit.view_entry"]},
        {"given": [], "taken": []},
    ]
