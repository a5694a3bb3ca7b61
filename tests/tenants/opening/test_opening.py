"""A newcomer opens a territory on the portal: each step, each refusal, and exactly one territory."""

from __future__ import annotations

import re
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from kernel.accounts.models import User
from kernel.audit.models import Entry
from kernel.mail.models import OutgoingMail
from kernel.tenancy import tenant_context
from tenants.billing.models import Subscription
from tenants.console.models import FailedJob
from tenants.console.services import appoint
from tenants.geography.models import Commune
from tenants.opening.models import Agreement, Application
from tenants.opening.opening import GIVEN_UP, PATIENCE, ask_to_open, open_territory, take_up_lost
from tenants.opening.selectors import Extent
from tenants.opening.services import purge, save_step, start_or_resume
from tenants.provisioning.services import Step
from tenants.provisioning.signals import step_reached
from tenants.registry.models import Territory
from tests.harness.clients import HostClient
from themes.branding.models import Brand

EMAIL, NETWORK = "claire@agglo.example", "reseau@maillage.example"
BODY = {
    "person": "Claire Dumont",
    "country": "FR",
    "body_name": "Communauté d’agglomération",
    "number": "200 068 666",
    "kind": "intercommunality",
    "name": "Agglomération de Saint-Dizier",
}
LOOK = {"preset": "place", "primary": "#5b2a5e", "accent": "#f2b705"}
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>'

pytestmark = pytest.mark.django_db


def page(response):
    return response.content.decode().replace("\u202f", " ").replace("\xa0", " ")


