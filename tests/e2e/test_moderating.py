"""The team decides: a mission is sent back with a reason that reaches its association, another is approved."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from engagement.missions.models import Mission
from kernel.tenancy import tenant_context
from tests.e2e.letters import last_letter_to
from tests.e2e.world import MANAGER_A, SOUP, TRAILS
from tests.harness.database import EDITOR_PASSWORD

pytestmark = pytest.mark.usefixtures("world")

REASON = "Dites à quelle heure commence le service, et où se garer."


def test_missions_are_sent_back_and_approved(visit, at_a, territory_a):
    with tenant_context(territory_a):
        Mission.objects.filter(title__in=[SOUP, TRAILS]).update(
            state="submitted", published_at=None, submitted_at=timezone.now()
        )
    editor = visit()
    office = editor.sign_in(
        at_a("/compte/login/"), email="editor@vallee-claire.example", password=EDITOR_PASSWORD
    )
    office = editor.open(at_a("/admin/moderation/?stage=pending"))
    expect(office.get_by_role("link", name=SOUP)).to_be_visible()
    editor.inspect("file-de-moderation")

    office.get_by_role("link", name=SOUP).click()
    editor.inspect("decision")
    office.get_by_role("button", name="Renvoyer à l’auteur").click()
    expect(office.get_by_text("Écrivez le motif")).to_be_visible()
    office.get_by_label("Motif").fill(REASON)
    office.get_by_role("button", name="Renvoyer à l’auteur").click()
    expect(office.get_by_role("heading", level=1)).to_have_text(TRAILS)
    letter = last_letter_to(MANAGER_A)
    assert REASON in letter.body

    office.get_by_role("button", name="Approuver").press("Control+Enter")
    expect(office.get_by_text("Rien ne correspond")).to_be_visible()
    reader = visit()
    reader.open(at_a("/missions/"))
    reader.sees(TRAILS)
    reader.does_not_see(SOUP)
