"""A newcomer opens a territory from the portal, and comes in at her back office."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.letters import code_in, last_letter_to

CLAIRE = "claire@saint-dizier.example"


def test_a_newcomer_opens_the_agglomeration_of_saint_dizier(visit, network):
    claire = visit()
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
    claire.fill(person="Claire Dumont", body_name="Communauté d’agglomération", number="200 068 666")
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
    claire.inspect("ouvrir-adresse", widths=(320,))
    claire.press("Continuer")

    claire.page.wait_for_load_state("load")
    claire.fill(primary="#f2b705")
    claire.page.locator("main [name=accent]").focus()  # the colour is judged as soon as it is chosen
    claire.sees("Cette couleur ne se lit pas partout")
    claire.inspect("ouvrir-allure")
    claire.page.locator("main [name=take]").click()

    claire.inspect("ouvrir-engagements", widths=(320,))
    claire.page.locator("main [name=terms]").check()
    claire.page.locator("main [name=processing]").check()
    claire.press("Accepter et continuer")
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
    visitor = visit()
    visitor.open(network.url("saint-dizier-2.localhost"))
    expect(visitor.page).to_have_title(re.compile("Agglomération de Saint-Dizier 2"))
    assert last_letter_to(CLAIRE).subject.endswith("est ouvert")
