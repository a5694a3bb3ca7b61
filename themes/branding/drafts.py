"""A brand to look at before it is everybody's: signed, so that the site shows nothing but what its team drew."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.core import signing

from themes.tokens import BrandChoices

#: How long a draft can be looked at, in seconds.
MAX_AGE = 4 * 3600
_SALT = "themes.branding.drafts"


@dataclass(frozen=True)
class Draft:
    name: str
    tagline: str
    choices: BrandChoices
    co_branded: bool = False


def sign_draft(draft: Draft, *, territory_id: int) -> str:
    """A token for the query string, good for that territory alone."""
    return signing.dumps([territory_id, asdict(draft)], salt=_SALT, compress=True)


def open_draft(token: str, *, territory_id: int) -> Draft | None:
    """The draft; None when it is another territory's, too old, or not one of ours."""
    try:
        territory, values = signing.loads(token, salt=_SALT, max_age=MAX_AGE)
        draft = Draft(
            values["name"], values["tagline"], BrandChoices(**values["choices"]), values["co_branded"]
        )
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
    return draft if territory == territory_id else None
