"""What the back office shows of the territory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page

from cms.backoffice.attention import points_for
from cms.backoffice.brand import PERMISSION as CHANGE_BRAND
from cms.backoffice.brand import PartnerViewSet, brand, draft, partners
from cms.backoffice.certificates import CertificateViewSet, certificates
from cms.backoffice.events import PERMISSION as CHANGE_EVENTS
from cms.backoffice.finding import EverythingSearchArea, search
from cms.backoffice.first_steps import FirstStep, first_steps
from cms.backoffice.help import help_page
from cms.backoffice.importing import PERMISSION as IMPORT
from cms.backoffice.importing import import_list, template_file
from cms.backoffice.journal import JournalViewSet, journal
from cms.backoffice.languages import PERMISSION as ADD_LANGUAGES
from cms.backoffice.languages import languages
from cms.backoffice.overtaken import ask_before_saving_over
from cms.backoffice.rules import PERMISSION as CHANGE_RULES
from cms.backoffice.rules import rules
from cms.backoffice.second_factor import PERMISSION as CHANGE_ACCOUNTS
from cms.backoffice.second_factor import second_factor
from cms.backoffice.unanswered import unanswered_requests
from cms.backoffice.viewsets import EngagementViewSetGroup
from cms.backoffice.volunteers import PERMISSION as VIEW_VOLUNTEERS
from cms.backoffice.volunteers import volunteers
from cms.blocks.figures import figures_in_words
from cms.blocks.selectors import Figure
from cms.pages.models import HomePage, NewsIndexPage
from cms.team.bulk_actions import ACTIONS
from engagement.moderation.policies import kinds_for
from engagement.moderation.selectors import waiting
from kernel.accounts.requests import signed_in
from kernel.mail.selectors import unreachable_count
from kernel.tenancy import current_territory
from tenants.billing.selectors import is_late
from tenants.billing.services import PILOTS


@hooks.register("insert_global_admin_css")
def our_stylesheet() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin.css"))


@hooks.register("construct_wagtail_userbar")
def only_what_editors_write_is_checked(request: HttpRequest, items: list[Any], page: Page | None) -> None:
    """What stands around it is ours to mend."""
    for item in items:
        if isinstance(item, ContentCheckerItem):
            item.axe_include = ["main"]


@hooks.register("insert_editor_js")
def our_scripts() -> SafeString:
    return format_html_join(
        "\n",
        '<script defer src="{}"></script>',
        ((static(f"cms/{name}.js"),) for name in ("blocks", "saving", "translating")),
    )


class WelcomePanel(Component):
    """The territory in figures, and the ways an editor takes most."""

    name = "welcome"
    template_name = "backoffice/welcome.html"
    order = 50

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        user = self.request.user
        home = HomePage.objects.order_by("path").first()
        news = NewsIndexPage.objects.order_by("path").first()
        return {
            "figures": figures_in_words(list(Figure), now=timezone.now(), zeros=True),
            "user": user,
            "home": home,
            "news": news,
            "may_edit_home": home and home.permissions_for_user(user).can_edit(),
            "may_add_page": home and home.permissions_for_user(user).can_add_subpage(),
            "may_write_news": news and news.permissions_for_user(user).can_add_subpage(),
        }


class AttentionPanel(Component):
    """What waits for the team, in figures."""

    name = "attention"
    template_name = "backoffice/attention.html"
    order = 40

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"points": points_for(signed_in(self.request), now=timezone.now())}


class FirstStepsPanel(Component):
    """What a new territory does first, for whoever runs it, until all is there."""

    name = "first_steps"
    template_name = "backoffice/first_steps.html"
    order = 20

    def __init__(self, steps: list[FirstStep]) -> None:
        self.steps = steps

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"steps": self.steps, "done": sum(step.done for step in self.steps)}


@hooks.register("construct_homepage_panels")
def what_to_do_first(request: HttpRequest, panels: list[Any]) -> None:
    steps = first_steps(now=timezone.now()) if request.user.has_perm(PILOTS) else []
    if not all(step.done for step in steps):
        panels.append(FirstStepsPanel(steps))


@hooks.register("construct_homepage_panels")
def welcome(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WelcomePanel(request))
    if kinds_for(request.user):
        panels.append(AttentionPanel(request))


@hooks.register("construct_help_menu")
def only_our_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's links lead to another site, in English."""
    menu_items[:] = [item for item in menu_items if str(item.url).startswith(("/", "#"))]


@hooks.register("register_help_menu_item")
def help_menu() -> MenuItem:
    return MenuItem(
        gettext_lazy("Help for the team"), reverse_lazy("backoffice_help"), icon_name="help", order=10
    )


class UnreachablePanel(Component):
    """How many people our e-mails no longer reach: a number, no addresses."""

    name = "unreachable"
    template_name = "backoffice/unreachable.html"
    order = 60

    def __init__(self, count: int) -> None:
        self.count = count

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"count": self.count}


@hooks.register("construct_homepage_panels")
def unreachable(request: HttpRequest, panels: list[Any]) -> None:
    if count := unreachable_count():
        panels.append(UnreachablePanel(count))


@hooks.register("register_admin_viewset")
def engagement() -> EngagementViewSetGroup:
    return EngagementViewSetGroup()


@hooks.register("register_admin_viewset")
def certificates_of_volunteers() -> CertificateViewSet:
    return certificates


@hooks.register("register_admin_viewset")
def journal_of_acts() -> JournalViewSet:
    return journal


