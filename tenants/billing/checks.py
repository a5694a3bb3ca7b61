"""What the network's operator is told at start-up."""

from __future__ import annotations

from typing import Any

from django.core import checks

from tenants.billing.electronic.facts import NotElectronic, party_of_seller
from tenants.billing.seller import NoSeller, seller


@checks.register
def seller_is_electronic(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Without its numbers invoices are issued on paper only, which public bodies send back."""
    try:
        party_of_seller(seller().as_data())
    except NoSeller:
        return []
    except NotElectronic as missing:
        return [
            checks.Warning(
                f"{missing} is no number of the network's operator: no electronic invoice is made.",
                hint="SELLER_NUMBER: a SIRET or BCE number; SELLER_VAT_NUMBER: as on invoices.",
                id="billing.W001",
            )
        ]
    return []
