"""Codes as an operator types them. The complete reference is needed: the test database holds part of France."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from tenants.geography.models import Commune
from tenants.geography.services import load_communes
from tenants.provisioning.communes import communes_from_codes
from tenants.provisioning.refusals import AmbiguousCommunes
from tenants.registry.models import Territory

NOVARDENNE = ["84035", "84077", "84059", "84068"]


@pytest.fixture
def all_communes(db):
    if not Commune.objects.filter(id="FR-84035").exists():
        load_communes()


@pytest.mark.usefixtures("all_communes")
def test_codes_of_both_countries_are_those_of_the_communes_that_lie_together():
    assert {commune.id for commune in communes_from_codes(NOVARDENNE)} == {
        f"BE-{code}" for code in NOVARDENNE
    }


@pytest.mark.usefixtures("all_communes")
def test_a_single_code_of_both_countries_is_asked_about():
    with pytest.raises(AmbiguousCommunes):
        communes_from_codes(["84035"])
    assert communes_from_codes(["84035"], country="FR")[0].name == "Cavaillon"
    assert communes_from_codes(["BE-84035"])[0].name == "Libin"


@pytest.mark.usefixtures("all_communes")
def test_one_certain_code_decides_for_the_others():
    assert {commune.country for commune in communes_from_codes(["84035", "92094"])} == {"BE"}


@pytest.mark.usefixtures("all_communes")
def test_the_command_says_which_communes_it_took(capsys):
    call_command("create_territory", name="Nov’Ardenne", slug="novardenne", communes=",".join(NOVARDENNE))
    assert "Libin, Libramont-Chevigny, Saint-Hubert, Tellin" in capsys.readouterr().out
    assert Territory.objects.get(slug="novardenne").country == "BE"
