"""The drawings of the site at hand, from points that a layer above provides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.core.cache import cache

from themes.branding.identity import Identity
from themes.tokens import semantic_tokens
from themes.tokens.choices import RADII
from themes.tokens.mesh import MeshPoint, mark_svg, mesh_svg

Provider = Callable[[], Sequence[MeshPoint]]

_MESH_KEY, _MARK_KEY = "branding:mesh:1", "branding:mark:1"
_WEEK = 7 * 24 * 3600
_provider: Provider | None = None

# Towns of the two countries, drawn when nobody provides points: latitude, longitude, thousands of
# inhabitants.
_HOUSE = (
    *((48.86, 2.35, 2100), (43.3, 5.37, 870), (45.76, 4.84, 520), (43.6, 1.44, 500), (43.7, 7.27, 340)),
    *((47.22, -1.55, 320), (43.61, 3.88, 300), (48.57, 7.75, 290), (44.84, -0.58, 260), (50.63, 3.07, 235)),
    *((48.11, -1.68, 220), (49.26, 4.03, 180), (43.12, 5.93, 180), (45.44, 4.39, 170), (49.49, 0.11, 165)),
    *((45.19, 5.72, 158), (47.32, 5.04, 159), (47.47, -0.56, 155), (45.78, 3.08, 147), (48.0, 0.2, 145)),
    *((48.39, -4.49, 139), (47.39, 0.68, 137), (49.89, 2.3, 133), (45.83, 1.26, 130), (42.7, 2.9, 120)),
    *((49.12, 6.18, 119), (47.24, 6.02, 117), (47.9, 1.91, 116), (49.44, 1.1, 114), (49.18, -0.37, 105)),
    *((48.69, 6.18, 104), (46.58, 0.34, 90), (46.16, -1.15, 78), (48.64, 4.95, 24), (43.3, -0.37, 77)),
    *((50.85, 4.35, 1200), (51.22, 4.4, 530), (51.05, 3.72, 265), (50.41, 4.44, 203), (50.63, 5.57, 197)),
    *((50.47, 4.87, 113), (49.92, 5.37, 11), (50.45, 3.95, 96), (51.21, 3.22, 118), (44.1, 3.08, 24)),
    *((41.93, 8.74, 72), (46.99, 3.16, 33), (44.93, 4.89, 64), (45.04, 3.88, 19), (48.3, 4.08, 62)),
)


def register_points(provider: Provider) -> None:
    """Say where points come from: called in the schema of a request, answers the places of the site at hand.

    On the portal it may answer the network's territories; an empty answer falls back on the house's own
    drawing. Register once, from an `AppConfig.ready`.
    """
    global _provider
    _provider = provider


def current_points() -> Sequence[MeshPoint]:
    points = _provider() if _provider is not None else ()
    return points or [MeshPoint(latitude, longitude, weight) for latitude, longitude, weight in _HOUSE]


def current_mesh() -> str:
    """The large drawing as SVG text, cached per schema for a week or until `forget_mesh`."""
    return str(cache.get_or_set(_MESH_KEY, lambda: mesh_svg(current_points()), _WEEK))


def current_mark(identity: Identity) -> str:
    """The square mark in the brand's colours, cached per schema and brand."""
    choices = identity.choices

    def draw() -> str:
        tokens = semantic_tokens(choices.primary_colour, choices.accent_colour)
        corner = min(0.32, RADII[choices.radius][2] * 0.22)
        return mark_svg(
            current_points(), tokens["brand"], tokens["on-brand"], tokens["on-brand-accent"], corner
        )

    return str(cache.get_or_set(f"{_MARK_KEY}:{identity.hash}", draw, _WEEK))


def forget_mesh(identity: Identity) -> None:
    """Draw again at the next request: call it when the places of the territory at hand have changed."""
    cache.delete_many([_MESH_KEY, f"{_MARK_KEY}:{identity.hash}"])
