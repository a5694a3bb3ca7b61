"""A territory is drawn from its own communes, and from those around when they are few."""

from __future__ import annotations

from kernel.tenancy import tenant_context
from tenants.geography.models import Commune
from tenants.geography.sphere import distance_km
from tenants.registry.models import TerritoryCommune
from tenants.registry.places import ENOUGH, places_at_hand


def test_the_communes_around_complete_a_small_territory(in_a, django_assert_num_queries):
    with django_assert_num_queries(3):
        points = places_at_hand()
    assert len(points) == ENOUGH
    (own,) = [point for point in points if point.own]
    libin = Commune.objects.get(pk="BE-84035")
    assert (own.latitude, own.longitude) == (libin.latitude, libin.longitude)
    assert all(distance_km(libin.latitude, libin.longitude, p.latitude, p.longitude) < 60 for p in points)


def test_a_territory_of_many_communes_is_drawn_alone(db, territory_a):
    others = Commune.objects.filter(country="BE").exclude(pk="BE-84035")[:ENOUGH]
    TerritoryCommune.objects.bulk_create(
        TerritoryCommune(territory_id=territory_a.id, commune=commune) for commune in others
    )
    with tenant_context(territory_a):
        points = places_at_hand()
    assert len(points) == ENOUGH + 1
    assert all(point.own for point in points)


def test_the_portal_has_no_places_of_its_own(db):
    assert places_at_hand() == ()
