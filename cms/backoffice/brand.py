"""The screen where a territory chooses its look, beside its own pages as they would be; and its partners."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.viewsets.model import ModelViewSet

from cms.backoffice.forms import PartnerForm
from engagement.missions.models import Mission
from kernel.accounts.requests import signed_in
from kernel.tenancy import current_territory
from themes.branding.drafts import sign_draft
from themes.branding.forms import BrandForm
from themes.branding.identity import DRAFT
from themes.branding.models import Brand, Partner
from themes.branding.selectors import FormerLook, current_brand, former_looks
from themes.branding.services import change_brand
from themes.presets import PRESETS
from themes.tokens import FONT_PAIRS, measures

PERMISSION = "branding.change_brand"

#: What colours are judged in, in words.
USES = {
    "text": gettext_lazy("Text"),
    "link": gettext_lazy("Links in the text"),
    "button": gettext_lazy("Words on buttons"),
    "banner": gettext_lazy("Words on banners"),
    "focus": gettext_lazy("Ring around what has the focus"),
    "field": gettext_lazy("Edges of fields"),
    "chart": gettext_lazy("Lines and bars of charts"),
    "notice": gettext_lazy("Messages of success, warning and error"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def brand(request: HttpRequest) -> HttpResponse:
    """The form and the preview. Without script, a button shows the draft; a colour that is refused is one click away
    from the nearest that passes, and a look worn before is one click and a look away."""
    _ask(request)
    row = Brand.objects.first()
    if request.method != "POST":
        return _page(request, BrandForm.of(row or Brand(**_worn())))
    data = request.POST.copy()
    if "take" in data:
        data["primary"] = str(data["take"])
    former = next((one for one in former_looks() if str(one.entry) == data.get("former")), None)
    if former:
        data.update(asdict(former.choices))
    form = BrandForm(data, request.FILES)
    if form.is_valid() and not {"preview", "former"} & data.keys():
        change_brand(
            by=signed_in(request),
            now=timezone.now(),
            demo_notice=bool(row and row.demo_notice),
            **form.cleaned_data,
        )
        messages.success(request, _("The brand is saved: every page wears it from now on."))
        return HttpResponseRedirect(request.path)
    return _page(request, form, shown=former)


@require_POST
def draft(request: HttpRequest) -> JsonResponse:
    """For the script: the token that dresses the preview in what the form says, and what the colours are worth."""
    _ask(request)
    form = BrandForm(request.POST)
    form.is_valid()
    return JsonResponse(
        {
            "token": _token(form),
            "verdict": render_to_string("backoffice/_verdict.html", _verdict(form), request=request),
        }
    )


def _ask(request: HttpRequest) -> None:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied


def _worn() -> dict[str, Any]:
    """What a territory that never chose wears: its own name, the house's colours."""
    identity = current_brand()
    choices = identity.choices
    return {
        "name": identity.name,
        "primary": choices.primary,
        "accent": choices.accent,
        "font_pair": choices.font_pair,
        "radius": choices.radius,
        "preset": choices.preset,
    }


def _page(request: HttpRequest, form: BrandForm, shown: FormerLook | None = None) -> HttpResponse:
    """`shown` is the look worn before that fills the form."""
    title = _("Brand")
    token = _token(form)
    context = {
        "form": form,
        "presets": PRESETS,
        "pages": _pages(),
        "parameter": DRAFT,
        "token": token,
        "preview_url": f"/?{urlencode({DRAFT: token})}" if token else "/",
        "logo": current_brand().logo_path,
        "former": [(one, _in_words(one)) for one in former_looks()],
        "shown": shown,
        "header_title": title,
        "header_icon": "view",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
        **_verdict(form),
    }
    return render(request, "backoffice/brand.html", context)


def _in_words(look: FormerLook) -> str:
    """The structure and the fonts, as the form names them."""
    preset, fonts = PRESETS.get(look.choices.preset), FONT_PAIRS[look.choices.font_pair].label
    return f"{preset.label}, {fonts}" if preset else fonts


def _token(form: BrandForm) -> str:
    """Empty when the form shows the brand as it is worn, or is no brand yet."""
    territory = current_territory()
    made = form.draft if form.is_bound else None
    return sign_draft(made, territory_id=territory.id) if made and territory else ""


def _verdict(form: BrandForm) -> dict[str, Any]:
    choices = form.choices if form.is_bound else current_brand().choices
    review = form.review if form.is_bound else None
    suggestion = review.suggestion if review and not review.accepted else None
    return {
        "failures": [(USES[one.use], one.ratio, one.required) for one in (review.failures if review else ())],
        "refused": choices.primary if choices else "",
        "suggestion": suggestion.primary if suggestion else "",
        "measures": [
            (USES[one.group], one.light, one.dark, one.required)
            for one in (measures(suggestion or choices) if choices else ())
        ],
    }


def _pages() -> list[tuple[str, str]]:
    """Real pages to look at."""
    pages = [(_("Home"), "/"), (_("Missions"), reverse("missions:list"))]
    mission = Mission.objects.current(timezone.now()).order_by("pk").first()
    if mission is not None:
        pages.append((_("A mission"), mission.get_absolute_url()))
    return [*pages, (_("Associations"), reverse("associations:list")), (_("Agenda"), reverse("agenda:list"))]


class PartnerViewSet(ModelViewSet):
    """Who the site is shared with. Rows are dragged into the order in which they are named."""

    model = Partner
    icon = "group"
    menu_label = gettext_lazy("Partners")
    menu_hook = "register_settings_menu_item"
    menu_order = 6
    copy_view_enabled = False
    add_to_reference_index = False
    sort_order_field = "position"
    list_display = ("name", "role")
    list_filter: tuple[str, ...] = ()

    def get_form_class(self, for_update: bool = False) -> type[PartnerForm]:
        return PartnerForm


partners = PartnerViewSet("backoffice_partners", url_prefix="partners")
