"""The journal of consequential acts: appended, never rewritten, and silent about who was erased."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction

from kernel.audit import acts
from kernel.audit.models import Entry
from kernel.audit.selectors import acts_of, history_of
from kernel.audit.services import forget_person, record
from kernel.tenancy import TerritoryContext, public_context
from tests.factories.engagement import AssociationFactory
from tests.factories.people import UserFactory
from tests.harness.clients import HostClient


@pytest.fixture(autouse=True)
def _acts() -> Iterator[None]:
    acts.declare({"test.seen": "Seen", "test.closed": "Closed"})
    yield
    for code in ("test.seen", "test.closed"):
        acts._labels.pop(code)


def test_an_entry_says_who_did_what_to_what(in_a: TerritoryContext) -> None:
    editor = UserFactory(first_name="Agathe", last_name="Roy")
    association = AssociationFactory(name="Écrire à contact@amis.example")
    entry = record(
        act="test.closed", actor=editor, subject=association, role="editor", details={"members": 3}
    )
    entry.refresh_from_db()
    assert (entry.label, entry.actor_label, entry.actor_role) == ("Closed", "Agathe R.", "editor")
    assert (entry.subject_kind, entry.subject_id) == ("associations.association", str(association.pk))
    assert entry.subject_label == "Écrire à …"
    assert list(history_of(subject=association)) == list(acts_of(user=editor)) == [entry]
    automatic = record(act="test.seen", actor=None, subject=UserFactory(first_name="", email="x@y.example"))
    assert "@" not in automatic.subject_label


def test_an_act_that_nobody_declared_is_refused(in_a: TerritoryContext) -> None:
    with pytest.raises(acts.UnknownAct):
        record(act="test.unheard", actor=None)
    with pytest.raises(ValueError, match="declared twice"):
        acts.declare({"test.seen": "Heard"})


def test_entries_can_be_neither_changed_nor_deleted(in_a: TerritoryContext) -> None:
    entry = record(act="test.seen", actor=UserFactory(), reason="Because", details={"a": 1})
    changes = [{"act": "test.closed"}, {"reason": "No"}, {"actor": UserFactory()}, {"details": {"a": 2}}]
    for change in changes:
        with pytest.raises(IntegrityError, match="appended only"), transaction.atomic():
            Entry.objects.filter(pk=entry.pk).update(**change)
    with pytest.raises(IntegrityError, match="appended only"), transaction.atomic():
        entry.delete()


def test_who_is_erased_is_named_no_more(in_a: TerritoryContext) -> None:
    person = UserFactory(first_name="Odile", last_name="Perrin")
    other = UserFactory(first_name="Odile", last_name="")
    record(act="test.seen", actor=person)
    record(act="test.closed", actor=other, subject=person, reason="Asked for by herself")
    record(act="test.closed", actor=other, subject_label="Request of Odile P.", details={"x": "Odile Perrin"})
    kept = record(act="test.closed", actor=other, subject=other)
    forget_person(user=person)
    person.delete()
    rows = Entry.objects.exclude(pk=kept.pk)
    assert rows.count() == 3
    assert not any("Perrin" in str(row) or "P." in str(row) for row in rows.values())
    kept.refresh_from_db()
    assert kept.subject_label == "Odile"


def test_the_network_keeps_its_own(in_a: TerritoryContext) -> None:
    record(act="test.seen", actor=None)
    with public_context():
        assert not Entry.objects.exists()
        record(act="test.closed", actor=None)
    assert [entry.act for entry in Entry.objects.all()] == ["test.seen"]


def test_those_who_steer_the_territory_read_it(in_a: TerritoryContext, client_a: HostClient) -> None:
    from kernel.accounts.models import User

    entry = record(act="test.closed", actor=UserFactory(), reason="Une raison bien à elle")
    client_a.force_login(User.objects.get(email="editor@vallee-claire.example"))
    assert "Une raison bien à elle" in client_a.get("/admin/journal/?act=test.closed").content.decode()
    assert "Une raison" not in client_a.get("/admin/journal/?act=test.seen").content.decode()
    assert client_a.get(f"/admin/journal/inspect/{entry.pk}/").status_code == 200
    assert client_a.get("/admin/journal/new/").status_code == 302
