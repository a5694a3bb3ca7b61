"""Where the routes of missions are visited, and who reaches them."""

from __future__ import annotations

from engagement.missions.enums import Step
from tests.isolation.filling import Filled
from tests.isolation.walker import At, Example


def _mission_pages(filled: Filled) -> list[At]:
    return [At(kwargs={"slug": one.slug}) for one in filled.missions.values()]


def _joins(filled: Filled) -> list[At]:
    return [At(kwargs={"slug": one.slug}, data={"message": "Bonjour"}) for one in filled.missions.values()]


def _managed_missions(filled: Filled) -> list[At]:
    return [At(kwargs={"pk": one.pk}) for one in filled.missions.values()]


def _steps(filled: Filled) -> list[At]:
    """Each step of one mission, and the one that says when of a weekly one."""
    published, weekly = filled.missions["published"].pk, filled.missions["weekly"].pk
    return [
        *(At(kwargs={"pk": published, "step": step}) for step in Step.values),
        At(kwargs={"pk": weekly, "step": Step.TIME.value}),
    ]


REACHED_BY = dict.fromkeys(
    (
        "missions:manage",
        "missions:create",
        "missions:edit",
        "missions:publish",
        "missions:close",
        "missions:patterns",
        "missions:delete_pattern",
        "missions:step",
        "missions:preview",
        "missions:reopen",
        "missions:cancel",
        "missions:copy",
        "missions:keep",
        "missions:delete",
    ),
    "manager",
)


EXAMPLES: dict[str, Example] = {
    "missions:detail": _mission_pages,
    "missions:join": _joins,
    "missions:create": lambda filled: [
        At(),
        At(query={"association": filled.associations["published"].slug}),
    ],
    "missions:edit": _managed_missions,
    "missions:step": _steps,
    "missions:preview": _managed_missions,
    "missions:keep": lambda filled: At(
        kwargs={"pk": filled.missions["published"].pk}, data={"name": "Notre modèle"}
    ),
    "missions:reopen": lambda filled: At(kwargs={"pk": filled.missions["closed"].pk}),
    "missions:delete": lambda filled: At(kwargs={"pk": filled.missions["draft"].pk}),
    "missions:publish": lambda filled: At(kwargs={"pk": filled.missions["draft"].pk}),
}
