"""The form of a mission, step by step, as its association goes through it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from engagement.missions.enums import Step
from engagement.missions.models import Mission, Pattern
from engagement.missions.patterns import PATTERN_FIELDS, shared_patterns
from engagement.rules.models import Rules
from matching.taxonomy import CAUSE_CODES, SKILL_CODES
from tests.factories.engagement import AssociationFactory, MissionFactory, ParticipationFactory, SlotFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("in_a")

NEW = "/espace-association/missions/nouvelle/"
NEED = {"title": "Servir la soupe", "need": "Trente personnes viennent manger chaud.", "causes": ["food-aid"]}


def text(response) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def manager():
    return UserFactory()


@pytest.fixture
def association(manager):
    return AssociationFactory(manager=manager)


@pytest.fixture
def client(client_a, manager, association):
    client_a.force_login(manager)
    return client_a


def at(mission: Mission, *steps: str) -> str:
    return f"/espace-association/missions/{mission.pk}/" + "".join(f"{step}/" for step in steps)


def rows(*slots: dict[str, str], rhythm: str = "dates", **more: str) -> dict[str, str]:
    """The step “when” as a browser sends it."""
    data = {"rhythm": rhythm, "slots-TOTAL_FORMS": str(len(slots)), "slots-INITIAL_FORMS": "0"} | more
    for number, slot in enumerate(slots):
        data |= {f"slots-{number}-{name}": value for name, value in slot.items()}
    return data


def test_from_the_first_step_to_the_site_and_back(client, association):
    assert "étape 1 sur 6" in text(client.get(NEW))
    assert "Quelques points à revoir" in text(client.post(NEW, NEED | {"causes": []}))
    assert not Mission.objects.exists()
    response = client.post(NEW, NEED | {"next": "1"})
    mission = Mission.objects.get()
    assert (mission.association, mission.state, mission.steps_done) == (association, "draft", [Step.NEED])
    assert response["Location"] == at(mission, "etape", Step.TASKS)

    # Left, and come back to.
    response = client.post(response["Location"], {"tasks": "- Servir\n- Débarrasser\n\n", "later": "1"})
    assert response["Location"] == "/espace-association/missions/"
    overview = text(client.get(at(mission)))
    assert "Dites quand elle a lieu" in overview
    assert "Servir · Débarrasser" in overview
    assert f'action="{at(mission, "publier")}"' not in client.get(at(mission)).content.decode()
    client.post(at(mission, "publier"))
    mission.refresh_from_db()
    assert (mission.state, mission.tasks) == ("draft", ["Servir", "Débarrasser"])

    contact = {"welcome": "Appelez le 061 65 65 65."}
    assert "n’écrivez pas" in text(client.post(at(mission, "etape", Step.TASKS), contact))
    client.post(at(mission, "etape", Step.GIVEN_BACK), {"given_back": "Un repas", "insurance": "Oui"})
    client.post(at(mission, "etape", Step.PEOPLE), {"skills": ["cooking"], "min_age": "16"})
    place = {"remote": "no", "commune": "Libin", "place_name": "Salle des fêtes", "reach": "network"}
    client.post(at(mission, "etape", Step.PLACE), place)
    when = at(mission, "etape", Step.TIME)
    assert "Donnez au moins une date" in text(client.post(when, rows()))
    evening = {"starts_at": "2031-01-10T18:00", "ends_at": "2031-01-10T21:00", "capacity": "4"}
    assert "est passé" in text(client.post(when, rows(evening | {"starts_at": "2021-01-10T18:00"})))
    assert client.post(when, rows(evening, {}))["Location"] == at(mission)
    assert timezone.localtime(mission.slots.get().starts_at).hour == 18

    preview = text(client.get(at(mission, "apercu")))
    for said in ("Aperçu", "Salle des fêtes", "Vendredi 10 janvier, 18 h – 21 h", "16 ans", "Je participe"):
        assert said in preview, said
    mission.refresh_from_db()
    assert mission.state == "draft"
    assert mission.steps_done == Step.values
    assert "Votre mission est publiée." in text(client.post(at(mission, "publier"), follow=True))
    page = text(client.get(mission.get_absolute_url()))
    assert "Je participe" not in page
    assert "Gérer" in page


def test_a_date_is_moved_cancelled_or_kept_with_a_word_to_those_concerned(client, association):
    slot = SlotFactory(
        mission__association=association, starts_at=datetime.fromisoformat("2031-01-10T17:00Z")
    )
    for _ in range(2):
        ParticipationFactory(mission=slot.mission, slot=slot, state="accepted")
    when = at(slot.mission, "etape", Step.TIME)
    assert "Annuler cette date et prévenir 2 personnes" in text(client.get(when))
    row = {
        "slot_id": str(slot.pk),
        "starts_at": "2031-01-10T18:00",
        "ends_at": "2031-01-10T21:00",
        "capacity": "2",
    }
    fewer = rows(row | {"capacity": "1"}) | {"slots-INITIAL_FORMS": "1"}
    assert "2 personnes sont déjà acceptées" in text(client.post(when, fewer))
    other = {"starts_at": "2031-01-17T18:00", "ends_at": "2031-01-17T21:00", "capacity": "2"}
    gone = rows(row | {"DELETE": "on"}, other) | {"slots-INITIAL_FORMS": "1"}
    assert "2 personnes comptent sur" in text(client.post(when, gone))
    assert slot.mission.slots.standing().get() == slot
    assert client.post(when, gone | {"reason": "La salle est prise."}).status_code == 302
    slot.refresh_from_db()
    assert slot.cancelled_at is not None
    assert "a commencé ou a changé" in text(client.post(when, gone | {"reason": "La salle est prise."}))


def test_a_weekly_mission_with_days_off(client, association):
    mission = MissionFactory(association=association)
    when = at(mission, "etape", Step.TIME)
    today = timezone.localdate()
    assert "Quels jours ? — Champ requis" in text(client.post(when, rows(rhythm="weekly"))).replace(
        "\xa0", " "
    )
    weekly = {
        "weekdays": ["mon", "thu"],
        "starts": "14:00",
        "ends": "16:30",
        "weekly_capacity": "3",
        "first_day": f"{today:%Y-%m-%d}",
        "every": "1",
    }
    assert "n’est pas un jour" in text(client.post(when, rows(rhythm="weekly", **weekly, skipped="Noël")))
    days = [today + timedelta(days=n) for n in range(1, 15)]
    monday = next(day for day in days if day.isoweekday() == 1)
    response = client.post(when, rows(rhythm="weekly", **weekly, skipped=f"{monday:%d/%m/%Y}"))
    assert response.status_code == 302, text(response)
    assert mission.slots.count() in (15, 16)
    assert not mission.slots.filter(occurrence=monday).exists()
    page = client.get(mission.get_absolute_url())
    assert "Chaque semaine : lundi et jeudi, 14 h – 16 h 30" in text(page)
    client.logout()
    assert "Voir" in text(client.get(mission.get_absolute_url()))
    assert "dates de plus" in text(client.get(mission.get_absolute_url()))


def test_one_whose_dates_were_asked_for_keeps_them_and_a_copy_goes_without(client, association):
    mission = MissionFactory(association=association, slots=[2])
    assert 'value="open"' in client.get(at(mission, "etape", "quand")).content.decode()
    asked = ParticipationFactory(mission=mission, slot=mission.slots.get(), state="accepted")
    page = client.get(at(mission, "etape", "quand")).content.decode()
    assert 'value="open"' not in page
    assert "personne ne perd sa place" in page
    assert client.post(at(mission, "etape", "quand"), rows(rhythm="open")).status_code == 200
    made = client.post(at(mission, "copier"), {"open": "1"})["Location"]
    copy = Mission.objects.get(pk=made.strip("/").split("/")[-1])
    assert (copy.state, set(copy.steps_done), copy.slots.count()) == ("draft", set(Step.values), 0)
    asked.refresh_from_db()
    assert (asked.state, asked.slot) == ("accepted", mission.slots.get())


def test_models_copies_and_cancelling(client, association):
    models = "/espace-association/missions/modeles/"
    assert "Servir un repas partagé" in text(client.get(models))
    assert client.post(models, {"pattern": "introuvable"}).status_code == 404
    assert client.post(models, {"pattern": "999999"}).status_code == 404
    client.post(models, {"pattern": "servir-un-repas"})
    started = Mission.objects.get()
    assert (started.title, started.commune_id) == ("Servir un repas partagé", association.commune_id)
    client.post(at(started, "garder"), {"name": "Notre repas"})
    assert "Notre repas" in text(client.get(models))
    forget = f"{models}{Pattern.objects.get().pk}/supprimer/"
    assert "sure" in client.post(forget).content.decode()
    assert Pattern.objects.exists(), "asked once more"
    client.post(forget, {"sure": "1"})
    assert not Pattern.objects.exists()
    client.post(at(started, "copier"))
    copied = Mission.objects.exclude(pk=started.pk).get()
    client.post(at(copied, "supprimer"))
    assert Mission.objects.get() == started

    mission = MissionFactory(association=association)
    asked = ParticipationFactory(mission=mission)
    cancel = at(mission, "annuler")
    assert "1 personne" in text(client.get(cancel))
    assert "Quelques points à revoir" in text(client.post(cancel, {"reason": ""}))
    client.post(cancel, {"reason": "Le four est en panne."})
    mission.refresh_from_db()
    assert (mission.state, mission.reason) == ("cancelled", "Le four est en panne.")
    assert "Le four est en panne." in text(client.get(mission.get_absolute_url()))
    assert client.get(at(mission, "etape", Step.NEED)).status_code == 404
    asked.refresh_from_db()
    assert asked.state == "cancelled"


def test_read_before_the_team_comes_first(client, association):
    Rules.objects.update_or_create(pk=1, defaults={"missions_are_read": "before"})
    draft = MissionFactory(association=association, state="draft", published_at=None, steps_done=Step.values)
    assert "Envoyer à l’équipe" in text(client.get(at(draft)))
    client.post(at(draft, "publier"))
    draft.refresh_from_db()
    assert draft.state == "submitted"
    assert "L’équipe du site la lit" in text(client.get(at(draft)))
    published = MissionFactory(association=association)
    asked = ParticipationFactory(mission=published)
    step = at(published, "etape", Step.NEED)
    assert "quitte le site" in text(client.get(step))
    client.post(step, NEED)
    client.force_login(UserFactory())
    assert client.get(published.get_absolute_url()).status_code == 404
    client.force_login(asked.user)
    assert "n’est pas sur le site" in text(client.get(published.get_absolute_url()))


def test_another_association_is_none_of_her_business(client_a, association):
    mission = MissionFactory(association=association)
    pattern = Pattern.objects.create(association=association, name="Le nôtre", content={})
    stranger = UserFactory()
    AssociationFactory(manager=stranger)
    client_a.force_login(stranger)
    for page in ("", "etape/besoin", "apercu", "annuler", "supprimer"):
        assert client_a.get(at(mission, *filter(None, [page]))).status_code == 404, page
    for page in ("publier", "fermer", "rouvrir", "annuler", "copier", "garder", "supprimer"):
        assert client_a.post(at(mission, page), {"reason": "x", "name": "x"}).status_code == 404, page
    assert client_a.post(f"/espace-association/missions/modeles/{pattern.pk}/supprimer/").status_code == 404
    assert client_a.post("/espace-association/missions/modeles/", {"pattern": pattern.pk}).status_code == 404


def test_shared_models_say_what_the_domain_knows():
    for pattern in shared_patterns():
        assert set(pattern) <= {"code", *PATTERN_FIELDS}
        assert set(pattern["causes"]) <= set(CAUSE_CODES)
        assert set(pattern["skills"]) <= set(SKILL_CODES)
        assert len(pattern["title"]) <= 140
