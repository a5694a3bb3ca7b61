"""Her hours become a paper that anybody can verify; then she takes a copy of her data, and goes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from engagement.associations.models import Association
from engagement.recognition.models import Certificate, Thanks
from kernel.accounts.models import User
from kernel.tenancy import tenant_context
from tests.e2e.letters import last_letter_to, links_in
from tests.e2e.world import MANAGER_A, known_user
from tests.factories.engagement import MissionFactory, ParticipationFactory, VolunteerFactory
from tests.factories.people import PASSWORD
from tests.factories.recognition import HoursFactory

pytestmark = pytest.mark.usefixtures("world")

ODILE = "odile@boite-aux-lettres.example"


@pytest.fixture
def odile(territory_a, world):
    """A volunteer whose hours at La Table de Libin are confirmed."""
    with tenant_context(territory_a):
        user = known_user(email=ODILE, first_name="Odile", last_name="Perrin")
        VolunteerFactory(user=user)
        table = Association.objects.get(slug="la-table-de-libin")
        mission = MissionFactory(association=table, title="Éplucher les légumes")
        ParticipationFactory(user=user, mission=mission, state="attended")
        HoursFactory(user=user, association=table, mission=mission, minutes=210)
        HoursFactory(user=user, association=table, note="Ranger la cave", state="corrected")
        author = User.objects.get(email=MANAGER_A)
        moment = mission.published_at
        Thanks.objects.create(
            user=user, association=table, author=author, text="Quelle soupe !", sent_at=moment
        )


def test_hours_become_a_certificate_and_then_she_goes(visit, at_a, odile, territory_a):
    citizen = visit()
    citizen.sign_in(at_a("/compte/login/?next=/mon-engagement/"), email=ODILE, password=PASSWORD)
    citizen.sees("Éplucher les légumes", "Quelle soupe !", "Corrigées par l’association")
    citizen.inspect("mon-engagement")
    citizen.page.locator("main").get_by_role("link", name="Ce n’est pas juste").first.click()
    citizen.inspect("heures-contester")
    citizen.open(at_a("/mon-engagement/heures/"))
    citizen.inspect("heures-declarer")
    citizen.open(at_a("/mon-engagement/frais/"))
    citizen.inspect("frais")

    citizen.open(at_a("/mon-engagement/attestations/"))
    citizen.press("Délivrer l’attestation")
    citizen.sees("Valable")
    citizen.inspect("attestations")
    with citizen.page.expect_download() as downloading:
        citizen.page.locator("main").get_by_role("link", name="Télécharger (PDF)").click()
    words = PdfReader(BytesIO(Path(downloading.value.path()).read_bytes())).pages[0].extract_text()
    with tenant_context(territory_a):
        code = Certificate.objects.get().code
    assert code in words

    stranger = visit()
    stranger.open(at_a("/attestations/"))
    stranger.inspect("verifier")
    stranger.page.locator("main [name=code]").fill(code.lower())
    stranger.press("Vérifier")
    stranger.sees("Cette attestation est valable", "Odile Perrin", "6 h 30")
    stranger.inspect("attestation-valable")

    citizen.open(at_a("/mes-donnees/"))
    citizen.inspect("mes-donnees")
    citizen.press("Demander une copie de mes données")
    (link,) = (one for one in links_in(last_letter_to(ODILE)) if "/copie/" in one)
    with citizen.page.expect_download() as downloading:
        citizen.page.evaluate("address => { location.href = address }", link)
    with ZipFile(Path(downloading.value.path())) as archive:
        assert "Éplucher les légumes" in archive.read("donnees.html").decode()

    citizen.open(at_a("/mes-donnees/effacer/"))
    citizen.inspect("effacer")
    citizen.fill(password=PASSWORD)
    citizen.page.locator("main [name=sure]").check()
    citizen.press("Effacer mon compte")
    citizen.sees("Votre compte est effacé")
    citizen.inspect("efface")
    assert last_letter_to(ODILE).subject == "Votre compte est effacé"
    stranger.open(at_a(f"/attestations/{code}/"), status=404)
    stranger.sees("Attestation introuvable")
