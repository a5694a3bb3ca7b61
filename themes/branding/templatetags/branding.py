"""The brand where no context processor has run."""

from __future__ import annotations

import logging

from django import template
from django.template import Context

from themes.branding.context import mail_context
from themes.branding.selectors import house_brand

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
