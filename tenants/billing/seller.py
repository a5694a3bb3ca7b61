"""Who sells: the operator of the network, as the law wants it on an invoice."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings


class NoSeller(Exception):
    """The network's operator has not said who it is (`SELLER_…`): no invoice can be made."""


@dataclass(frozen=True, slots=True)
class Seller:
    """`address`: lines. `registered_abroad`: see `vat.vat_for`."""

    name: str
    address: tuple[str, ...]
    country: str
    number: str
    vat_number: str
    iban: str
    bic: str
    email: str
    registered_abroad: bool = False

    def as_data(self) -> dict[str, object]:
        """What an invoice keeps of it."""
        return asdict(self) | {"address": list(self.address)}


def seller() -> Seller:
    """The operator, from `settings.BILLING_SELLER`. Raises `NoSeller`."""
    values: dict[str, Any] = settings.BILLING_SELLER
    if not values["name"] or values["country"] not in ("FR", "BE"):
        raise NoSeller
    return Seller(**values | {"address": tuple(values["address"])})
