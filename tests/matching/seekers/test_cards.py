"""A card follows a profile whatever writes it, says nothing of who it is, and goes with the consent."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.utils import timezone

from engagement.privacy.erasure import erase_person
from engagement.privacy.services import withdraw_consent
from engagement.volunteers.models import Volunteer
from engagement.volunteers.services import FINDABLE, Profile, save_profile
from kernel.accounts.models import User
from kernel.tenancy import TerritoryContext, public_context, tenant_context
from matching.seekers.models import SeekerCard
from matching.seekers.services import reconcile_cards
from tenants.registry.models import Territory
from tenants.registry.signals import territory_changed
from tests.factories.engagement import VolunteerFactory
from tests.factories.people import UserFactory


def held() -> dict[str, str]:
    """Every card as its text, by code."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT code::text, card::text FROM public.seekers_seekercard AS card")
        return dict(cursor.fetchall())


def test_a_consent_makes_a_card_that_says_what_she_can_do_and_not_who_she_is(in_a):
    user = UserFactory(first_name="Camille", last_name="Lambert", email="camille@personne.example")
    profile = Profile(skills=["handiwork"], availability=["sat-morning"], birth_year=1980, radius_km=12)
    save_profile(user=user, profile=profile)
    assert held() == {}
    volunteer = VolunteerFactory(findable=True, birth_year=1980)
    card = SeekerCard.objects.get()
    assert (card.code, card.territory_id) == (volunteer.card, in_a.id)
    assert (card.skills, card.availability) == (["handiwork"], ["sat-morning"])
    assert (card.latitude, card.longitude) == (
        round(volunteer.commune.latitude, 1),
        round(volunteer.commune.longitude, 1),
    )
    said = held()[str(card.code)]
    person = volunteer.user
    for secret in (person.first_name, person.last_name, person.email, volunteer.commune_id, "1980"):
        assert secret not in said


def _withdrawn(volunteer: Volunteer) -> None:
    withdraw_consent(user=volunteer.user, purpose=FINDABLE, now=timezone.now())


def _saved_without(volunteer: Volunteer) -> None:
    save_profile(user=volunteer.user, profile=Profile(findable=False))


def _raw_sql(volunteer: Volunteer) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE volunteers_volunteer SET findable = false WHERE id = %s", [volunteer.pk])


def _suspended(volunteer: Volunteer) -> None:
    User.objects.filter(pk=volunteer.user_id).update(is_active=False)


def _erased(volunteer: Volunteer) -> None:
    erase_person(user=volunteer.user, now=timezone.now())


def _young(volunteer: Volunteer) -> None:
    Volunteer.objects.filter(pk=volunteer.pk).update(birth_year=timezone.now().year - 15)


@pytest.mark.parametrize("end", [_withdrawn, _saved_without, _raw_sql, _suspended, _erased, _young])
def test_what_ends_it_removes_the_card_in_the_same_transaction(in_a, end: Callable[[Volunteer], None]):
    volunteer, other = VolunteerFactory(findable=True), VolunteerFactory(findable=True)
    end(volunteer)
    assert set(held()) == {str(other.card)}


def test_a_bulk_update_and_an_account_that_opens_again_are_followed(in_a):
    volunteer = VolunteerFactory(findable=True, user__is_active=False)
    assert held() == {}
    User.objects.filter(pk=volunteer.user_id).update(is_active=True)
    Volunteer.objects.update(skills=["cooking"], commune=None)
    card = SeekerCard.objects.get()
    assert (card.skills, card.latitude) == (["cooking"], None)


def test_a_territory_that_closes_has_none_and_has_them_again(in_a):
    volunteer = VolunteerFactory(findable=True)
    with public_context():
        territory = Territory.objects.get(pk=in_a.id)
        for state, codes in (("suspended", set()), ("live", {str(volunteer.card)})):
            before = territory.context()
            Territory.objects.filter(pk=territory.pk).update(state=state)
            territory.refresh_from_db()
            territory_changed.send(sender=Territory, territory=territory, before=before)
            assert set(held()) == codes


def test_what_no_trigger_saw_is_healed(in_a):
    kept, missing, gone = (VolunteerFactory(findable=True) for _ in range(3))
    SeekerCard.objects.filter(code=missing.card).delete()
    SeekerCard.objects.filter(code=kept.card).update(radius_km=99)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        Volunteer.objects.filter(pk=gone.pk).update(findable=False)
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert reconcile_cards(territory=in_a) == 3
    assert set(SeekerCard.objects.values_list("code", "radius_km")) == {(kept.card, 20), (missing.card, 20)}
    assert reconcile_cards(territory=in_a) == 0


@pytest.mark.django_db(transaction=True)
def test_a_profile_that_is_saved_while_the_account_is_suspended_leaves_no_card(territory_a: TerritoryContext):
    with tenant_context(territory_a):
        volunteer = VolunteerFactory(findable=True)
    written, suspending = threading.Event(), threading.Event()

    def suspend() -> None:
        with tenant_context(territory_a):
            assert written.wait(60)
            suspending.set()
            _suspended(volunteer)
            connection.close()

    thread = threading.Thread(target=suspend)
    thread.start()
    with tenant_context(territory_a), transaction.atomic():
        Volunteer.objects.filter(pk=volunteer.pk).update(
            radius_km=5
        )  # its card is written, her account still open
        written.set()
        assert suspending.wait(60)
        thread.join(0.5)
    thread.join(60)
    assert held() == {}
