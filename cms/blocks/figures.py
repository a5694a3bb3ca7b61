"""The territory's figures, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import npgettext_lazy

from cms.blocks import selectors
from cms.blocks.selectors import Figure

_WORDS = {
    Figure.ASSOCIATIONS: npgettext_lazy("counted", "association", "associations", "count"),
    Figure.MISSIONS: npgettext_lazy("counted", "open mission", "open missions", "count"),
    Figure.VOLUNTEERS: npgettext_lazy("counted", "volunteer", "volunteers", "count"),
    Figure.COMMUNES: npgettext_lazy("counted", "commune", "communes", "count"),
}


def figures_in_words(
    figures: Sequence[Figure], *, now: datetime, zeros: bool = False
) -> list[dict[str, Any]]:
    """The current territory's figures as {value, label}, in the order asked.

    What says nothing, a zero or a city's one commune, is left out unless `zeros`.
    """
    counts = selectors.key_figures(now=now)
    return [
        {"value": counts[figure], "label": _WORDS[figure] % {"count": counts[figure]}}
        for figure in figures
        if zeros or counts[figure] > (1 if figure == Figure.COMMUNES else 0)
    ]
