"""Signatures of the charter. They go with the account."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagement.charter.models import Signature
from engagement.privacy.registry import Holder, register
from kernel.accounts.models import User


def _signatures(user: User) -> list[Signature]:
    return list(
        Signature.objects.filter(user=user).select_related("charter", "association").order_by("signed_at")
    )


def _describe(user: User) -> list[str]:
    return [
        _("%(charter)s, signed as %(name)s") % {"charter": one.charter, "name": one.name}
        for one in _signatures(user)
    ]


def _export(user: User) -> list[dict[str, Any]]:
    return [
        {
            _("Charter"): str(one.charter),
            _("Signed as"): one.name,
            _("For the association"): one.association.name if one.association else "",
            _("Signed on"): one.signed_at,
        }
        for one in _signatures(user)
    ]


register(
    Holder(
        code="charter",
        label=gettext_lazy("Your signatures of the charter"),
        purpose=gettext_lazy("To know that you agree with how people volunteer here."),
        order=70,
        describe=_describe,
        export=_export,
    )
)
