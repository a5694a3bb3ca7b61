"""Accounts."""

from __future__ import annotations

from typing import Any

import factory

from kernel.accounts.models import User

PASSWORD = "a-password-of-tests"


class UserFactory(factory.django.DjangoModelFactory[User]):
    """A person of the territory at hand, with `PASSWORD`; in the public schema, an administrator of the network."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence("person{}@example.org".format)
    first_name = factory.Iterator(["Camille", "Nadia", "Benoît", "Aurélie", "Philippe"])
    last_name = factory.Iterator(["Lambert", "Haddad", "Collignon", "Thouvenin"])

    class Params:
        staff = factory.Trait(is_staff=True)
        superuser = factory.Trait(is_staff=True, is_superuser=True)

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **fields: Any) -> User:
        return model_class.objects.create_user(password=fields.pop("password", PASSWORD), **fields)
