"""« Mes données »: what is held, consents, the export."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.utils import timezone

from engagement.participations.calendars import open_feed
from engagement.privacy import services
from engagement.privacy.models import Consent, Export
from engagement.privacy.registry import Holder, register
from engagement.privacy.tasks import discard_expired_exports
from engagement.volunteers.models import Volunteer
from engagement.volunteers.services import Profile, save_profile
from kernel.tenancy import TerritoryContext
from tests.factories.engagement import AssociationFactory, ParticipationFactory, VolunteerFactory
from tests.factories.people import UserFactory
from tests.harness.clients import HostClient


def test_the_page_says_what_is_held_in_words(in_a: TerritoryContext, client_a: HostClient) -> None:
    user = UserFactory(first_name="Odile", last_name="Perrin", email="odile@boite.example")
    client_a.force_login(user)
    bare = client_a.get("/mes-donnees/").content.decode()
    assert "votre adresse e-mail\N{NO-BREAK SPACE}: odile@boite.example" in bare
    assert "Votre profil de bénévole" not in bare
    VolunteerFactory(user=user, birth_year=1980)
    ParticipationFactory(user=user)
    AssociationFactory(name="Les Amis du verger", manager=user)
    page = client_a.get("/mes-donnees/").content.decode()
    for words in ("votre année de naissance", "1 demande de participation", "Les Amis du verger", "24 mois"):
        assert words in page
    assert client_a.get("/mes-donnees/")["Cache-Control"].startswith("max-age=0")


def test_a_consent_is_kept_with_its_dates_and_can_be_withdrawn(
    in_a: TerritoryContext, client_a: HostClient
) -> None:
    user, now = UserFactory(), timezone.now()
    client_a.force_login(user)
    save_profile(user=user, profile=Profile(findable=True))
    save_profile(user=user, profile=Profile(findable=True))
    consent = Consent.objects.get(user=user)
    assert (consent.purpose, consent.version, consent.withdrawn_at) == ("findable", 2, None)
    client_a.post("/mes-donnees/accords/findable/retirer/")
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
    assert consent.withdrawn_at >= now
    assert not Volunteer.objects.get(user=user).findable
    assert "Vous avez donné votre accord le" in client_a.get("/mes-donnees/").content.decode()
    assert client_a.post("/mes-donnees/accords/inconnu/retirer/").status_code == 404


def test_an_export_comes_by_a_private_link_and_expires(
    in_a: TerritoryContext, client_a: HostClient, mailoutbox: list, django_capture_on_commit_callbacks
) -> None:
    user = UserFactory(first_name="Odile", email="odile@boite.example")
    VolunteerFactory(user=user, birth_year=1980)
    participation = ParticipationFactory(
        user=user,
        message="Je viens avec une pelle.",
        replies=[{"question": "Votre pointure ?", "answer": "38"}],
        state="attended",
        hours=3,
    )
    open_feed(user=user, now=timezone.now())
    client_a.force_login(user)
    with django_capture_on_commit_callbacks(execute=True):
        client_a.post("/mes-donnees/copie/")
    export = Export.objects.get(user=user)
    assert export.code in mailoutbox[-1].body
    stored = Path(export.file.path)
    assert stored.is_relative_to(Path(settings.MEDIA_ROOT) / in_a.schema_name / "private")
    assert client_a.get(f"/media/{export.file.name}").status_code == 404

    answer = client_a.get(f"/mes-donnees/copie/{export.code}/")
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:  # type: ignore[attr-defined]
        data = json.loads(archive.read("donnees.json"))
        page = archive.read("donnees.html").decode()
    assert data["account"]["data"]["Adresse e-mail"] == "odile@boite.example"
    taking_part = data["participations"]["data"]
    assert taking_part["Agenda privé ouvert"]
    (row,) = taking_part["Demandes et places"]
    assert row["Votre message"] == "Je viens avec une pelle."
    assert row["Vos réponses"] == {"Votre pointure ?": "38"}
    assert row["Heures"] == "3.00"
    assert "pointure" in page
    assert participation.mission.title in page
    assert "1980" in page

    stranger = HostClient(in_a.primary_host, in_a)
    assert stranger.get(f"/mes-donnees/copie/{export.code}/").status_code == 302
    stranger.force_login(UserFactory())
    assert stranger.get(f"/mes-donnees/copie/{export.code}/").status_code == 404

    Export.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client_a.get(f"/mes-donnees/copie/{export.code}/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        discard_expired_exports()
    assert not stored.exists()
    assert not Export.objects.exists()


def test_an_export_is_made_once_and_a_new_one_replaces_it(
    in_a: TerritoryContext, mailoutbox: list, django_capture_on_commit_callbacks
) -> None:
    user, now = UserFactory(), timezone.now()
    first = services.request_export(user=user, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        for _attempt in range(2):
            services.build_export(export_id=first.pk, now=now)
    assert len(mailoutbox) == 1
    first.refresh_from_db()
    stored = Path(first.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        second = services.request_export(user=user, now=now)
        services.build_export(export_id=first.pk, now=now)
    assert not stored.exists()
    assert list(Export.objects.all()) == [second]


def test_an_area_is_registered_once() -> None:
    from engagement.privacy.registry import holders

    taken: Holder = holders()[0]
    with pytest.raises(ValueError, match="registered twice"):
        register(taken)
