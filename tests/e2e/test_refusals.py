"""Pages that say no, in the right name, and show the way."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tenants.registry.models import Territory
from tenants.registry.services import suspend_territory

pytestmark = pytest.mark.usefixtures("world")


def test_what_is_not_here_leads_further(visit, at_a, network):
    citizen = visit()
    page = citizen.open(network.url("nulle-part.localhost"), status=404)
    citizen.sees("Aucun territoire n’habite à cette adresse", "nulle-part.localhost")
    citizen.inspect("hote-inconnu")
    citizen.click("Voir les territoires")
    expect(page).to_have_url(network.portal)
    page = citizen.open(at_a("/missions/il-n-y-a-rien-ici/"), status=404)
    expect(page.locator("header .site-brand__name")).to_have_text("Vallée-Claire")
    citizen.sees("404")
    citizen.inspect("404")
    citizen.open(network.url("localhost", "/rien/"), status=404)
    citizen.inspect("404-portail")


def test_a_suspended_territory_says_so_in_its_name(visit, at_a, at_b, territory_a):
    suspend_territory(territory=Territory.objects.get(pk=territory_a.id), now=timezone.now())
    citizen = visit()
    citizen.open(at_a("/"), status=503)
    citizen.sees("Vallée-Claire fait une pause")
    citizen.inspect("suspendu")
    citizen.open(at_b("/"))
