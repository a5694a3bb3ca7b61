"""The demonstration shows hours in every state, and a volunteer near a threshold or a ceiling."""

from __future__ import annotations

from random import Random

import pytest
from django.utils import timezone

from demo.instances import INSTANCES
from demo.scenes import Stage
from demo.scenes.recognition import play
from engagement.recognition.models import Certificate, Hours, HoursState
from engagement.recognition.selectors import account_progress, expense_totals, year_record
from kernel.tenancy import TerritoryContext
from tests.factories.engagement import AssociationFactory, MissionFactory, ParticipationFactory
from tests.factories.people import UserFactory


@pytest.mark.parametrize("country", ["FR", "BE"])
def test_every_state_is_shown(country: str, in_a: TerritoryContext) -> None:
    citizen, manager = UserFactory(), UserFactory()
    for _number in range(2):
        mission = MissionFactory(association=AssociationFactory(manager=manager))
        ParticipationFactory(mission=mission, state="accepted")
    now = timezone.now()
    instance = next(one for one in INSTANCES if one.country == country)
    play(
        Stage(
            instance=instance,
            now=now,
            draw=Random(country),
            citizen=citizen,
            manager=manager,
            editor=UserFactory(),
        )
    )
    # All states are hers, so that one person can look at them.
    assert set(Hours.objects.filter(user=citizen).values_list("state", flat=True)) == set(HoursState.values)
    assert set(Certificate.objects.values_list("revoked_by", flat=True)) == {"", "volunteer", "association"}
    year = timezone.localtime(now).year
    assert account_progress(year_record(user=citizen, year=year)).hours > 160
    if country == "BE" and timezone.localdate().timetuple().tm_yday > 60:
        totals = expense_totals(user=citizen, year=year)
        assert totals.is_near
        assert len(totals.over) == 1
