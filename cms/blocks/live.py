"""Live blocks: they show what the territory has today, and say something kind when it has nothing yet."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from kernel.tenancy import current_territory
from matching.taxonomy import cause, cause_choices
from wagtail import blocks

from cms.blocks import selectors
from cms.blocks.selectors import Figure

GROUP = _("Live")

_FIGURE_WORDS = {
    Figure.ASSOCIATIONS: ngettext_lazy("association", "associations", "count"),
    Figure.MISSIONS: ngettext_lazy("open mission", "open missions", "count"),
    Figure.VOLUNTEERS: ngettext_lazy("volunteer", "volunteers", "count"),
    Figure.COMMUNES: ngettext_lazy("commune", "communes", "count"),
}
_FIGURE_CHOICES = [
    (Figure.ASSOCIATIONS.value, _("Associations")),
    (Figure.MISSIONS.value, _("Open missions")),
    (Figure.VOLUNTEERS.value, _("Volunteers")),
    (Figure.COMMUNES.value, _("Communes")),
]


class KeyFiguresBlock(blocks.StructBlock):
    """Numbers of the territory, counted when the page is asked for."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    figures = blocks.MultipleChoiceBlock(
        label=_("Figures"),
        choices=_FIGURE_CHOICES,
        default=[value for value, _label in _FIGURE_CHOICES],
        help_text=_("A figure that is still zero is not shown."),
    )

    class Meta:
        label = _("Key figures")
        icon = "info-circle"
        group = GROUP
        template = "blocks/key_figures.html"
        description = _("Associations, open missions, volunteers and communes, counted live.")
        preview_value = {"title": "", "figures": [value for value, _label in _FIGURE_CHOICES]}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        territory = current_territory()
        wanted = [figure for figure in Figure if figure in value["figures"]]
        counts = selectors.key_figures(territory=territory, figures=wanted) if territory else {}
        context["figures"] = [
            {"value": count, "label": _FIGURE_WORDS[figure] % {"count": count}}
            for figure, count in counts.items()
            if count
        ]
        return context


class MissionsBlock(blocks.StructBlock):
    """Missions to answer now: the territory's own, then those of its neighbours and of the network."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120, default=_("They need you"))
    count = blocks.IntegerBlock(label=_("How many"), default=6, min_value=1, max_value=12)
    cause = blocks.ChoiceBlock(
        label=_("Cause"), choices=cause_choices, required=False, help_text=_("Leave empty to show every cause.")
    )
    network = blocks.BooleanBlock(
        label=_("Complete with the missions of other territories"),
        required=False,
        default=True,
        help_text=_("Shown only when yours are fewer, and labelled with where they come from."),
    )

    class Meta:
        label = _("Missions")
        icon = "tasks"
        group = GROUP
        template = "blocks/missions.html"
        description = _("The latest missions, kept up to date by themselves.")
        preview_value = {"title": "Ils ont besoin de vous", "count": 3, "cause": "", "network": True}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        territory = current_territory()
        own = list(selectors.latest_missions(count=value["count"], cause=value["cause"] or ""))
        missing = value["count"] - len(own)
        context["missions"] = own
        context["elsewhere"] = (
            selectors.missions_elsewhere(territory=territory, count=missing, cause=value["cause"] or "")
            if territory and value["network"] and missing
            else []
        )
        return context


class AssociationsBlock(blocks.StructBlock):
    """Associations of the territory, those with open missions first."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120, default=_("The associations"))
    count = blocks.IntegerBlock(label=_("How many"), default=6, min_value=1, max_value=12)
    cause = blocks.ChoiceBlock(
        label=_("Cause"), choices=cause_choices, required=False, help_text=_("Leave empty to show every cause.")
    )

    class Meta:
        label = _("Associations")
        icon = "group"
        group = GROUP
        template = "blocks/associations.html"
        description = _("Associations of the directory, those that look for people first.")
        preview_value = {"title": "Les associations", "count": 3, "cause": ""}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        found = selectors.published_associations(count=value["count"], cause=value["cause"] or "")
        context["associations"] = [
            {"association": association, "causes": [cause(code).label for code in association.causes[:2]]}
            for association in found
        ]
        return context


class CausesBlock(blocks.StructBlock):
    """The causes that missions serve, as ways into the list of missions."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120, default=_("What matters to you?"))

    class Meta:
        label = _("Causes")
        icon = "tag"
        group = GROUP
        template = "blocks/causes.html"
        description = _("One button a cause, leading to its missions.")
        preview_value = {"title": "Qu’est-ce qui compte pour vous ?"}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["causes"] = [
            {"code": used.code, "label": cause(used.code).label, "missions": used.missions}
            for used in selectors.causes_in_use()
        ]
        return context


class NewsBlock(blocks.StructBlock):
    """The latest articles."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120, default=_("News"))
    count = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=9)

    class Meta:
        label = _("News")
        icon = "doc-full"
        group = GROUP
        template = "blocks/news.html"
        description = _("The latest articles. Nothing is shown as long as there is none.")
        preview_value = {"title": "Actualités", "count": 3}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        from cms.pages.selectors import latest_news

        context: dict[str, Any] = super().get_context(value, parent_context)
        context["articles"] = latest_news(count=value["count"])
        return context
