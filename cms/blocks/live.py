"""Live blocks: they show what the territory has today, and say something kind when it has nothing yet."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks import selectors
from cms.blocks.figures import figures_in_words
from cms.blocks.holes import LiveBlock
from cms.blocks.selectors import Figure, territory_communes
from engagement.agenda.cards import event_card
from engagement.agenda.selectors import upcoming_events
from engagement.missions.cards import mission_card
from engagement.missions.elsewhere import path_from_here
from engagement.offers.cards import offer_card
from engagement.offers.selectors import OfferSearch, search_offers
from matching.search.cards import opportunity_card
from matching.taxonomy import cause, cause_choices

GROUP = _("Kept up to date")

_FIGURE_CHOICES = [
    (Figure.ASSOCIATIONS.value, _("Associations")),
    (Figure.MISSIONS.value, _("Open missions")),
    (Figure.VOLUNTEERS.value, _("Volunteers")),
    (Figure.COMMUNES.value, _("Communes")),
]


class KeyFiguresBlock(LiveBlock):
    """Numbers of the territory, counted when the page is asked for."""

    reads = frozenset({"associations", "missions", "volunteers"})
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
        wanted = [figure for figure in Figure if figure in value["figures"]]
        context["figures"] = figures_in_words(wanted, now=timezone.now())
        return context


class _ByCauseBlock(LiveBlock):
    """So many of something, of one cause or of any. Each gives the title its own words."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    count = blocks.IntegerBlock(label=_("How many"), default=6, min_value=1, max_value=12)
    cause = blocks.ChoiceBlock(
        label=_("Cause"),
        choices=cause_choices,
        required=False,
        help_text=_("Leave empty to show every cause."),
    )


class MissionsBlock(_ByCauseBlock):
    """Missions to answer now: the territory's own, then those of its neighbours and of the network."""

    reads = frozenset({"associations", "missions", "participations"})
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120, default=_("They need you"))
    commune = blocks.ChoiceBlock(
        label=_("Commune"),
        choices=territory_communes,
        required=False,
        help_text=_("Leave empty to show the whole territory."),
    )
    near = blocks.BooleanBlock(
        label=_("Ask “Where are you?”"),
        required=False,
        default=False,
        help_text=_("A field above the missions leads to those around the visitor."),
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
        wanted = {"count": value["count"], "cause": value["cause"] or ""}
        now = timezone.now()
        found = selectors.latest_missions(now=now, commune=value.get("commune") or "", **wanted)
        own = [mission_card(mission) for mission in found]
        wanted["count"] -= len(own)
        context["missions"] = own
        context["elsewhere"] = (
            [
                opportunity_card(row, now=now, url=path_from_here(row), level=4 if own else 3)
                for row in selectors.missions_elsewhere(now=now, **wanted)
            ]
            if value["network"]
            else []
        )
        return context


class AgendaBlock(_ByCauseBlock):
    """What happens next: one date an event."""

    reads = frozenset({"agenda", "associations"})
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120, default=_("In the agenda"))

    class Meta:
        label = _("Agenda")
        icon = "calendar"
        group = GROUP
        template = "blocks/agenda.html"
        description = _("The next events, kept up to date by themselves.")
        preview_value = {"title": "À l’agenda", "count": 3, "cause": ""}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        found = upcoming_events(now=timezone.now(), count=value["count"], cause=value["cause"] or "")
        context["events"] = [event_card(one) for one in found]
        return context


class AssociationsBlock(_ByCauseBlock):
    """Associations of the territory, those with open missions first."""

    reads = frozenset({"associations", "missions"})
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120, default=_("The associations"))

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


class CausesBlock(LiveBlock):
    """The causes that missions serve, as ways into the list of missions."""

    reads = frozenset({"associations", "missions"})
    title = blocks.CharBlock(
        label=_("Title"), required=False, max_length=120, default=_("What matters to you?")
    )

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
            for used in selectors.causes_in_use(now=timezone.now())
        ]
        return context


class OffersBlock(_ByCauseBlock):
    """What citizens offer, as far as everybody may read it."""

    reads = frozenset({"offers"})
    title = blocks.CharBlock(
        label=_("Title"), required=False, max_length=120, default=_("They offer their help")
    )

    class Meta:
        label = _("Offers of citizens")
        icon = "pick"
        group = GROUP
        template = "blocks/offers.html"
        description = _("The latest offers of services and skills that everybody may read.")
        preview_value = {"title": "Ils proposent leur aide", "count": 3, "cause": ""}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        # Whoever reads the page, it shows what a stranger may read: pages are shared by their visitors.
        found = search_offers(
            search=OfferSearch(cause=value["cause"] or ""), viewer=AnonymousUser(), now=timezone.now()
        )
        context["offers"] = [offer_card(offer, level=3) for offer in found[: value["count"]]]
        return context


class TestimonialsBlock(_ByCauseBlock):
    """What people say of the associations, by their first names."""

    reads = frozenset({"associations"})
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120, default=_("They tell"))
    count = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=6)

    class Meta:
        label = _("Testimonials")
        icon = "openquote"
        group = GROUP
        template = "blocks/testimonials.html"
        description = _("The latest testimonials of associations. Nothing is shown as long as there is none.")
        preview_value = {"title": "Ils racontent", "count": 3, "cause": ""}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["testimonials"] = selectors.latest_testimonials(
            count=value["count"], cause=value["cause"] or ""
        )
        return context


class MapBlock(LiveBlock):
    """The associations on a map, and the communes where there are some for those who do without it."""

    reads = frozenset({"associations"})
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120, default=_("Near you"))
    cause = blocks.ChoiceBlock(
        label=_("Cause"),
        choices=cause_choices,
        required=False,
        help_text=_("Leave empty to show every cause."),
    )

    class Meta:
        label = _("Map")
        icon = "site"
        group = GROUP
        template = "blocks/map.html"
        description = _("The associations on a map of the territory, and the list of communes below it.")
        preview_value = {"title": "Près de chez vous", "cause": ""}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["communes"] = selectors.communes_with_associations(cause=value["cause"] or "")
        asked = f"?{urlencode({'cause': value['cause']})}" if value["cause"] else ""
        context["points_url"] = reverse("associations:points") + asked
        return context


class NewsBlock(LiveBlock):
    """The latest articles."""

    reads = frozenset({"pages", "wagtailcore", "wagtailimages"})
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
        # Pages are made of blocks, and this block is made of pages.
        from cms.pages.selectors import latest_news, news_url

        context: dict[str, Any] = super().get_context(value, parent_context)
        articles = latest_news(count=value["count"])
        written_in = articles[0].locale.language_code if articles else ""
        context["articles"] = articles
        context["index_url"] = news_url(written_in) if articles else ""
        context["words_language"] = "" if written_in == get_language() else written_in
        return context
