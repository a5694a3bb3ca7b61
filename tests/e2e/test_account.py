"""A manager sets up the second step on her way in, then looks through her account."""

from __future__ import annotations

from time import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.e2e.world import MANAGER_A as MANAGER
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.usefixtures("world")


def test_two_steps_and_the_account(visit, at_a, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    manager = visit()
    manager.sign_in(at_a("/compte/login/"), email=MANAGER, password=PASSWORD)
    page = manager.open(at_a("/espace-association/"))
    expect(page).to_have_url(at_a("/compte/deux-etapes/"))
    manager.sees("Une étape encore avant d’entrer")
    manager.inspect("deux-etapes")
    manager.click("Commencer")
    if page.locator("main [name=password]").count():
        manager.inspect("est-ce-bien-vous")
        manager.fill(password=PASSWORD)
        manager.press("Continuer")
    manager.sees("Relier mon application")
    manager.inspect("relier")
    secret = page.locator("main code").inner_text()
    manager.fill(code=format_hotp_value(hotp_value(secret, int(time()) // 30)))
    manager.press("Confirmer")
    manager.sees("Mes codes de secours")
    manager.inspect("codes-de-secours")
    manager.click("Ils sont à l’abri : continuer")
    expect(page).to_have_url(at_a("/espace-association/"))

    for path, title in (
        ("", "Mon compte"),
        ("nom/", "Mon nom"),
        ("appareils/", "Mes appareils"),
        ("mes-e-mails/", "Mes e-mails"),
        ("email/", "Mon adresse e-mail"),
        ("password/change/", "Modifier mon mot de passe"),
        ("deux-etapes/", "Connexion en deux étapes"),
    ):
        manager.open(at_a(f"/compte/{path}"))
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        manager.inspect(path.strip("/").replace("/", "-") or "compte")

    telephone = visit(width=320)
    telephone.open(at_a("/compte/login/"))
    telephone.fill(login=MANAGER, password=PASSWORD)
    telephone.press("Se connecter")
    telephone.sees("La seconde étape")
    telephone.inspect("seconde-etape")
