"""The territory's own events in the back office."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from cms.team.roles import EDITORS, MEDIATORS
from engagement.agenda.models import Event
from kernel.audit.models import Entry
from tests.factories.agenda import EventFactory, RegistrationFactory
from tests.factories.engagement import MissionFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("in_a")
EVENTS = "/admin/events/"


def typed(**more: str) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=9)
    return {
        "title": "Forum des associations",
        "description": "Toutes les associations de la vallée.",
        "first_day": day.isoformat(),
        "start_time": "10:00",
        "end_time": "17:00",
        "frequency": "once",
        "commune": "Libin",
        "takes_registrations": "on",
    } | more


def test_an_editor_writes_shows_changes_and_cancels_an_event_of_the_territory(
    client_a, mailoutbox, django_capture_on_commit_callbacks
):
    editor, theirs = UserFactory(), EventFactory()
    editor.groups.add(Group.objects.get(name=EDITORS.name))
    client_a.force_login(editor)
    assert "Aucun événement" in client_a.get(EVENTS).content.decode()
    hand = MissionFactory(title="Tenir l’accueil du forum")
    refused = client_a.post(f"{EVENTS}new/", typed(commune="Nullepart"))
    assert "Forum des associations" in refused.content.decode()
    assert client_a.post(f"{EVENTS}new/", typed(missions=hand.pk))["Location"] == EVENTS
    event = Event.objects.get(association=None)
    assert event.missions.get() == hand
    assert (event.state, event.occurrences.count()) == ("draft", 1)
    client_a.post(f"{EVENTS}{event.pk}/publish/")
    assert event.title in client_a.get("/agenda/").content.decode()

    guest = RegistrationFactory(event=event, people=2).user
    with django_capture_on_commit_callbacks(execute=True):
        client_a.post(f"{EVENTS}{event.pk}/", typed(start_time="11:00"))
    assert [letter.to for letter in mailoutbox] == [[guest.email]]
    page = client_a.get(f"{EVENTS}{event.pk}/").content.decode()
    assert guest.masked_name in page
    assert guest.email not in page

    with django_capture_on_commit_callbacks(execute=True):
        client_a.post(f"{EVENTS}{event.pk}/cancel/", {"reason": "La halle est fermée."})
    event.refresh_from_db()
    assert (event.state, len(mailoutbox)) == ("cancelled", 2)
    entry = Entry.objects.get(act="event.cancelled")
    assert (entry.actor, entry.reason) == (editor, "La halle est fermée.")
    assert event.title in client_a.get(EVENTS).content.decode()
    for address in ("", "publish/", "cancel/"):
        assert client_a.post(f"{EVENTS}{theirs.pk}/{address}").status_code == 404

    editor.groups.set([Group.objects.get(name=MEDIATORS.name)])
    assert client_a.get(EVENTS)["Location"] == "/admin/"
    assert client_a.post(f"{EVENTS}new/", typed())["Location"] == "/admin/"
    assert Event.objects.filter(association=None).count() == 1