def code_sent() -> str:
    found = re.search(r"^(\d{6})$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found[1]


@pytest.fixture
def prove(network_client, django_capture_on_commit_callbacks):
    """`prove()` goes from the address to the first step, and gives where it leads."""

    def proving(email: str = EMAIL) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            assert network_client.post("/ouvrir/", {"email": email}).url == "/ouvrir/code/"
        with django_capture_on_commit_callbacks(execute=True):
            answer = network_client.post("/ouvrir/code/", {"code": code_sent()})
        return answer.url

    return proving


@pytest.fixture
def complete(db) -> Application:
    """An application of which nothing is missing."""
    now = timezone.now()
    application = start_or_resume(email=EMAIL, now=now)
    said = BODY | LOOK | {"number": "200068666", "slug": "saint-dizier-2", "interval": "year"}
    said |= {"communes": ["FR-52448"], "terms_version": "2026-11", "processing_version": "2026-11"}
    return save_step(
        application=application, values=said | {"accepted_by": "Claire Dumont", "accepted_at": now}, now=now
    )


def test_a_newcomer_opens_her_territory(
    network_client, prove, mailoutbox, django_capture_on_commit_callbacks, territory_a
):
    appoint(email=NETWORK)
    at = network_client
    assert 'href="/ouvrir/"' in page(at.get("/"))
    assert at.get("/ouvrir/organisme/").url == "/ouvrir/"
    assert prove() == "/ouvrir/organisme/"
    resume = re.search(r"https?://\S+/ouvrir/reprendre/\S+/", mailoutbox[-1].body)
    assert at.get("/ouvrir/formule/").url == "/ouvrir/organisme/"  # one step after the other

    refused = page(at.post("/ouvrir/organisme/", BODY | {"number": "200 068 667"}))
    assert "un chiffre doit être faux" in refused
    siret = BODY | {"number": "200 068 666 00011"}
    assert at.post("/ouvrir/organisme/", siret).url == "/ouvrir/communes/"
    assert Application.objects.get().number == "200068666"

    def communes(**data):
        return page(at.post("/ouvrir/communes/", data, follow=True))

    assert "Saint-Dizier" in communes(do="one", commune="Saint-Dizier")
    assert "Aucune" in communes(do="search", text="Xyzzy")
    assert "2 communes ajoutées" in communes(do="paste", codes="52001, 54395;52001")
    assert "Aucune commune n’a ce code : 99999" in communes(do="paste", codes="99999")
    sheet = "Code;Commune;Population\n54001;Abaucourt;52448\n\n1001\nNulle-Part;ici\n99999"
    pasted = communes(do="paste", codes=sheet)
    assert "1 commune ajoutée" in pasted
    assert "Aucune commune n’a ce code : 01001, NULLE-PART ICI, 99999. Un code postal" in pasted
    communes(do="remove", commune="FR-54001")
    namur = Commune.objects.get(pk="BE-92094")
    assert "sont dans un autre" in communes(do="group", group=f"division:BE-{namur.division_code}")
    communes(do="remove", commune="FR-54395")
    whole = communes(do="search", text="haute marne")
    assert Application.objects.get().communes[0].startswith("FR-52")
    assert len(Application.objects.get().communes) > 400
    assert "communes ajoutées" in whole
    communes(do="clear")
    assert "1 commune ajoutée" in communes(do="one", commune="Saint-Dizier")

    suggested = page(at.get("/ouvrir/adresse/"))
    assert 'value="agglomeration-de-saint-dizier"' in suggested
    for slug, why in {
        "vallee-claire": "porte déjà",
        "admin": "réservé",
        "Été !": "ne peut pas être",
    }.items():
        assert why in page(at.get("/ouvrir/adresse/libre/", {"slug": slug}))
        assert why in page(at.post("/ouvrir/adresse/", {"slug": slug}))
    assert 'value="vallee-claire-2"' in page(at.post("/ouvrir/adresse/", {"slug": "vallee-claire"}))
    assert (
        at.post("/ouvrir/adresse/", {"slug": "vallee-claire", "take": "saint-dizier-2"}).url
        == "/ouvrir/allure/"
    )

    pale = LOOK | {"primary": "#f2b705"}
    refused = page(at.post("/ouvrir/allure/", pale))
    nearest = re.search(r'name="take" value="(#[0-9a-f]{6})"', refused)[1]
    assert f'fill="{nearest}"' in page(at.post("/ouvrir/allure/apercu/", pale))
    not_a_picture = {"logo": SimpleUploadedFile("logo.png", b"no picture")}
    assert "image" in page(at.post("/ouvrir/allure/", LOOK | not_a_picture))
    assert at.get("/ouvrir/allure/logo/").status_code == 404
    sketch = page(at.post("/ouvrir/allure/apercu/", pale | {"logo": SimpleUploadedFile("logo.svg", LOGO)}))
    assert "/ouvrir/allure/logo/" in sketch
    at.post("/ouvrir/allure/", pale | {"logo": SimpleUploadedFile("logo.svg", LOGO)})  # refused
    assert at.post("/ouvrir/allure/", pale | {"take": nearest}).url == "/ouvrir/engagements/"
    assert at.get("/ouvrir/allure/logo/")["Content-Type"] == "image/svg+xml"
    assert Application.objects.get().primary == nearest

    assert "error-summary" in page(at.post("/ouvrir/engagements/", {"terms": "on", "person": "Claire"}))
    assert Application.objects.get().accepted_at is None
    for link in re.findall(r'href="(/ouvrir/textes/[^"]+)"', page(at.get("/ouvrir/engagements/"))):
        assert "Version 2026-11" in page(HostClient("localhost").get(link))
    accepted = {"terms": "on", "processing": "on", "person": "Claire Dumont, présidente"}
    assert at.post("/ouvrir/engagements/", accepted).url == "/ouvrir/formule/"

    assert "119,00 €" in page(at.get("/ouvrir/formule/"))
    at.post("/ouvrir/quitter/")
    assert at.get("/ouvrir/formule/").url == "/ouvrir/"
    assert (
        at.get(resume[0].partition("localhost")[2].partition("/")[2].join(["/", ""])).url
        == "/ouvrir/formule/"
    )
    assert at.post("/ouvrir/formule/", {"interval": "month"}).url == "/ouvrir/resume/"
    summary = page(at.get("/ouvrir/resume/"))
    assert "http://saint-dizier-2.localhost" in summary
    assert "Claire Dumont, présidente" in summary

    with django_capture_on_commit_callbacks(execute=True):
        assert at.post("/ouvrir/construire/").url == "/ouvrir/construction/"
        assert (
            at.get("/ouvrir/construction/").status_code == 200
        )  # “is being built”: the task waits for the commit
        polled = {"headers": {"HX-Request": "true"}}
        building = page(at.get("/ouvrir/construction/?done=0", **polled))
        assert "hx-get" in building
        assert "oob" not in building, "nothing new to say aloud"
        assert "0 étape sur 8 est faite." in page(at.get("/ouvrir/construction/?done=3", **polled))
    assert at.post("/ouvrir/construire/").url == "/ouvrir/construction/"
    assert at.get("/ouvrir/construction/", headers={"HX-Request": "true"})["HX-Redirect"]
    assert "est ouvert" in page(at.get("/ouvrir/construction/"))
    territory = Territory.objects.get(slug="saint-dizier-2")
    assert territory.name == "Agglomération de Saint-Dizier"
    assert not territory.listed
    assert "saint-dizier-2" not in page(at.get("/"))
    assert Subscription.objects.get(territory=territory).interval == "month"
    assert {(one.document, one.version) for one in Agreement.objects.filter(territory=territory)} == {
        ("conditions", "2026-11"),
        ("donnees", "2026-11"),
    }
    with tenant_context(territory.context()):
        brand = Brand.objects.get()
        assert (brand.primary, brand.preset) == (nearest, "place")
        assert brand.logo.name.endswith(".svg")
    told = {one.to[0]: one.subject for one in mailoutbox[-2:]}
    assert told == {
        EMAIL: "Le site Agglomération de Saint-Dizier est ouvert",
        NETWORK: "Agglomération de Saint-Dizier : à regarder",
    }

    link = at.get("/ouvrir/entrer/").url
    assert link.startswith("http://saint-dizier-2.localhost")
    path = link.partition("/compte/")[1] + link.partition("/compte/")[2]
    assert "/compte/login/" in HostClient("vallee-claire.localhost", territory_a).get(path).url
    operator = HostClient("saint-dizier-2.localhost", territory.context())
    assert operator.get(path).url == "/admin/"
    office = page(operator.get("/admin/"))
    assert "Premiers pas" in office
    again = HostClient("saint-dizier-2.localhost", territory.context())
    assert "/compte/login/" in again.get(path).url
    assert at.get("/ouvrir/entrer/").url == "/ouvrir/construction/"

    assert prove() == "/ouvrir/construction/"  # one at a time, until the network has looked at it
    call_command("review_territory")
    call_command("review_territory", "saint-dizier-2", accept=True)
    assert "saint-dizier-2" in page(at.get("/"))
    assert Entry.objects.filter(act="opening.accepted").exists()
    with tenant_context(territory.context()):
        assert OutgoingMail.objects.get(kind="opening_reviewed").to == EMAIL
    assert prove() == "/ouvrir/organisme/"


def test_a_commune_far_from_the_others_is_named():
    near = [Commune(id=f"FR-5200{n}", latitude=48 + n / 50, longitude=5) for n in range(5)]
    far = Commune(id="FR-01001", latitude=46, longitude=5)
    assert Extent((*near, far)).apart == [far]
    assert not Extent((near[0], far)).apart
    assert not Extent(tuple(near)).apart


def test_an_address_is_proved_by_its_last_code(
    network_client, prove, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        network_client.post("/ouvrir/", {"email": EMAIL})
    right = code_sent()
    wrong = f"{(int(right) + 1) % 10**6:06}"
    for _ in range(5):
        assert "Ce n’est pas le code" in page(network_client.post("/ouvrir/code/", {"code": wrong}))
    assert network_client.post("/ouvrir/code/", {"code": right}).url == "/ouvrir/"
    assert not Application.objects.exists()
    for _ in range(4):
        assert network_client.post("/ouvrir/", {"email": EMAIL}).status_code == 302
    assert "Trop de codes" in page(network_client.post("/ouvrir/", {"email": EMAIL}))
    assert prove("autre@agglo.example") == "/ouvrir/organisme/"
    elsewhere = HostClient("localhost")
    assert elsewhere.get("/ouvrir/code/").url == "/ouvrir/"
    assert elsewhere.get("/ouvrir/reprendre/devine/").url == "/ouvrir/"


def test_another_country_begins_the_communes_anew(complete):
    now = timezone.now()
    save_step(application=complete, values={"country": "BE"}, now=now)
    assert Application.objects.get().communes == []


def test_an_address_that_another_was_quicker_to_take_is_chosen_anew(
    network_client, complete, mailoutbox, django_capture_on_commit_callbacks
):
    network_client.get(f"/ouvrir/reprendre/{complete.token}/")
    Application.objects.update(slug="vallee-claire")
    assert network_client.post("/ouvrir/construire/").url == "/ouvrir/adresse/"
    assert 'value="vallee-claire-2"' in page(network_client.get("/ouvrir/adresse/"))
    # Taken while the site is being built.
    Application.objects.update(state="opening", asked_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        open_territory(application_id=complete.pk, now=timezone.now())
    refused = page(network_client.get("/ouvrir/construction/"))
    assert "porte déjà le nom court" in refused
    assert 'href="/ouvrir/adresse/"' in refused
    assert mailoutbox[-1].to == [EMAIL]
    assert complete.token in mailoutbox[-1].body
    assert not FailedJob.objects.exists(), "nothing for the network to mend"
    assert network_client.post("/ouvrir/adresse/", {"slug": "saint-dizier-2"}).url == "/ouvrir/resume/"
    with django_capture_on_commit_callbacks(execute=True):
        network_client.post("/ouvrir/construire/")
    assert Territory.objects.filter(slug="saint-dizier-2").exists()
    assert network_client.get("/ouvrir/adresse/").url == "/ouvrir/construction/"


def test_what_fails_on_our_side_is_told_to_both_sides_and_can_be_tried_again(
    network_client, complete, mailoutbox, django_capture_on_commit_callbacks
):
    appoint(email=NETWORK)
    network_client.get(f"/ouvrir/reprendre/{complete.token}/")

    def pull_the_plug(step, **_kwargs):
        if step == Step.CONTENT:
            raise OSError

    step_reached.connect(pull_the_plug)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            network_client.post("/ouvrir/construire/")
    finally:
        step_reached.disconnect(pull_the_plug)
    assert {one.to[0] for one in mailoutbox if "pas pu être ouvert" in one.subject} == {EMAIL, NETWORK}
    assert FailedJob.objects.get().error == "OSError"
    assert "de notre côté" in page(network_client.get("/ouvrir/construction/"))
    console = HostClient("localhost")
    console.force_login(User.objects.get(email=NETWORK))
    assert "Communauté d’agglomération" in page(console.get("/console/territoires/"))

    # A worker that was lost: another one takes it up, for a while.
    now = timezone.now()
    Application.objects.update(state="opening", asked_at=now - GIVEN_UP)
    assert take_up_lost(now=now + PATIENCE) == 1
    assert "Personne n’a répondu" in Application.objects.get().failure
    Application.objects.update(state="opening", asked_at=now)
    assert take_up_lost(now=now + PATIENCE) == 0
    assert take_up_lost(now=now + 2 * PATIENCE) == 1
    assert Application.objects.get().state == "open"
    assert not take_up_lost(now=now + 2 * PATIENCE)
    assert "Communauté d’agglomération" not in page(console.get("/console/territoires/"))


def test_the_operator_can_set_up_her_second_step(
    network_client, complete, settings, django_capture_on_commit_callbacks
):
    settings.SECOND_FACTOR_REQUIRED = True
    network_client.get(f"/ouvrir/reprendre/{complete.token}/")
    with django_capture_on_commit_callbacks(execute=True):
        network_client.post("/ouvrir/construire/")
    path = network_client.get("/ouvrir/entrer/").url.partition("/compte/")[2]
    territory = Territory.objects.get(slug="saint-dizier-2").context()
    operator = HostClient("saint-dizier-2.localhost", territory)
    assert operator.get(f"/compte/{path}").url == "/admin/"
    assert operator.get("/admin/").url == "/compte/deux-etapes/"
    assert operator.get("/compte/deux-etapes/totp/activate/").status_code == 200


def test_unfinished_applications_are_forgotten_after_a_month(complete):
    assert purge(now=timezone.now() + timedelta(days=29)) == 0
    assert purge(now=timezone.now() + timedelta(days=31)) == 1
    assert not Application.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_however_often_it_is_pressed_there_is_one_territory(territory_a):
    """Two presses at once, and two workers for one application."""
    now = timezone.now()
    application = start_or_resume(email=EMAIL, now=now)
    said = BODY | LOOK | {"number": "200068666", "slug": "saint-dizier-2", "interval": "year"}
    said |= {"communes": ["FR-52448"], "terms_version": "2026-11", "processing_version": "2026-11"}
    save_step(application=application, values=said | {"accepted_by": "C.", "accepted_at": now}, now=now)
    before = Territory.objects.count()
    together, failures = threading.Barrier(4), []

    def at_once(does) -> None:
        try:
            together.wait(timeout=60)
            does()
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    def press() -> None:
        ask_to_open(application=application, now=now)

    def work() -> None:
        open_territory(application_id=application.pk, now=now)

    threads = [threading.Thread(target=at_once, args=(does,)) for does in (press, press, work, work)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert Territory.objects.count() == before + 1
    assert Application.objects.get().state == "open"
