"""What Stripe publishes of the parameters of each call: its library writes them down from the reference of its version.

Names on every level, and the values of those that have a list of values.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from stripe import params
from stripe.params import billing_portal, checkout
from typing_extensions import is_typeddict

#: Names in the annotations of the options that come with every call.
_OF_OPTIONS = {"StripeContext": object, "Mapping": Mapping}
PUBLISHED: dict[str, type] = {
    "POST /v1/customers": params.CustomerCreateParams,
    "POST /v1/customers/ID": params.CustomerUpdateParams,
    "GET /v1/customers/ID/tax_ids": params.CustomerTaxIdListParams,
    "POST /v1/customers/ID/tax_ids": params.CustomerTaxIdCreateParams,
    "POST /v1/products": params.ProductCreateParams,
    "POST /v1/tax_rates": params.TaxRateCreateParams,
    "POST /v1/checkout/sessions": checkout.SessionCreateParams,
    "POST /v1/subscriptions": params.SubscriptionCreateParams,
    "POST /v1/subscriptions/ID": params.SubscriptionUpdateParams,
    "DELETE /v1/subscriptions/ID": params.SubscriptionCancelParams,
    "GET /v1/subscriptions": params.SubscriptionListParams,
    "GET /v1/invoices": params.InvoiceListParams,
    "POST /v1/billing_portal/sessions": billing_portal.SessionCreateParams,
}


def faults_of(sent: Mapping[str, Any], shape: Any, path: str = "") -> Iterator[str]:
    """Names that a call does not have, those that it must have and that are missing, values that it does not take.

    `sent`: as forms carry it, so that a list is `{"0": …, "1": …}` and everything else is text.
    """
    known = _hints(shape)
    yield from (f"{path}{name} is missing" for name in shape.__required_keys__ - set(sent))
    for name, value in sent.items():
        if name not in known:
            yield f"{path}{name} is unknown"
        else:
            yield from _value(value, known[name], f"{path}{name}.")


def _value(value: Any, kind: Any, path: str) -> Iterator[str]:
    kinds = list(_kinds(kind))
    if isinstance(value, Mapping):
        if any(get_origin(one) is dict for one in kinds):
            return
        shapes = [one for one in kinds if is_typeddict(one)]
        items = [get_args(one)[0] for one in kinds if get_origin(one) is list]
        if items and all(re.fullmatch(r"\d+", key) for key in value):
            for key, each in value.items():
                yield from _value(each, items[0], f"{path}{key}.")
        elif shapes:
            yield from min((list(faults_of(value, shape, path)) for shape in shapes), key=len)
        else:
            yield f"{path} is no object"
        return
    if {int, float} & set(kinds) and re.fullmatch(r"-?[\d.]+", value):
        return
    literals = [word for one in kinds if get_origin(one) is Literal for word in get_args(one)]
    if [word for word in literals if word] and value not in literals:
        yield f"{path} does not take {value!r}"
    elif not literals and all(is_typeddict(one) or get_origin(one) is list for one in kinds):
        yield f"{path} is an object or a list"


def _kinds(kind: Any) -> Iterator[Any]:
    if get_origin(kind) in (Union, types.UnionType):
        for one in get_args(kind):
            yield from _kinds(one)
    else:
        yield kind


@cache
def _hints(shape: Any) -> dict[str, Any]:
    return get_type_hints(shape, localns=_OF_OPTIONS)
