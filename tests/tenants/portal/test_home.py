"""The portal leads to the right territory."""

from __future__ import annotations

from tenants.registry.models import Territory


def test_it_lists_the_live_territories_with_their_addresses(network_client, territory_a, territory_b):
    page = network_client.get("/").content.decode()
    for territory in (territory_a, territory_b):
        assert f'href="{territory.base_url}/"' in page
        assert territory.name in page


def test_a_suspended_territory_is_not_listed(network_client, territory_a):
    Territory.objects.filter(pk=territory_a.id).update(state="suspended")
    assert territory_a.base_url not in network_client.get("/").content.decode()


def test_the_territory_of_a_commune_comes_first(network_client, territory_a, territory_b):
    response = network_client.get("/", {"commune": "Tellin"})
    cards = response.context["cards"]
    assert [card.territory.slug for card in cards] == [territory_b.slug, territory_a.slug]
    assert [card.covers for card in cards] == [True, False]
    assert "Votre territoire" in response.content.decode()


def test_a_commune_without_territory_is_told_kindly(network_client, territory_a):
    response = network_client.get("/", {"commune": "Namur"})
    assert "Namur n’a pas encore son propre site" in response.content.decode()


def test_an_unknown_commune_keeps_the_list_and_says_so(network_client, territory_a):
    response = network_client.get("/", {"commune": "Xyzzy"})
    assert response.status_code == 200
    assert response.context["form"].errors["commune"]
    assert territory_a.name in response.content.decode()


def test_an_empty_network_says_so(network_client):
    Territory.objects.update(state="opening")
    assert "Aucun territoire n’est encore ouvert" in network_client.get("/").content.decode()


def test_the_list_costs_the_same_for_one_territory_and_two(
    network_client, django_assert_num_queries, territory_a
):
    network_client.get("/")
    for excluded in ([territory_a.id], []):
        Territory.objects.update(state="live")
        Territory.objects.filter(pk__in=excluded).update(state="suspended")
        with django_assert_num_queries(2):
            network_client.get("/")
