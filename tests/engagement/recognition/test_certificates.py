"""Certificates: what they count, the paper, the page that verifies them."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from engagement.recognition import certificate_views, certificates
from engagement.recognition.models import Certificate
from engagement.recognition.record_paper import year_pdf
from engagement.recognition.selectors import certificate_called, year_record
from kernel.audit.models import Entry
from kernel.tenancy import TerritoryContext, tenant_context
from tests.factories.engagement import AssociationFactory, MissionFactory
from tests.factories.people import UserFactory
from tests.factories.recognition import HoursFactory
from tests.harness.clients import HostClient
from themes.branding.services import set_brand


@pytest.fixture
def odile(in_a: TerritoryContext):
    return UserFactory(first_name="Odile", last_name="Perrin")


@pytest.fixture
def certificate(odile) -> Certificate:
    mission = MissionFactory(title="Tenir la caisse #[1]", association__name="Le Verger *du* haut")
    HoursFactory(user=odile, association=mission.association, mission=mission)
    HoursFactory(user=odile, association__name="Le Club", minutes=45)
    HoursFactory(user=odile, state="disputed", association__name="Ailleurs")
    today = timezone.localdate()
    return certificates.issue_certificate(
        user=odile, kind="period", first_day=today - timedelta(days=30), last_day=today, now=timezone.now()
    )


def test_it_counts_what_stands_in_the_period(odile, certificate: Certificate) -> None:
    assert certificate.snapshot["minutes"] == 225
    assert certificate.associations.count() == 2
    today, now = timezone.localdate(), timezone.now()
    club = certificate.associations.get(name="Le Club")
    one = certificates.issue_certificate(
        user=odile, kind="association", association=club, first_day=today, last_day=today, now=now
    )
    assert one.snapshot["minutes"] == 45
    with pytest.raises(certificates.NoHours):
        certificates.issue_certificate(
            user=odile,
            kind="period",
            first_day=today.replace(year=2020),
            last_day=today.replace(year=2020),
            now=now,
        )
    nameless = HoursFactory(user__last_name="").user
    with pytest.raises(certificates.NameIsMissing):
        certificates.issue_certificate(user=nameless, kind="period", first_day=today, last_day=today, now=now)


def test_the_paper_is_accessible_and_says_what_was_fixed(
    odile, certificate: Certificate, client_a: HostClient, django_capture_on_commit_callbacks
) -> None:
    drawn = BytesIO()
    Image.new("RGB", (40, 30)).save(drawn, "PNG")
    logo = ContentFile(drawn.getvalue(), name="logo.png")
    with django_capture_on_commit_callbacks(execute=True):
        set_brand(name="Vallée-Claire", primary="#5b2a5e", accent="#d1942b", font_pair="character", logo=logo)
    client_a.force_login(odile)
    answer = client_a.get(f"/mon-engagement/attestations/{certificate.pk}/attestation.pdf")
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/Image" in {
            str(one.get("/Subtype")) for one in pdf.objects if isinstance(one, pikepdf.Stream)
        }
        assert str(pdf.Root.Lang) == "fr"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "pdfuaid:part" in pdf.Root.Metadata.read_bytes().decode()
        assert str(pdf.docinfo.Title) == "Attestation d’engagement bénévole"
        kinds = {
            str(one.get("/S")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one
        }
        assert kinds >= {"/H1", "/Table", "/TH", "/TD", "/Figure", "/Link"}
        figures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        assert all("/Alt" in figure for figure in figures)
    words = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    for said in ("Odile Perrin", "Tenir la caisse #[1]", "Le Verger *du* haut", "3 h 45", certificate.code):
        assert said in " ".join(words.split())
    assert "Ailleurs" not in words


def test_its_page_says_what_the_paper_says_and_no_more(
    certificate: Certificate, client_a: HostClient, in_a: TerritoryContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificate_views, "MOST_TRIES", 3)
    monkeypatch.setattr(certificate_views, "WINDOW", timedelta(days=1))
    page = client_a.get(f"/attestations/{certificate.code}/")
    text = page.content.decode()
    assert "Cette attestation est valable" in text
    assert "Odile Perrin" in text
    assert certificate.user.email not in text
    assert page["X-Robots-Tag"] == "noindex"
    assert certificate_called(code=certificate.code.lower().replace("-", " ")) == certificate
    assert client_a.get("/attestations/", {"code": certificate.code}).status_code == 302
    assert client_a.get("/attestations/AAAA-AAAA-AAAA-AAAA-AAAA/").status_code == 404
    assert [client_a.get("/attestations/AAAA/").status_code for _try in range(2)] == [404, 429]


def test_it_is_unknown_in_another_territory(
    certificate: Certificate, client_b: HostClient, territory_b
) -> None:
    with tenant_context(territory_b):
        assert client_b.get(f"/attestations/{certificate.code}/").status_code == 404


@pytest.mark.parametrize("role", ["volunteer", "association", "team"])
def test_it_can_be_revoked_and_says_so(role: str, certificate: Certificate, client_a: HostClient) -> None:
    manager = UserFactory()
    certificate.associations.get(name="Le Club").memberships.create(user=manager, role="manager")
    who = {"volunteer": certificate.user, "association": manager, "team": UserFactory(superuser=True)}[role]
    address = f"/mon-engagement/attestations/{certificate.pk}/revoquer/"
    client_a.force_login(UserFactory())
    assert client_a.post(address, {"reason": "x"}).status_code == 404
    client_a.force_login(who)
    assert client_a.get(address).status_code == 200
    client_a.post(address, {"reason": "Une erreur de personne"})
    page = client_a.get(f"/attestations/{certificate.code}/").content.decode()
    assert "a été révoquée" in page
    assert "Perrin" not in page
    assert "erreur" not in page
    entry = Entry.objects.get(act="certificate.revoked")
    assert (entry.actor, entry.actor_role, entry.reason) == (who, role, "Une erreur de personne")
    certificate.refresh_from_db()
    with pytest.raises(certificates.AlreadyRevoked):
        certificates.revoke_certificate(
            certificate=certificate, by=who, role=role, reason="", now=timezone.now()
        )


def test_what_was_issued_cannot_be_changed(certificate: Certificate) -> None:
    with pytest.raises(IntegrityError, match="fixed once issued"), transaction.atomic():
        Certificate.objects.update(snapshot={"name": "Quelqu’un d’autre"})
    certificate.user.first_name = "Autre"
    certificate.user.save()
    certificate.refresh_from_db()
    assert certificate.snapshot["name"] == "Odile Perrin"
    Certificate.objects.update(revoked_at=timezone.now())
    with pytest.raises(IntegrityError, match="fixed once issued"), transaction.atomic():
        Certificate.objects.update(revoked_at=None)


def test_the_year_fits_on_paper(odile, certificate: Certificate, client_a: HostClient) -> None:
    year = timezone.localdate().year
    client_a.force_login(odile)
    answer = client_a.get(f"/mon-engagement/{year}/bilan.pdf")
    words = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    assert "Le Club" in words
    empty = year_record(user=UserFactory(), year=year)
    assert year_pdf(user=odile, record=empty, now=timezone.now()).startswith(b"%PDF")
    assert client_a.get("/mon-engagement/1999/bilan.pdf").status_code == 404


def test_a_volunteer_asks_for_one(odile, client_a: HostClient) -> None:
    client_a.force_login(odile)
    association = AssociationFactory()
    today = timezone.localdate().isoformat()
    given = {"kind": "association", "first_day": today, "last_day": today}
    page = client_a.post("/mon-engagement/attestations/", given).content.decode()
    assert "Choisissez l’association" in page
    page = client_a.post("/mon-engagement/attestations/", given | {"kind": "period"}).content.decode()
    assert "Il n’y a pas d’heures confirmées" in page
    HoursFactory(user=odile, association=association)
    client_a.post("/mon-engagement/attestations/", given | {"kind": "period"})
    page = client_a.get("/mon-engagement/attestations/").content.decode()
    assert Certificate.objects.get().code in page
