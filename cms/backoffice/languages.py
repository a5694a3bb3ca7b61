"""The screen where a territory begins the languages of its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.pages.models import HomePage
from cms.seeds.languages import UnknownLanguage, begin_language
from kernel.accounts.requests import signed_in

PERMISSION = "wagtailcore.add_locale"

#: What they are called in the back office's own language.
NAMES = {"nl": gettext_lazy("Dutch"), "de": gettext_lazy("German"), "en": gettext_lazy("English")}


@dataclass(frozen=True, slots=True)
class Lagging:
    """A translation, and how many texts of the French page it has no words for."""

    page_id: int
    title: str
    texts: int


@dataclass(frozen=True, slots=True)
class Begun:
    """A language, its home page if there is one, how many of its pages are published or drafts, what lags behind."""

    code: str
    home: Page | None
    published: int
    drafts: int
    lagging: Sequence[Lagging]

    @property
    def name(self) -> str:
        return str(NAMES[self.code])


@require_http_methods(["GET", "HEAD", "POST"])
def languages(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    if request.method == "POST":
        try:
            home = begin_language(code=request.POST.get("language", ""), by=signed_in(request))
        except UnknownLanguage as error:
            raise Http404 from error
        messages.success(
            request, _("Translate the home page, then publish it: the language opens at that moment.")
        )
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[home.pk]))
    title = _("Languages of the pages")
    context = {
        "languages": _begun(),
        "header_title": title,
        "header_icon": "globe",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
    }
    return render(request, "backoffice/languages.html", context)


def _begun() -> list[Begun]:
    """Four queries."""
    written = Page.objects.filter(depth__gt=1, alias_of=None).order_by().values_list("locale__language_code")
    counts = {
        code: (published, drafts)
        for code, published, drafts in written.annotate(
            published=Count("pk", filter=Q(live=True)), drafts=Count("pk", filter=Q(live=False))
        )
    }
    lagging = _lagging()
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    return [
        Begun(code, homes.get(code), *counts.get(code, (0, 0)), lagging.get(code, ()))
        for code, _name in settings.LANGUAGES
        if code != settings.LANGUAGE_CODE
    ]


def _lagging() -> dict[str, list[Lagging]]:
    """By language, in the order of the site. Two queries."""
    said = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef(OuterRef("target_locale")),
        has_error=False,
    )
    lacking = (
        StringSegment.objects.filter(~Exists(said), source=OuterRef("source")).order_by().values("source")
    )
    waiting = (
        Translation.objects.filter(enabled=True)
        .annotate(texts=Subquery(lacking.annotate(number=Count("pk")).values("number")))
        .filter(texts__gt=0)
    )
    texts = {
        (key, code): number
        for key, code, number in waiting.values_list(
            "source__object__translation_key", "target_locale__language_code", "texts"
        )
    }
    pages = Page.objects.filter(translation_key__in={key for key, _code in texts}).order_by("path")
    found: dict[str, list[Lagging]] = {}
    for pk, title, key, code in pages.values_list(
        "pk", "draft_title", "translation_key", "locale__language_code"
    ):
        if (key, code) in texts:
            found.setdefault(code, []).append(Lagging(pk, title, texts[key, code]))
    return found
