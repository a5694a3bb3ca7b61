"""An association as schema.org tells it."""

from __future__ import annotations

from typing import Any

from engagement.associations.models import Association


def structured(association: Association, *, base_url: str) -> dict[str, Any]:
    """Facts of the page of a published association; no more of it than the page shows. No query."""
    return {
        "@type": "Organization",
        "name": association.name,
        "description": association.summary,
        "url": base_url + association.get_absolute_url(),
        "logo": base_url + association.logo.url if association.logo else None,
        "sameAs": list(filter(None, [association.website, *association.social_links])),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": association.street,
            "addressLocality": association.commune.name,
            "addressCountry": association.commune.country,
        },
    }
