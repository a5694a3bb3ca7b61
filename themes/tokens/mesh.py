"""The mesh of a territory: a drawing made of the places of its own communes, so that it looks like itself.

Points are triangulated; facets are shaded by the population around them, dots sized by it. The drawing is
deterministic: the same points give the same bytes. No style attribute and no colour but `currentColor` in
the large drawing, so that the page's own tokens paint it, in light and in dark.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from themes.tokens.colour import Colour
from themes.tokens.delaunay import Points, Triangles, delaunay

#: The drawing's own coordinates, and the mark's.
SIZE = 1200
VIEW_BOX = f"0 0 {SIZE} {SIZE}"
_MARGIN = 70
_SHADES = 5
#: Below this number of places, others are strewn around them: four communes alone make no landscape.
_ENOUGH = 40
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True)
class MeshPoint:
    """A place. `weight` is a population (any positive number); `own` is False for a neighbour shown for
    context."""

    latitude: float
    longitude: float
    weight: float = 1.0
    own: bool = True


@dataclass(frozen=True)
class _Field:
    """Projected points, x and y growing to the right and downwards, with weights; strewn ones weigh 0."""

    places: Points
    weights: NDArray[np.float64]
    own: NDArray[np.bool_]


def mesh_svg(points: Sequence[MeshPoint]) -> str:
    """A standalone SVG whose group `mesh` can be shown elsewhere by `<use href="…#mesh">`.

    Lines and facets take `currentColor`; dots take `--mesh-dot` where the page sets it. About 20 bytes a
    triangle: its outline is the line, drawn twice between two neighbours, so that the border is the fainter.
    """
    field = _fit(_enriched(_projected(points)), SIZE, _MARGIN)
    triangles = _without_bridges(field.places, delaunay(field.places))
    drawing = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{VIEW_BOX}">',
        '<g id="mesh" fill="none" stroke-linejoin="round">',
        *_facets(field, triangles),
        *_dots(field),
        "</g></svg>",
    ]
    return "".join(drawing)


def mark_svg(
    points: Sequence[MeshPoint], ground: Colour, line: Colour, dot: Colour, corner: float = 0.22
) -> str:
    """A square mark (logo, favicon) of 64 units: a few places of the territory, linked, on the brand's
    colour.

    `corner` is the corner radius as a share of the side, 0 to 0.5.
    """
    field = _projected(points)
    if len(field.places) < 6:
        field = _enriched(field, enough=6 if len(field.places) > 2 else 7)
    chosen = _spread(field, 7)
    places, weights = _stretched(field.places[chosen], 64, 15), (field.weights * field.own)[chosen]
    triangles = delaunay(places)
    path = "".join(_segment(places, a, b, 1) for a, b in _edges(triangles))
    heaviest = int(np.argmax(weights)) if len(weights) else -1
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{7.5 if number == heaviest else 4.2}"'
        f' fill="{dot.hex if number == heaviest else line.hex}"/>'
        for number, (x, y) in enumerate(places.tolist())
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">'
        f'<rect width="64" height="64" rx="{64 * corner:.1f}" fill="{ground.hex}"/>'
        f'<path d="{path}" fill="none" stroke="{line.hex}" stroke-opacity=".6" stroke-width="2.2"'
        f' stroke-linecap="round"/>{dots}</svg>'
    )


def _projected(points: Sequence[MeshPoint]) -> _Field:
    """Equirectangular projection at the mean latitude, in degrees of latitude; doubled places are merged."""
    merged: dict[tuple[float, float], MeshPoint] = {}
    for point in points:
        merged.setdefault((round(point.latitude, 4), round(point.longitude, 4)), point)
    kept = [merged[key] for key in sorted(merged)]
    if not kept:
        kept = [MeshPoint(0.0, 0.0)]
    narrowing = math.cos(math.radians(sum(point.latitude for point in kept) / len(kept)))
    return _Field(
        np.array([[point.longitude * narrowing, -point.latitude] for point in kept]),
        np.array([max(point.weight, 0.0) for point in kept]),
        np.array([point.own for point in kept]),
    )


def _enriched(field: _Field, enough: int = _ENOUGH) -> _Field:
    """Strew light points around few places on a sunflower's spiral, turned by where the places are."""
    missing = enough - len(field.places)
    if missing <= 0:
        return field
    centre = field.places.mean(axis=0)
    reach = float(np.linalg.norm(field.places - centre, axis=1).max()) * 1.45 or 0.2
    turn = float(abs(centre[0] * 12.9898 + centre[1] * 78.233) % (2 * math.pi))
    strewn: list[tuple[float, float]] = []
    number = 0
    spacing = reach / math.sqrt(enough) * 0.75
    while len(strewn) < missing and number < 6 * enough:
        angle = turn + number * _GOLDEN_ANGLE
        radius = reach * math.sqrt((number + 0.5) / enough) * (0.94 + 0.12 * ((number * 0.7548776662) % 1))
        place = (float(centre[0]) + radius * math.cos(angle), float(centre[1]) + radius * math.sin(angle))
        number += 1
        if float(np.linalg.norm(field.places - np.array(place), axis=1).min()) > spacing:
            strewn.append(place)
    return _Field(
        np.concatenate([field.places, np.array(strewn).reshape(-1, 2)]),
        np.concatenate([field.weights, np.zeros(len(strewn))]),
        np.concatenate([field.own, np.zeros(len(strewn), dtype=bool)]),
    )


