"""The demonstration's data become rows of a territory, accounts that can sign in, and a part of the catalogue."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command

from demo.filling import _Slugs, fill_territory, places_of
from demo.grammar import generate
from demo.instances import DEMO_PASSWORD, NOVARDENNE
from demo.services import open_demo_accounts
from engagement.associations.models import Membership
from engagement.missions.models import Mission
from engagement.volunteers.models import Volunteer
from kernel.accounts.models import User
from matching.catalogue.models import Opportunity, OutboxEntry
from tenants.geography.models import Commune

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_a_territory_is_filled_and_its_people_can_sign_in(in_a):
    communes = Commune.objects.filter(territories=in_a.id)
    spec = generate(
        seed="essai",
        country="BE",
        places=places_of(communes),
        today=NOW.date(),
        associations=3,
        missions=5,
        volunteers=4,
        participations=4,
    )
    fill_territory(in_a, spec, now=NOW)
    open_demo_accounts(NOVARDENNE)

    assert Mission.objects.count() == 5
    assert Opportunity.objects.filter(is_open=True, territory_id=in_a.id).count() > 0
    assert not OutboxEntry.objects.exists()
    verified = set(EmailAddress.objects.filter(verified=True, primary=True).values_list("email", flat=True))
    assert verified == set(User.objects.values_list("email", flat=True))
    citizen, manager = (
        User.objects.get(email=f"{name}@novardenne.example") for name in ("citoyenne", "responsable")
    )
    assert citizen.check_password(DEMO_PASSWORD)
    assert Volunteer.objects.filter(user=citizen).exists()
    assert Membership.objects.filter(user=manager, role="manager").count() == 2


def test_a_real_network_gets_no_account_whose_password_is_published(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    with pytest.raises(CommandError, match="published"):
        call_command("build_demo")


def test_slugs_are_distinct_whatever_the_titles():
    slugs = _Slugs()
    assert [slugs.take(text) for text in ("x", "x-2", "x", "x")] == ["x", "x-2", "x-3", "x-4"]
