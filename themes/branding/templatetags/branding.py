"""What base.html wears: the brand, where no context processor has run too, its stylesheets and its fonts."""

from __future__ import annotations

import logging

from django import template
from django.conf import settings
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from themes.base import sheets
from themes.branding.context import mail_context
from themes.branding.selectors import house_brand
from themes.tokens import FONT_PAIRS

register = template.Library()
logger = logging.getLogger(__name__)


@register.simple_tag(takes_context=True)
def ensure_brand(context: Context) -> str:
    """Put `brand` into the context if it is missing, as when Django renders 500.html without a request.

    The brand of the site at hand, or the house's when the database or the cache is what failed.
    """
    if "brand" not in context:
        try:
            context.update(mail_context())
        except Exception:
            logger.exception("an error page could not read the brand")
            context.update({"brand": house_brand(), "portal_url": ""})
    return ""


@register.simple_tag
def site_styles(font_pair: str) -> SafeString:
    """Links to what every page is dressed in, below its brand: one file, or its parts while one develops; and to the
    fonts that it begins with."""
    pair = FONT_PAIRS[font_pair]
    fonts = [
        name for family in dict.fromkeys((pair.heading, pair.body)) for name in sheets.FONT_FILES[family]
    ]
    names = sheets.PARTS if settings.DEBUG else (sheets.WHOLE,)
    return format_html(
        "{}\n  {}",
        format_html_join("\n  ", '<link rel="stylesheet" href="{}">', ((static(name),) for name in names)),
        format_html_join(
            "\n  ",
            '<link rel="preload" as="font" type="font/woff2" href="{}" crossorigin>',
            ((static(name),) for name in fonts),
        ),
    )
