"""Missions like one that somebody asked for: what she asked says more of what she wants than her profile."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from matching.engine.columns import Columns
from matching.engine.model import Opportunity, Remote, Seeker


def as_asked(seeker: Seeker, asked: Opportunity) -> Seeker:
    """The seeker as her request shows her: its causes and day parts in place of hers, its skills beside hers.

    She starts from its place where her own is not known, and works from home if it is done there.
    """
    placed = seeker.lat is not None and seeker.lon is not None
    return replace(
        seeker,
        causes=asked.causes or seeker.causes,
        skills=seeker.skills | asked.skills,
        availability=asked.availability or seeker.availability,
        lat=seeker.lat if placed else asked.lat,
        lon=seeker.lon if placed else asked.lon,
        remote_ok=seeker.remote_ok if asked.remote == Remote.NO else True,
    )


def alike(columns: Columns, asked: Opportunity) -> NDArray[np.bool_]:
    """One entry a row: whether it shares a cause or a skill with `asked`, which may have neither: then all do."""
    if not asked.causes and not asked.skills:
        return np.ones(len(columns), dtype=np.bool_)
    rows: NDArray[np.bool_] = columns.causes.holding(asked.causes) | columns.skills.holding(asked.skills)
    return rows
