"""Where the routes of accounts, e-mails and privacy are visited, and who reaches them."""

from __future__ import annotations

from kernel.accounts.links import sign_in_path
from kernel.mail.unsubscribing import EVERYTHING, token_for
from kernel.tenancy import tenant_context
from tests.isolation.filling import Filled
from tests.isolation.walker import At, Example

#: What a mailbox posts (RFC 8058).
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def _unsubscribing(filled: Filled) -> list[At]:
    with tenant_context(filled.territory):
        token = token_for(user_id=filled.people["citizen"].pk, category=EVERYTHING)
    return [At(kwargs={"token": token}), At(kwargs={"token": token}, data=ONE_CLICK)]


def _entering(filled: Filled) -> list[At]:
    with tenant_context(filled.territory):
        token = sign_in_path(filled.people["neighbour"]).rstrip("/").rpartition("/")[2]
    return [At(kwargs={"token": token})]


REACHED_BY = dict.fromkeys(
    (
        "accounts:sign_out_device",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "privacy:download",
    ),
    "citizen",
)


EXAMPLES: dict[str, Example] = {
    "accounts:enter": _entering,
    "mail:provider_report": lambda filled: At(kwargs={"provider": "mailgun"}),
    "mail:unsubscribe": _unsubscribing,
    "privacy:download": lambda filled: At(kwargs={"code": filled.exports["citizen"].code}),
    "privacy:withdraw": lambda filled: At(kwargs={"purpose": "findable"}),
}
