"""A suggested mission as pages and e-mails show it, seen from the person's own territory."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from engagement.missions.elsewhere import path_from_here
from engagement.moments import moment_in_words
from matching.network.services import SuggestedOpportunity


def suggestion_card(suggestion: SuggestedOpportunity, *, now: datetime) -> dict[str, Any]:
    """What a card says. `origin` is empty for a mission of her own territory; `path` is one on its site."""
    row = suggestion.opportunity
    return {
        "title": row.title,
        "path": row.path if suggestion.is_own else path_from_here(row),
        "summary": row.summary,
        "association": row.association_name,
        "commune": row.commune.name if row.commune else "",
        "from_home": row.remote == "full",
        "origin": "" if suggestion.is_own else suggestion.territory_name,
        "when": moment_in_words(row.starts_at) if row.starts_at and row.starts_at > now else "",
        "reasons": [reason for reason in suggestion.reasons if reason],
    }