@hooks.register("register_admin_viewset")
def partners_of_the_site() -> PartnerViewSet:
    return partners


@hooks.register("register_admin_urls")
def our_urls() -> list[URLPattern | URLResolver]:
    return [
        path("moderation/", include("cms.backoffice.moderation_urls")),
        path("events/", include("cms.backoffice.events_urls")),
        path("rules/", rules, name="backoffice_rules"),
        path("languages/", languages, name="backoffice_languages"),
        path("search/", search, name="backoffice_search"),
        path("volunteers/", volunteers, name="backoffice_volunteers"),
        path("unanswered/", unanswered_requests, name="backoffice_unanswered"),
        path("second-factor/", second_factor, name="backoffice_second_factor"),
        path("brand/", brand, name="backoffice_brand"),
        path("brand/draft/", draft, name="backoffice_brand_draft"),
        path("facturation/", include("cms.backoffice.billing")),
        path("help/", help_page, name="backoffice_help"),
        path("import-associations/", import_list, name="backoffice_import"),
        path("import-associations/modele.csv", template_file, name="backoffice_import_template"),
    ]


class ModerationMenuItem(MenuItem):
    """The way to the queue, with how much is in it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(kinds_for(request.user))

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        number = sum(sum(stages.values()) for stages in waiting(kinds_for(request.user)).values())
        label = _("Moderation (%(number)s)") % {"number": number} if number else _("Moderation")
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


@hooks.register("register_admin_menu_item")
def moderation_menu() -> ModerationMenuItem:
    return ModerationMenuItem(
        gettext_lazy("Moderation"),
        reverse_lazy("backoffice_moderation:queue"),
        name="moderation",
        icon_name="check",
        order=140,
    )


class EventsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(CHANGE_EVENTS)


@hooks.register("register_admin_menu_item")
def events_menu() -> EventsMenuItem:
    return EventsMenuItem(
        gettext_lazy("Agenda"),
        reverse_lazy("backoffice_events:index"),
        name="agenda",
        icon_name="date",
        order=145,
    )


class VolunteersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VIEW_VOLUNTEERS)


@hooks.register("register_admin_menu_item")
def volunteers_menu() -> VolunteersMenuItem:
    return VolunteersMenuItem(
        gettext_lazy("Volunteers"),
        reverse_lazy("backoffice_volunteers"),
        name="volunteers",
        icon_name="user",
        order=155,
    )


@hooks.register("register_admin_search_area")
def everything() -> EverythingSearchArea:
    return EverythingSearchArea()


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(IMPORT)


@hooks.register("register_settings_menu_item")
def import_menu() -> ImportMenuItem:
    return ImportMenuItem(
        gettext_lazy("Import associations"),
        reverse_lazy("backoffice_import"),
        name="import-associations",
        icon_name="upload",
        order=20,
    )


class SecondFactorMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(CHANGE_ACCOUNTS)


@hooks.register("register_settings_menu_item")
def second_factor_menu() -> SecondFactorMenuItem:
    return SecondFactorMenuItem(
        gettext_lazy("Second step of signing in"),
        reverse_lazy("backoffice_second_factor"),
        name="second-factor",
        icon_name="key",
        order=30,
    )


class RulesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(CHANGE_RULES)


@hooks.register("register_settings_menu_item")
def rules_menu() -> RulesMenuItem:
    return RulesMenuItem(
        gettext_lazy("Rules of the territory"),
        reverse_lazy("backoffice_rules"),
        name="rules",
        icon_name="cog",
        order=10,
    )


class LanguagesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(ADD_LANGUAGES)


@hooks.register("register_settings_menu_item")
def languages_menu() -> LanguagesMenuItem:
    return LanguagesMenuItem(
        gettext_lazy("Languages of the pages"),
        reverse_lazy("backoffice_languages"),
        name="languages",
        icon_name="globe",
        order=17,
    )


@hooks.register("construct_reports_menu")
def translations_for_those_who_translate(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    report = reverse("wagtail_localize:translations_report")
    if not request.user.has_perm("wagtail_localize.submit_translation"):
        menu_items[:] = [item for item in menu_items if item.url != report]


class BrandMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(CHANGE_BRAND)


@hooks.register("register_settings_menu_item")
def brand_menu() -> BrandMenuItem:
    return BrandMenuItem(
        gettext_lazy("Brand"), reverse_lazy("backoffice_brand"), name="brand", icon_name="view", order=5
    )


class BillingMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PILOTS)


@hooks.register("register_settings_menu_item")
def billing_menu() -> BillingMenuItem:
    return BillingMenuItem(
        gettext_lazy("What we pay"),
        reverse_lazy("backoffice_billing:account"),
        name="billing",
        icon_name="doc-full",
        order=30,
    )


class PaymentLatePanel(Component):
    """That an invoice waits: those who pilot the territory see it, and nothing else changes."""

    name = "payment-late"
    template_name = "backoffice/payment_late.html"
    order = 10


@hooks.register("construct_homepage_panels")
def payment_late(request: HttpRequest, panels: list[Any]) -> None:
    territory = current_territory()
    if territory and request.user.has_perm(PILOTS) and is_late(territory_id=territory.id):
        panels.append(PaymentLatePanel())


hooks.register("before_edit_page", ask_before_saving_over)

for action in ACTIONS:
    hooks.register("register_bulk_action", action, order=100)  # after Wagtail's, whose place they take
