"""Somebody, an association with two managers, and their conversation."""

from __future__ import annotations

import pytest

from engagement.associations.models import MembershipRole
from tests.factories.engagement import AssociationFactory
from tests.factories.messaging import conversation_between
from tests.factories.people import UserFactory


@pytest.fixture
def citizen(in_a):
    return UserFactory(email="camille@personne.example", first_name="Camille", last_name="Lambert")


@pytest.fixture
def manager(in_a):
    return UserFactory(email="nadia@association.example", first_name="Nadia", last_name="Haddad")


@pytest.fixture
def association(manager):
    return AssociationFactory(name="La Table de Libin", slug="la-table", manager=manager)


@pytest.fixture
def colleague(association):
    user = UserFactory(email="philippe@association.example", first_name="Philippe", last_name="Collignon")
    association.memberships.create(user=user, role=MembershipRole.MANAGER)
    return user


@pytest.fixture
def conversation(citizen, association):
    return conversation_between(citizen, association)
