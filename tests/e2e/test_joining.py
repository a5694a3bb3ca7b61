"""A citizen of Libin joins, says what she likes, and is matched."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.letters import code_in, last_letter_to
from tests.e2e.world import LIBRARY, MEADOW, PARCELS, SOUP

pytestmark = pytest.mark.usefixtures("world")

CAMILLE = "camille@boite-aux-lettres.example"
PASSWORD = "un-sentier-de-crête-42"


def sign_up(citizen, at, *, email=CAMILLE, password="", path="/compte/signup/"):
    citizen.open(at(path))
    citizen.fill(first_name="Camille", last_name="Lambert", email=email, password1=password)
    citizen.press("Créer mon compte")
    citizen.sees("Saisissez le code")
    citizen.fill(code=code_in(last_letter_to(email)))
    citizen.press("Confirmer")


def fill_in_profile(citizen):
    citizen.fill(commune="Libin", radius_km="25")
    citizen.choose("causes", "food-aid")
    citizen.choose("skills", "cooking")
    citizen.choose("availability", "sat-morning", "sat-afternoon")
    citizen.press("Enregistrer et voir les suggestions")


def test_by_code_then_profile_then_suggestions(visit, at_a):
    citizen = visit()
    page = citizen.open(at_a("/"))
    citizen.click("S’inscrire", within="header")
    citizen.inspect("inscription")
    citizen.fill(first_name="Camille", last_name="Lambert", email=CAMILLE)
    citizen.press("Créer mon compte")
    citizen.sees("Saisissez le code", CAMILLE)
    citizen.inspect("code")
    letter = last_letter_to(CAMILLE)
    assert letter.subject == "Votre code pour rejoindre Vallée-Claire"
    citizen.fill(code=code_in(letter))
    citizen.press("Confirmer")

    expect(page).to_have_url(at_a("/mon-profil/"))
    citizen.sees("Bienvenue, Camille")
    expect(page.get_by_label("Les associations peuvent me trouver")).not_to_be_checked()
    citizen.inspect("profil")
    fill_in_profile(citizen)

    expect(page).to_have_url(at_a("/suggestions/"))
    citizen.sees("Choisies pour vous")
    soup = page.locator("main article", has_text=SOUP)
    expect(soup).to_contain_text("À moins d’un kilomètre de chez vous")
    expect(soup).to_contain_text("Une cause qui vous tient à cœur : l’aide alimentaire")
    expect(soup).to_contain_text("Vous savez cuisiner")
    expect(soup).not_to_contain_text("Val-Sombre")
    expect(page.locator("main article", has_text=LIBRARY)).to_contain_text(
        "Le samedi après-midi vous convient"
    )
    parcels = page.locator("main article", has_text=PARCELS)
    expect(parcels.locator(".badge", has_text="Val-Sombre")).to_be_visible()
    expect(parcels).to_contain_text("À 11 km de chez vous")
    citizen.does_not_see(MEADOW)
    assert page.locator("main article h2").first.inner_text() == SOUP
    citizen.inspect("suggestions")
    parcels.get_by_role("link", name=PARCELS).click()
    expect(page).to_have_url(re.compile(re.escape(at_a("/ailleurs/val-sombre/missions/"))))
    expect(page.get_by_role("heading", level=1)).to_have_text(PARCELS)

    citizen.open(at_a("/mon-profil/"))
    expect(page.get_by_label("Votre commune")).to_have_value(re.compile("Libin"))
    expect(page.locator("[name=availability][value=sat-morning]")).to_be_checked()
    citizen.fill(commune="Libain")
    citizen.press("Enregistrer et voir les suggestions")
    citizen.sees("Nous ne connaissons pas de commune « Libain »")
    citizen.inspect("profil-commune-inconnue")
    citizen.fill(commune="6890")
    citizen.press("Enregistrer et voir les suggestions")
    citizen.sees("Choisies pour vous")


def test_without_scripts(visit, at_a):
    citizen = visit(javascript=False, width=320)
    sign_up(citizen, at_a)
    citizen.sees("Bienvenue, Camille")
    fill_in_profile(citizen)
    citizen.sees("Choisies pour vous", SOUP)
    citizen.inspect("suggestions")


def test_by_password_and_back_in_by_password_and_by_code(visit, at_a):
    newcomer = visit()
    sign_up(newcomer, at_a, password=PASSWORD)
    newcomer.sees("Bienvenue, Camille")

    with_password = visit()
    with_password.open(at_a("/compte/login/"))
    with_password.inspect("connexion")
    with_password.sign_in(at_a("/compte/login/"), email=CAMILLE, password=PASSWORD)

    with_code = visit()
    page = with_code.open(at_a("/compte/login/"))
    with_code.click("Recevoir un code par e-mail")
    with_code.inspect("connexion-par-code")
    with_code.fill(email=CAMILLE)
    with_code.press("M’envoyer un code")
    with_code.sees("Saisissez le code")
    letter = last_letter_to(CAMILLE)
    assert letter.subject == "Votre code de connexion à Vallée-Claire"
    with_code.fill(code=code_in(letter))
    with_code.press("Confirmer")
    expect(page.get_by_text("Bienvenue, Camille.")).to_be_visible()

    page.locator("header").get_by_text("Camille", exact=True).click()
    with_code.press("Se déconnecter", within="header")
    expect(page.get_by_text("Vous êtes déconnecté. À bientôt")).to_be_visible()


def test_what_goes_wrong_is_said(visit, at_a):
    citizen = visit()
    citizen.open(at_a("/compte/signup/"))
    citizen.fill(first_name="Camille", email="camille@exemple", password1="azerty")
    citizen.press("Créer mon compte")
    citizen.sees("Quelques points à revoir")
    citizen.inspect("inscription-erreurs")

    citizen.fill(email=CAMILLE, password1="")
    citizen.press("Créer mon compte")
    citizen.fill(code="AAAA-BBB")
    citizen.press("Confirmer")
    citizen.sees("Code incorrect.")
    citizen.inspect("code-faux")

    other = visit()
    other.open(at_a("/compte/login/"))
    other.fill(login=CAMILLE, password="ce-n-est-pas-lui")
    other.press("Se connecter")
    other.sees("Quelques points à revoir", "incorrect")
    other.inspect("connexion-erreur")
