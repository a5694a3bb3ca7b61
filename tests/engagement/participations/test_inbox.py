"""The association's inbox: answers together, attendance, export, questions; and the promise to answer."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils import timezone
from icalendar import Calendar
from openpyxl import load_workbook

from engagement.missions.services import copy_mission
from engagement.participations.models import Participation
from engagement.participations.promise import alert_team, answer_time_in_words, nudge_managers
from engagement.participations.questions import QuestionContent, questions_of, set_questions
from engagement.participations.reminders import send_reminders
from engagement.participations.services import accept_participation, withdraw_participation
from engagement.participations.signals import attendance_recorded
from engagement.participations.tasks import keep_the_promise
from tests.factories.engagement import (
    AssociationFactory,
    MissionFactory,
    ParticipationFactory,
    SlotFactory,
    VolunteerFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("in_a")
DAY = timedelta(days=1)


def text(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def manager(client_a):
    manager = UserFactory()
    client_a.force_login(manager)
    return manager


@pytest.fixture
def mission(manager):
    return MissionFactory(association=AssociationFactory(manager=manager), capacity=2)


def test_many_are_answered_at_once_and_what_could_not_be_is_said(client_a, mission, now):
    asked = [
        ParticipationFactory(mission=mission, requested_at=now - n * DAY, user__first_name=name)
        for n, name in enumerate(("Tardive", "Milou", "Première"))
    ]
    foreign = ParticipationFactory()
    data = {"accept": "1", "request": [one.pk for one in [*asked, foreign]], "query": "state=requested"}
    response = client_a.post("/espace-association/demandes/reponses/", data, follow=True)
    said = text(response)
    assert "2 personnes acceptées" in said
    assert "1 demande n’a pas pu l’être. Il n’y a plus de place. (Tardive" in said
    assert response.redirect_chain[-1][0] == "/espace-association/?state=requested"
    states = dict(Participation.objects.values_list("pk", "state"))
    assert [states[one.pk] for one in [*asked, foreign]] == ["requested", "accepted", "accepted", "requested"]

    data = {"decline": "1", "request": [asked[0].pk]}
    assert (
        "Merci de dire pourquoi"
        in text(client_a.post("/espace-association/demandes/reponses/", data, follow=True))
        or Participation.objects.filter(pk=asked[0].pk, state="requested").exists()
    )
    client_a.post("/espace-association/demandes/reponses/", data | {"answer": "Complet, désolés."})
    assert Participation.objects.get(pk=asked[0].pk).state == "declined"


def test_filters_narrow_and_names_are_no_way_to_a_family_name(client_a, mission):
    user = UserFactory(first_name="Zélie", last_name="Vandermeulen")
    ParticipationFactory(mission=mission, user=user)
    ParticipationFactory(mission=mission, state="declined", user__first_name="Oscar")
    for query, seen in (
        ("", True),
        ("?state=requested", True),
        ("?state=declined", False),
        (f"?mission={mission.pk}", True),
        ("?days=3", False),
        ("?name=zelie", True),
        ("?name=Z%C3%A9lie+V.", True),
        ("?name=Vander", False),
        ("?mission=autre&slot=x&days=z", True),
    ):
        assert ("Zélie V." in text(client_a.get(f"/espace-association/{query}"))) is seen, query


@pytest.mark.parametrize("number", [1, 3, 300])
def test_the_export_of_the_inbox_costs_the_same(client_a, mission, number, django_assert_num_queries):
    user = VolunteerFactory().user
    export = "/espace-association/demandes/participations.xlsx"
    client_a.get(export)
    Participation.objects.bulk_create(
        Participation(mission=mission, user=user, state="declined", requested_at=timezone.now())
        for _ in range(number)
    )
    with django_assert_num_queries(7):
        client_a.get(export)


def test_the_export_runs_no_formula_and_shows_no_address(client_a, mission):
    ParticipationFactory(
        mission=mission,
        user=UserFactory(email="secret@private.example", first_name="=1+1", last_name="Haddad"),
        message="@SUM(A1)",
        replies=[{"question": "Des bottes ?", "answer": "Oui"}],
    )
    response = client_a.get("/espace-association/demandes/participations.xlsx")
    rows = list(load_workbook(BytesIO(response.content)).active.values)
    assert rows[1][3] == "'=1+1 H."
    assert rows[1][7] == "'@SUM(A1)"
    assert rows[1][8] == "Des bottes ? Oui"
    assert "private.example" not in str(rows)


def test_attendance_is_noted_with_the_usual_hours_and_corrected(client_a, mission, now):
    slot = SlotFactory(mission=mission, starts_at=now - timedelta(hours=5))
    came, missed = (ParticipationFactory(mission=mission, slot=slot, state="accepted") for _ in range(2))
    heard = []

    def hear(participation, hours, **kwargs):
        heard.append((participation.pk, hours))

    attendance_recorded.connect(hear)
    url = f"/espace-association/missions/{mission.pk}/presences/{slot.pk}/"
    try:
        assert 'value="3' in client_a.get(url).content.decode()
        data = {f"p{came.pk}-presence": "present", f"p{came.pk}-hours": "2,5", f"p{missed.pk}-presence": ""}
        client_a.post(url, data)
        client_a.post(url, data | {f"p{missed.pk}-presence": "absent"})
    finally:
        attendance_recorded.disconnect(hear)
    assert heard == [(came.pk, Decimal("2.5")), (missed.pk, None)]
    rows = dict(Participation.objects.values_list("pk", "state"))
    assert (rows[came.pk], rows[missed.pk]) == ("attended", "absent")
    client_a.force_login(UserFactory())
    assert client_a.get(url).status_code == 404


def test_the_associations_questions_are_asked_kept_and_copied(client_a, manager, mission):
    url = f"/espace-association/missions/{mission.pk}/questions/"
    rows = [
        ("Avez-vous des bottes ?", "yes-no", ""),
        ("Quel atelier ?", "choice", "Bois\nFer"),
        ("", "short", ""),
    ]
    data = {"questions-TOTAL_FORMS": 3, "questions-INITIAL_FORMS": 0}
    for n, (question, kind, choices) in enumerate(rows):
        data |= {f"questions-{n}-text": question, f"questions-{n}-kind": kind}
        data |= {f"questions-{n}-choices": choices, f"questions-{n}-is_required": "on"}
    assert client_a.post(url, data).status_code == 302
    boots, workshop = questions_of(mission=mission)
    assert workshop.choices == ["Bois", "Fer"]

    client_a.force_login(UserFactory())
    join = f"{mission.get_absolute_url()}participer/"
    assert client_a.post(join, {}).status_code == 200  # both need an answer
    client_a.post(join, {f"question_{boots.pk}": "yes", f"question_{workshop.pk}": "Fer"})
    asked = Participation.objects.get()
    assert asked.replies == [
        {"question": "Avez-vous des bottes ?", "answer": "Oui"},
        {"question": "Quel atelier ?", "answer": "Fer"},
    ]
    set_questions(mission=mission, questions=[QuestionContent(text="Autre", kind="long")])
    client_a.force_login(manager)
    assert "Avez-vous des bottes ?" in text(client_a.get(f"/espace-association/demandes/{asked.pk}/"))
    assert [one.text for one in questions_of(mission=copy_mission(mission=mission))] == ["Autre"]


# --- Time ------------------------------------------------------------------------------------------------------------


def test_a_reminder_goes_out_once_and_never_too_late(now, mailoutbox, django_capture_on_commit_callbacks):
    slot = SlotFactory(starts_at=now + 3 * DAY)
    ParticipationFactory(mission=slot.mission, slot=slot, state="accepted")
    ParticipationFactory(mission=slot.mission, slot=slot)
    with django_capture_on_commit_callbacks(execute=True):
        assert send_reminders(now=now) == 0
        assert send_reminders(now=slot.starts_at) == 0
        assert (
            send_reminders(now=slot.starts_at - timedelta(minutes=1)) == 1
        )  # the worker was down until then
        assert send_reminders(now=slot.starts_at - timedelta(minutes=1)) == 0
    assert len(mailoutbox) == 1


def test_calendar_entries_come_change_and_go(
    client_a, manager, mission, now, mailoutbox, django_capture_on_commit_callbacks
):
    slot = SlotFactory(mission=mission, starts_at=now + 5 * DAY)
    asked = ParticipationFactory(mission=mission, slot=slot)
    client_a.force_login(asked.user)
    with django_capture_on_commit_callbacks(execute=True):
        accept_participation(participation=asked, answered_by=manager, now=now)
    client_a.post("/mes-participations/agenda/", {"open": "1"})
    feed = re.search(r"/agenda-personnel/[\w-]+/missions.ics", text_of_input(client_a))[0]
    one = Calendar.from_ical(client_a.get(f"/mes-participations/{asked.pk}/mission.ics").content)
    client_a.logout()
    every = Calendar.from_ical(client_a.get(feed).content)
    assert [event["uid"] for event in every.walk("VEVENT")] == [event["uid"] for event in one.walk("VEVENT")]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_participation(participation=asked, now=now)
    assert not Calendar.from_ical(client_a.get(feed).content).walk("VEVENT")
    files = [file for mail in mailoutbox if mail.to == [asked.user.email] for file in mail.attachments]
    entries = [Calendar.from_ical(file[1]) for file in files]
    assert [entry["method"] for entry in entries] == ["PUBLISH", "CANCEL"]
    events = [entry.walk("VEVENT")[0] for entry in entries]
    assert events[0]["uid"] == events[1]["uid"]
    assert [event["sequence"] for event in events] == [0, 1]
    client_a.force_login(asked.user)
    client_a.post("/mes-participations/agenda/", {"close": "1"})
    assert client_a.get(feed).status_code == 404


def text_of_input(client) -> str:
    return client.get("/mes-participations/agenda/").content.decode()


def test_who_leaves_people_waiting_is_reminded_once_then_the_team_is_told(
    territory_a, mission, manager, now, mailoutbox, django_capture_on_commit_callbacks
):
    ParticipationFactory(mission=mission, requested_at=now - 6 * DAY)
    ParticipationFactory(mission=mission, requested_at=now - DAY)
    with django_capture_on_commit_callbacks(execute=True):
        assert nudge_managers(now=now) == 1
        assert nudge_managers(now=now) == 0
        assert alert_team(now=now) == 0
    assert [mail.to for mail in mailoutbox] == [[manager.email]]
    assert "2 personnes attendent votre réponse" in mailoutbox[0].subject
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert alert_team(now=now + 5 * DAY) == 1
        ParticipationFactory(mission=mission, requested_at=now - 20 * DAY)
        assert alert_team(now=now + 5 * DAY) == 0, "once a day"
        assert alert_team(now=now + 6 * DAY + timedelta(minutes=1)) == 1
    assert {mail.to[0] for mail in mailoutbox} == {f"editor@{territory_a.slug}.example"}
    mailoutbox.clear()
    Participation.objects.update(nudged_at=None, alerted_at=None, requested_at=now - 30 * DAY)
    with django_capture_on_commit_callbacks(execute=True):
        keep_the_promise()
        keep_the_promise()
    told = sorted(mail.to[0] for mail in mailoutbox)
    assert told == sorted([manager.email, f"editor@{territory_a.slug}.example"]), (
        "late, both hear of it, once"
    )


def test_a_good_answer_time_is_shown(client_a, mission, manager, now):
    for _ in range(4):
        ParticipationFactory(
            mission=mission,
            state="declined",
            requested_at=now - 3 * DAY,
            answered_at=now - DAY,
            answered_by=manager,
        )
    assert answer_time_in_words(association_id=mission.association_id, now=now) == ""
    ParticipationFactory(
        mission=mission,
        state="declined",
        requested_at=now - 9 * DAY,
        answered_at=now - DAY,
        answered_by=manager,
    )
    assert "Répond en général en 2 jours" in text(client_a.get(mission.get_absolute_url()))
    assert "Répond en général en 2 jours" in text(client_a.get(mission.association.get_absolute_url()))
