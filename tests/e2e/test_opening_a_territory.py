"""A newcomer opens a territory from the portal, and runs it: she pays, proves a domain, adds communes, takes everything
away, is suspended and resumed, leaves and stays."""

from __future__ import annotations

import re
from datetime import date
from zipfile import ZipFile

from django.core.management import call_command
from playwright.sync_api import expect

from tenants.billing.models import Invoice, Subscription
from tenants.billing.services import bill
from tenants.console.services import appoint
from tenants.registry.models import DomainClaim, Territory
from tenants.registry.resolving import PROOF_PREFIX
from tests.e2e.letters import code_in, last_letter_to
from tests.factories.people import PASSWORD
from tests.harness.zone import serving

CLAIRE, NETWORK = "claire@saint-dizier.example", "reseau@maillage.example"
SITE, DOMAIN = "saint-dizier-2.localhost", "www.engagement-saint-dizier.example"


def test_a_newcomer_opens_and_runs_the_agglomeration_of_saint_dizier(visit, network, settings):
    claire, visitor = visit(), visit()
    _opens(claire, network)
    visitor.open(network.url(SITE))
    expect(visitor.page).to_have_title(re.compile("Agglomération de Saint-Dizier 2"))
    assert last_letter_to(CLAIRE).subject.endswith("est ouvert")

    def office(path: str = "") -> str:
        return network.url(SITE, f"/admin/{path}")

    _pays_by_invoice(claire, office)
    with serving() as (zone,):
        settings.DNS_RESOLVERS = [zone.address]
        _proves_a_domain(claire, office, zone)
    _adds_a_commune(claire, office)
    _takes_everything_away(claire, office)

    nadia = visit()
    appoint(email=NETWORK, first_name="Nadia", password=PASSWORD)
    nadia.sign_in(f"{network.portal}console/territoires/saint-dizier-2/", email=NETWORK, password=PASSWORD)
    _takes_step(nadia, network, "Suspendre", "Agglomération de Saint-Dizier 2 est suspendu")
    visitor.open(network.url(SITE), status=503)
    visitor.inspect("suspendu")
    claire.open(office("territory/"))
    claire.sees("Le site est fermé au public")
    _takes_everything_away(claire, office)
    _takes_step(nadia, network, "Rétablir", "Agglomération de Saint-Dizier 2 est de nouveau ouvert")
    visitor.open(network.url(SITE))

    _gives_notice(claire, office)
    assert last_letter_to(NETWORK).subject == "Agglomération de Saint-Dizier 2 quitte le réseau"
    visitor.open(network.url(SITE), status=503)
    claire.press("Retirer le préavis")
    expect(claire.page.locator(".messages")).to_contain_text("Le préavis est retiré")
    visitor.open(network.url(SITE))
    assert last_letter_to(CLAIRE).subject == "Agglomération de Saint-Dizier 2 reste"


def _takes_step(nadia, network, name: str, told: str) -> None:
    """In the network's console: what it changes is said, and it has its reason."""
    nadia.open(f"{network.portal}console/territoires/saint-dizier-2/")
    nadia.click(name)
    nadia.inspect("console-etape", widths=(1280,))
    nadia.fill(reason="À sa demande")
    nadia.press(name)
    expect(nadia.page.locator(".messages")).to_contain_text(told)
    nadia.sees("À sa demande")


def _pays_by_invoice(claire, office) -> None:
    claire.open(office("facturation/"))
    claire.fill(
        legal_name="Communauté d’agglomération de Saint-Dizier",
        street="12 rue de la Commune de Paris",
        postcode="52100",
        city="Saint-Dizier",
        siret="215 204 488 00013",
        service_code="FINANCES",
        purchase_order="BC-2026-118",
        email="finances@saint-dizier.example",
    )
    claire.press("Enregistrer les coordonnées")
    expect(claire.page.locator(".messages")).to_contain_text(
        "Les coordonnées de facturation sont enregistrées"
    )
    subscription = Subscription.objects.get(territory__slug="saint-dizier-2")
    bill(territory_id=subscription.territory_id, today=subscription.trial_ends_on)
    invoice = Invoice.objects.get()
    assert last_letter_to("finances@saint-dizier.example").attachments
    claire.open(office("facturation/"))
    claire.sees(invoice.number, "à régler")
    claire.inspect("facturation")
    with claire.page.expect_download() as paper:
        claire.click(invoice.number)
    assert paper.value.path().read_bytes().startswith(b"%PDF")
    call_command("mark_invoice_paid", invoice.number, reference="CORE 8421", on=date(2027, 3, 1))
    claire.open(office("facturation/"))
    claire.sees("payée")


