"""Delaunay triangulation by insertion (Bowyer, 1981; Watson, 1981), vectorised over triangles with numpy."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Triangles = NDArray[np.int64]


def delaunay(points: Points) -> Triangles:
    """Triangles, shape (m, 3), as indices into `points`, shape (n, 2), which must be distinct.

    Fewer than three points give none. Points on one line are handled by a displacement of a millionth of the
    extent, the same at each call.
    """
    count = len(points)
    if count < 3:
        return np.empty((0, 3), dtype=np.int64)
    low, extent = points.min(axis=0), float(np.ptp(points, axis=0).max()) or 1.0
    indices = np.arange(count)
    nudge = np.stack([(indices * 0.6180339887) % 1, (indices * 0.7548776662) % 1], axis=1) - 0.5
    scaled = (points - low) / extent + nudge * 1e-6
    around = np.array([[-60.0, -50.0], [60.0, -50.0], [0.5, 90.0]])
    everything = np.concatenate([scaled, around])

    triangles = np.array([[count, count + 1, count + 2]], dtype=np.int64)
    circles = _circumcircles(everything, triangles)
    for index in np.argsort(scaled[:, 0], kind="stable"):
        point = everything[index]
        inside = ((circles[:, :2] - point) ** 2).sum(axis=1) < circles[:, 2]
        edges: Counter[tuple[int, int]] = Counter()
        for a, b, c in triangles[inside].tolist():
            edges.update(((min(a, b), max(a, b)), (min(b, c), max(b, c)), (min(a, c), max(a, c))))
        fresh = np.array([(a, b, index) for (a, b), times in edges.items() if times == 1], dtype=np.int64)
        triangles = np.concatenate([triangles[~inside], fresh])
        circles = np.concatenate([circles[~inside], _circumcircles(everything, fresh)])
    result: Triangles = triangles[(triangles < count).all(axis=1)]
    return result


def _circumcircles(points: Points, triangles: Triangles) -> Points:
    """Centre x, centre y and squared radius of each triangle's circle, shape (m, 3)."""
    a, b, c = points[triangles[:, 0]], points[triangles[:, 1]], points[triangles[:, 2]]
    ab, ac = b - a, c - a
    twice = 2 * (ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0])
    twice = np.where(twice == 0, 1e-18, twice)
    ab2, ac2 = (ab**2).sum(axis=1), (ac**2).sum(axis=1)
    x = (ac[:, 1] * ab2 - ab[:, 1] * ac2) / twice
    y = (ab[:, 0] * ac2 - ac[:, 0] * ab2) / twice
    return np.stack([a[:, 0] + x, a[:, 1] + y, x**2 + y**2], axis=1)
