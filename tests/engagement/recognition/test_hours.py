"""Hours, from the association that notes them or the volunteer who declares them, to where both agree."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from engagement.participations.attendance import record_attendance
from engagement.recognition import services
from engagement.recognition.models import Hours, Thanks
from engagement.recognition.schemes import EXPENSE_CEILINGS, in_force
from engagement.recognition.selectors import account_progress, expense_totals, standing_minutes, year_record
from kernel.audit.models import Entry
from kernel.lifecycle import ForbiddenTransition
from kernel.tenancy import TerritoryContext
from tests.factories.engagement import AssociationFactory, MissionFactory, ParticipationFactory, SlotFactory
from tests.factories.people import UserFactory
from tests.factories.recognition import HoursFactory
from tests.harness.clients import HostClient


@pytest.fixture
def manager(in_a: TerritoryContext):
    return UserFactory(email="gerante@boite.example", first_name="Nadia", last_name="Haddad")


@pytest.fixture
def attended(in_a: TerritoryContext, manager):
    """A participation of three hours, the day before yesterday, that the association has noted."""
    now = timezone.now()
    mission = MissionFactory(association__manager=manager, association__name="Le Verger")
    slot = SlotFactory(mission=mission, starts_at=now - timedelta(days=2))
    volunteer = UserFactory(email="odile@boite.example", first_name="Odile", last_name="Perrin")
    participation = ParticipationFactory(mission=mission, slot=slot, user=volunteer, state="accepted")
    record_attendance(
        participation=participation, recorded_by=manager, present=True, hours=Decimal(3), now=now
    )
    return participation


def test_attendance_gives_hours_that_the_volunteer_may_dispute_and_the_association_correct(
    attended, client_a: HostClient, manager, mailoutbox: list, django_capture_on_commit_callbacks
) -> None:
    hours = Hours.objects.get()
    assert (hours.minutes, hours.state, hours.user) == (180, "confirmed", attended.user)
    assert hours.day == timezone.localdate(attended.slot.ends_at)
    client_a.force_login(attended.user)
    page = client_a.get("/mon-engagement/").content.decode()
    assert "3 h" in page
    assert "Le Verger" in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = client_a.post(
            f"/mon-engagement/heures/{hours.pk}/contester/", {"reason": "Je suis restée ranger."}
        )
    assert answer.status_code == 302
    assert mailoutbox[-1].to == [manager.email]
    assert "Je suis restée ranger." in mailoutbox[-1].body
    assert "Perrin" not in mailoutbox[-1].body + mailoutbox[-1].subject
    assert year_record(user=attended.user, year=hours.day.year).minutes == 0

    client_a.force_login(manager)
    assert (
        "1 ligne d’heures attend votre réponse"
        in client_a.get("/espace-association/heures/").content.decode()
    )
    address = f"/espace-association/heures/{hours.pk}/"
    assert "Dites pourquoi" in client_a.post(address, {"correct": "1", "hours": "4,5"}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client_a.post(address, {"correct": "1", "hours": "4,5", "answer": "Vous avez raison."})
    assert mailoutbox[-1].to == [attended.user.email]
    assert "4 h 30" in mailoutbox[-1].body

    client_a.force_login(attended.user)
    client_a.post(f"/mon-engagement/heures/{hours.pk}/accepter/")
    hours.refresh_from_db()
    assert (hours.minutes, hours.state) == (270, "settled")
    assert set(Entry.objects.values_list("act", flat=True)) >= {"hours.disputed", "hours.settled"}


def test_attendance_said_again_replaces_and_taken_back_removes(attended, manager) -> None:
    now = timezone.now()
    record_attendance(participation=attended, recorded_by=manager, present=True, hours=Decimal(2), now=now)
    assert Hours.objects.get().minutes == 120
    record_attendance(participation=attended, recorded_by=manager, present=False, now=now)
    assert not Hours.objects.exists()


def test_declared_hours_wait_for_the_association(
    attended, client_a: HostClient, manager, mailoutbox: list, django_capture_on_commit_callbacks
) -> None:
    volunteer, association = attended.user, attended.mission.association
    client_a.force_login(volunteer)
    given = {"association": association.pk, "day": timezone.localdate().isoformat(), "hours": "2,25"}
    with django_capture_on_commit_callbacks(execute=True):
        client_a.post("/mon-engagement/heures/", given | {"note": "Caisse du marché"})
    hours = Hours.objects.get(state="declared")
    assert (hours.minutes, hours.declared_minutes) == (135, 135)
    assert mailoutbox[-1].to == [manager.email]
    stranger = AssociationFactory()
    page = client_a.post("/mon-engagement/heures/", given | {"association": stranger.pk})
    assert page.status_code == 200
    assert (
        "vingt-quatre heures"
        in client_a.post("/mon-engagement/heures/", given | {"hours": "23"}).content.decode()
    )

    client_a.force_login(manager)
    client_a.post(
        f"/espace-association/heures/{hours.pk}/", {"refuse": "1", "answer": "Le marché était fermé."}
    )
    hours.refresh_from_db()
    assert (hours.state, hours.minutes) == ("refused", 0)
    services.dispute_hours(hours=hours, reason="Non, ouvert.", now=timezone.now())
    services.maintain_hours(hours=hours, answer="Fermé.", by=manager, now=timezone.now())
    hours.refresh_from_db()
    assert hours.state == "settled"
    assert hours not in Hours.objects.standing()
    with pytest.raises(ForbiddenTransition):
        services.dispute_hours(hours=hours, reason="Encore.", now=timezone.now())


def test_hours_are_answered_by_their_own(attended, client_a: HostClient) -> None:
    hours = Hours.objects.get()
    stranger = UserFactory()
    AssociationFactory(manager=stranger)
    client_a.force_login(stranger)
    for address in (
        f"/espace-association/heures/{hours.pk}/",
        f"/mon-engagement/heures/{hours.pk}/contester/",
    ):
        assert client_a.get(address).status_code == 404
    assert client_a.post(f"/mon-engagement/heures/{hours.pk}/accepter/").status_code == 404
    with pytest.raises(services.NotAVolunteerThere):
        services.declare_hours(
            user=stranger,
            association=hours.association,
            day=timezone.localdate(),
            minutes=60,
            now=timezone.now(),
        )


def test_a_word_of_thanks_arrives_and_stays(
    attended, client_a: HostClient, manager, mailoutbox: list, django_capture_on_commit_callbacks
) -> None:
    hours = Hours.objects.get()
    client_a.force_login(manager)
    address = f"/espace-association/heures/{hours.pk}/merci/"
    assert client_a.post(address, {"text": "Appelez le 0475 12 34 56"}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client_a.post(address, {"text": "Votre bonne humeur a fait la journée."})
    assert Thanks.objects.get().user == attended.user
    assert "Votre bonne humeur" in mailoutbox[-1].body
    client_a.force_login(attended.user)
    assert "Votre bonne humeur" in client_a.get("/mon-engagement/").content.decode()


def test_the_year_adds_up_what_stands(in_a: TerritoryContext) -> None:
    user = UserFactory()
    today = timezone.localdate()
    sport = AssociationFactory(name="Le Club", causes=["sport"])
    HoursFactory(user=user, minutes=90)
    HoursFactory(user=user, association=sport, minutes=6600)
    HoursFactory(user=user, association=sport, minutes=5400, state="settled")
    for state in ("declared", "disputed", "refused"):
        HoursFactory(user=user, state=state)
    record = year_record(user=user, year=today.year)
    assert record.minutes == 90 + 12000
    assert record.by_association[0] == ("Le Club", 12000)
    assert record.by_month[today.month - 1] == record.minutes
    progress = account_progress(record)
    assert (progress.hours, progress.hours_in_one, progress.is_reached) == (201, 200, True)


def test_the_belgian_ceilings_warn(in_a: TerritoryContext, client_a: HostClient) -> None:
    user = UserFactory()
    client_a.force_login(user)
    year = timezone.localdate().year
    values_of, values = in_force(EXPENSE_CEILINGS, year)
    assert values_of == min(year, max(EXPENSE_CEILINGS))
    day = timezone.localdate()
    assert client_a.post("/mon-engagement/frais/", {"day": day, "amount": "50,00"}).status_code == 302
    totals = expense_totals(user=user, year=year)
    assert totals.over == [(day, Decimal("50.00"))]
    assert not totals.is_near
    services.note_expense(user=user, association=None, day=day, amount=values.yearly * Decimal("0.8"))
    page = client_a.get("/mon-engagement/").content.decode()
    assert "Vous approchez du plafond de l’année" in page
    assert "Compte d’engagement citoyen" not in page
    services.note_expense(user=user, association=None, day=day, amount=values.yearly)
    assert "Vous dépassez le plafond" in client_a.get("/mon-engagement/frais/").content.decode()


def test_erased_hours_stay_as_numbers(attended) -> None:
    association = attended.mission.association
    HoursFactory(user=attended.user, association=association, state="disputed", dispute="De ma part, Odile")
    services.anonymise_hours(user=attended.user, now=timezone.now())
    kept = Hours.objects.get()
    assert (kept.user, kept.participation, kept.note, kept.minutes, kept.day.day) == (None, None, "", 180, 1)
    assert standing_minutes(association=association) == 180


def test_lists_cost_the_same_with_one_line_and_with_three(
    in_a: TerritoryContext, client_a: HostClient, django_assert_num_queries
) -> None:
    user, manager = UserFactory(), UserFactory()
    association = AssociationFactory(manager=manager)
    client_a.force_login(user)
    for number in (1, 2):
        for _more in range(number):
            HoursFactory(user=user, association=association)
        client_a.get("/mon-engagement/")
        with django_assert_num_queries(11):
            client_a.get("/mon-engagement/")
    client_a.force_login(manager)
    client_a.get("/espace-association/heures/")
    with django_assert_num_queries(8):
        client_a.get("/espace-association/heures/")
    HoursFactory(association=association)
    with django_assert_num_queries(8):
        client_a.get("/espace-association/heures/")