def _fit(field: _Field, size: float, margin: float) -> _Field:
    low, extent = field.places.min(axis=0), np.ptp(field.places, axis=0)
    scale = (size - 2 * margin) / (float(extent.max()) or 1.0)
    offset = (size - extent * scale) / 2
    return _Field((field.places - low) * scale + offset, field.weights, field.own)


def _stretched(places: Points, size: float, margin: float) -> Points:
    """Fill the square in both directions: a mark has no need of true proportions."""
    extent = np.ptp(places, axis=0)
    extent = np.where(extent == 0, 1.0, extent)
    result: Points = (places - places.min(axis=0)) / extent * (size - 2 * margin) + margin
    return result


def _without_bridges(places: Points, triangles: Triangles) -> Triangles:
    """Drop triangles that span a hollow of the outline, so that the territory keeps its shape."""
    if len(triangles) < 12:
        return triangles
    corners = places[triangles]
    sides = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2)
    longest = sides.max(axis=1)
    kept: Triangles = triangles[longest < 3.2 * float(np.median(longest))]
    return kept


def _facets(field: _Field, triangles: Triangles) -> list[str]:
    if not len(triangles):
        return []
    density = np.log1p(field.weights)[triangles].sum(axis=1)
    grain = (triangles.sum(axis=1) * 0.6180339887) % 1
    rank = np.argsort(
        np.argsort(density + grain * (float(density.std()) + 0.2), kind="stable"), kind="stable"
    )
    shade = rank * _SHADES // len(triangles)
    width = 1.1 if len(field.places) > 250 else 1.6
    paths = [f'<g stroke="currentColor" stroke-opacity=".21" stroke-width="{width}">']
    for level in range(_SHADES):
        path = "".join(_triangle(field.places[corner]) for corner in triangles[shade == level])
        opacity = f"{0.04 + level * 0.055:.3f}".lstrip("0")
        paths.append(
            f'<path fill="currentColor" fill-opacity="{opacity}" vector-effect="non-scaling-stroke" d="{path}"/>'
        )
    return [*paths, "</g>"]


def _triangle(corners: Points) -> str:
    (ax, ay), (bx, by), (cx, cy) = np.rint(corners).astype(int).tolist()
    return f"M{ax} {ay}l{bx - ax} {by - ay} {cx - bx} {cy - by}z".replace(" -", "-")


def _edges(triangles: Triangles) -> list[tuple[int, int]]:
    found = set()
    for a, b, c in triangles.tolist():
        found |= {(min(a, b), max(a, b)), (min(b, c), max(b, c)), (min(a, c), max(a, c))}
    return sorted(found)


def _segment(places: Points, a: int, b: int, digits: int = 0) -> str:
    (ax, ay), (bx, by) = places[a].tolist(), places[b].tolist()
    return f"M{ax:.{digits}f} {ay:.{digits}f}L{bx:.{digits}f} {by:.{digits}f}"


def _dots(field: _Field) -> list[str]:
    heaviest = float((field.weights * field.own).max()) or 1.0
    largest = 32 if len(field.places) < 100 else 19
    lines = ['<g class="mesh-dots" fill="currentColor" fill-opacity=".55">']
    accents = ['<g class="mesh-accents" fill="var(--mesh-dot, currentColor)">']
    shares = np.sqrt(np.minimum(field.weights / heaviest, 1.0))
    owned = int(field.own.sum())
    marked = set(_spread(field, owned if owned <= 12 else 9, own_only=True))
    for index, ((x, y), share) in enumerate(zip(field.places.tolist(), shares.tolist(), strict=True)):
        radius = 2.5 + (largest * share if field.own[index] else 0)
        target = accents if index in marked else lines
        target.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}"/>')
    return [*lines, "</g>", *accents, "</g>"]


def _spread(field: _Field, wanted: int, *, own_only: bool = False) -> list[int]:
    """Indices of at most `wanted` places, far from each other and preferably populous; the heaviest own first."""
    extent = float(np.ptp(field.places, axis=0).max()) or 1.0
    weights = np.where(field.own, field.weights, 0.0)
    pull = 0.6 + 0.9 * np.sqrt(weights / (float(weights.max()) or 1.0))
    if own_only:
        pull = np.where(field.own, pull, 0.0)
    chosen = [int(np.argmax(weights))]
    while len(chosen) < min(wanted, len(field.places)):
        gaps = np.linalg.norm(field.places[:, None] - field.places[chosen][None], axis=2).min(axis=1) / extent
        chosen.append(int(np.argmax(gaps * pull)))
    return chosen