def _proves_a_domain(claire, office, zone) -> None:
    claire.open(office("territory/addresses/"))
    claire.inspect("adresses")
    claire.fill(domain=DOMAIN)
    claire.press("Continuer")
    claire.sees(f"_maillage.{DOMAIN}")
    zone.add("engagement-saint-dizier.example", "CAA", '0 issue "digicert.com"')
    claire.press("Vérifier maintenant")
    claire.sees("Il n’y a pas encore d’enregistrement TXT", "ne mène encore nulle part", "digicert.com")
    claire.inspect("domaine")
    zone.add(f"_maillage.{DOMAIN}", "TXT", f'"{PROOF_PREFIX}{DomainClaim.objects.get().token}"')
    zone.add(DOMAIN, "CNAME", SITE)
    zone.add("engagement-saint-dizier.example", "CAA", '0 issue "digicert.com"', '0 issue "letsencrypt.org"')
    claire.press("Vérifier maintenant")
    expect(claire.page.locator(".messages")).to_contain_text("Le domaine est vérifié")
    claire.sees("Vérifié le")


def _adds_a_commune(claire, office) -> None:
    territory = Territory.objects.get(slug="saint-dizier-2")
    before = territory.communes.count()
    claire.open(office("territory/communes/"))
    claire.fill(add="52121")
    claire.press("Voir ce que cela change")
    claire.sees("À ajouter : Chaumont", "Ce que vous paierez", "hors TVA")
    claire.inspect("communes")
    claire.press("Modifier le territoire")
    claire.sees("Chaumont")
    assert territory.communes.count() == before + 1


def _takes_everything_away(claire, office) -> None:
    claire.open(office("territory/export/"))
    claire.press("Créer une archive")
    with claire.page.expect_download() as archive:
        claire.click("Télécharger")
    names = ZipFile(archive.value.path()).namelist()
    assert {"manifest.json", "schema.json", "SHA256SUMS"} <= set(names)


def _gives_notice(claire, office) -> None:
    claire.open(office("territory/notice/"))
    claire.may_be_refused(office("territory/notice/"))
    claire.fill(reason="Nous rejoignons la plateforme du département.", address="saint-dizier.localhost")
    claire.press("Donner le préavis")
    claire.sees("Ce n’est pas l’adresse du site")
    claire.inspect("quitter")
    claire.fill(address=SITE)
    claire.press("Donner le préavis")
    claire.sees("Télécharger la dernière archive")
    claire.inspect("preavis")


def _opens(claire, network) -> None:
    claire.open(network.portal)
    claire.click("Ouvrir votre territoire")
    claire.inspect("ouvrir", widths=(320,))
    claire.fill(email=CLAIRE)
    claire.press("Recevoir le code")
    expect(claire.page.locator("main [name=code]")).to_be_visible()
    claire.fill(code=code_in(last_letter_to(CLAIRE)))
    claire.press("Continuer")

    claire.inspect("ouvrir-organisme", widths=(320,))
    claire.choose("country", "FR")
    claire.choose("kind", "intercommunality")
    claire.page.wait_for_load_state("load")  # the script that asks, as one types
    claire.fill(number="200 068 667")
    claire.sees("un chiffre doit être faux")
    expect(claire.page.locator("main [name=number]")).to_be_focused()  # what is judged takes no keyboard away
    claire.fill(person="Claire Dumont", body_name="Communauté d’agglomération", number="200 068 666")
    claire.sees("Le numéro est bien formé")
    claire.fill(name="Agglomération de Saint-Dizier 2")
    claire.press("Continuer")

    claire.fill(commune="Saint-Dizier")
    claire.press("Ajouter la commune")
    claire.sees("1 commune ajoutée")
    claire.page.locator("main .opening__groups button").first.click()
    claire.sees("communes ajoutées")
    claire.inspect("ouvrir-communes")
    claire.click("Continuer")

    claire.page.wait_for_load_state("load")  # the script that asks, as one types
    claire.fill(slug="vallee-claire")
    claire.sees("porte déjà le nom court")
    claire.fill(slug="saint-dizier-2")
    claire.sees("Cette adresse est libre")
    expect(claire.page.locator("main [name=slug]")).to_be_focused()
    claire.inspect("ouvrir-adresse", widths=(320,))
    with claire.page.expect_navigation():
        claire.page.keyboard.press("Enter")

    claire.page.wait_for_load_state("load")
    claire.fill(primary="#f2b705")
    claire.page.locator("main [name=accent]").focus()  # the colour is judged as soon as it is chosen
    claire.sees("Cette couleur ne se lit pas partout")
    claire.inspect("ouvrir-allure")
    claire.page.locator("main [name=take]").click()

    claire.inspect("ouvrir-engagements", widths=(320,))
    for name in ("terms", "processing"):
        claire.page.locator(f"main [name={name}]").press("Space")
    with claire.page.expect_navigation():
        claire.page.keyboard.press("Enter")
    claire.inspect("ouvrir-formule", widths=(320,))
    claire.press("Continuer")
    claire.sees("Communauté d’agglomération")
    claire.inspect("ouvrir-resume")
    claire.press("Ouvrir le site")

    claire.sees("Agglomération de Saint-Dizier 2 est ouvert")
    claire.inspect("ouvrir-termine", widths=(320,))
    claire.click("Entrer dans l’espace de l’équipe")
    expect(claire.page.get_by_role("heading", name="Premiers pas")).to_be_visible()
    claire.page.reload()  # without the message of having signed in, whose colours are Wagtail’s
    claire.inspect("premiers-pas", widths=(1280,))
