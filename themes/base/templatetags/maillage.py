"""The component library: `{% load maillage %}` in any template. themes/README.md shows each one in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from themes.base.icons import ICONS
from themes.base.illustrations import FOR_ICON, ILLUSTRATIONS

register = template.Library()

_NOTICE_ICONS = {
    "info": "info",
    "success": "check-circle",
    "warning": "alert",
    "danger": "alert",
    "brand": "sparkle",
}


@register.simple_tag
def icon(name: str, label: str = "", extra_class: str = "") -> SafeString:
    """An icon of `themes.base.icons`; hidden from assistive technology unless it has a label.

    Raises KeyError on an unknown name, so that a typing error does not reach production as a blank.
    """
    shape = mark_safe(ICONS[name])  # noqa: S308 — a constant of ours
    named = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"'
        ' stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" focusable="false" {}>{}</svg>',
        f" {extra_class}" if extra_class else "",
        named,
        shape,
    )


@register.simple_tag
def illustration(name: str) -> SafeString:
    """A drawing of `themes.base.illustrations`, hidden from assistive technology: the words beside it say it all.

    Raises KeyError on an unknown name.
    """
    return format_html(
        '<svg class="illustration" viewBox="0 0 160 120" width="160" height="120" aria-hidden="true"'
        ' focusable="false">{}</svg>',
        mark_safe(ILLUSTRATIONS[name]),  # noqa: S308 — a constant of ours
    )


@register.simple_tag(takes_context=True)
def mesh(context: Context, **attributes: str) -> SafeString:
    """The territory's mesh as a decorative drawing; colours come from `color` and `--mesh-dot`. `class=` is
    added."""
    brand = context.get("brand")
    if brand is None:
        return SafeString("")
    return format_html(
        '<svg class="mesh {}" viewBox="{}" aria-hidden="true" focusable="false"><use href="{}#mesh"/></svg>',
        attributes.get("class", ""),
        brand.mesh_view_box,
        brand.mesh_url,
    )


@register.inclusion_tag("components/button.html")
def button(
    label: str,
    href: str = "",
    variant: str = "primary",
    icon: str = "",
    type: str = "submit",  # noqa: A002 — named as the attribute it becomes
    name: str = "",
    value: str = "",
    small: bool = False,
) -> dict[str, Any]:
    """A link that looks like a button when `href` is given, else a button. Variants: primary, secondary,
    accent, quiet, danger."""
    return {
        "label": label,
        "href": href,
        "variant": variant,
        "icon": icon,
        "type": type,
        "name": name,
        "value": value,
        "small": small,
    }


@register.inclusion_tag("components/badge.html")
def badge(text: str, tone: str = "neutral", icon: str = "") -> dict[str, str]:
    """A short label. Tones: neutral, brand, accent, success, warning, danger, info."""
    return {"text": text, "tone": tone or "neutral", "icon": icon}


@register.inclusion_tag("components/card.html")
def card(
    title: str,
    url: str = "",
    text: str = "",
    eyebrow: str = "",
    meta: Sequence[Mapping[str, Any]] = (),
    badges: Sequence[Mapping[str, Any]] = (),
    image_url: str = "",
    image_alt: str = "",
    level: int = 3,
    variant: str = "",
    lang: str = "",
) -> dict[str, Any]:
    """A card whose whole surface follows the title's link.

    `meta` lists {icon, text}; `badges` lists {text, tone}; `level` is the heading's (2 to 6). `lang`: the language of
    the title, the text and the eyebrow, and of what is `quoted` in the lists, where it is not the page's.
    """
    return {
        "title": title,
        "url": url,
        "text": text,
        "eyebrow": eyebrow,
        "meta": meta,
        "badges": badges,
        "image_url": image_url,
        "image_alt": image_alt,
        "level": level,
        "variant": variant,
        "lang": lang,
    }


@register.inclusion_tag("components/key_figure.html")
def key_figure(value: object, label: str) -> dict[str, Any]:
    """A large number with the words that give it meaning."""
    return {"value": value, "label": label}


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: Context, trail: Iterable[Mapping[str, str]]) -> dict[str, Any]:
    """`trail` lists {label, url}; the last, being the page at hand, has an empty url. All but the first are in the
    language of the page's text."""
    languages = context.get("languages")
    return {"trail": list(trail), "lang": languages.content if languages else ""}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """Links to the pages of a paginator, the other query parameters kept. Nothing when there is one page."""
    if page.paginator.num_pages < 2:
        return {"pages": []}
    query = context["request"].GET.copy()

    def url(number: int) -> str:
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    gap = str(page.paginator.ELLIPSIS)
    return {
        "pages": [
            {"number": None, "url": "", "current": False}
            if number == gap
            else {"number": number, "url": url(int(number)), "current": number == page.number}
            for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        ],
        "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url(page.next_page_number()) if page.has_next() else "",
    }


@register.simple_block_tag
def notice(content: SafeString, tone: str = "info", title: str = "", icon: str = "") -> SafeString:
    """`{% notice "warning" title=… %}<p>…</p>{% endnotice %}`. Tones: info, success, warning, danger,
    brand."""
    context = {"content": content, "tone": tone, "title": title, "icon": icon or _NOTICE_ICONS[tone]}
    return render_to_string("components/notice.html", context)


@register.simple_block_tag
def empty_state(content: SafeString, title: str, icon: str = "leaf") -> SafeString:
    """What a list shows when it has nothing: a drawing, a kind sentence and a way on.

    `{% empty_state _("…") icon="calendar" %}<p>…</p>{% endempty_state %}`
    """
    context = {"content": content, "title": title, "icon": icon, "illustration": FOR_ICON.get(icon, "")}
    return render_to_string("components/empty_state.html", context)


@register.simple_block_tag
def filters(content: SafeString, title: str, active: int = 0, open: bool = False) -> SafeString:  # noqa: A002
    """A panel of filters: folded on a phone, unfolded where there is room. `active` counts the filters in
    use.

    `{% filters _("Filter the missions") active=count %}<form method="get">…</form>{% endfilters %}`
    """
    context = {"content": content, "title": title, "active": active, "open": open}
    return render_to_string("components/filters.html", context)
