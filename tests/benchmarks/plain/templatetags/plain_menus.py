"""The menus of Wagtail's demonstration site."""

from django import template
from wagtail.models import Site

register = template.Library()


@register.simple_tag(takes_context=True)
def root_of(context):
    return Site.find_for_request(context["request"]).root_page


@register.simple_tag
def entries(parent, calling):
    pages = parent.get_children().live().in_menu()
    for page in pages:
        page.has_dropdown = page.get_children().live().in_menu().exists()
        page.active = calling.url_path.startswith(page.url_path) if calling else False
    return pages


@register.simple_tag
def below(parent):
    return parent.get_children().live()


@register.simple_tag(takes_context=True)
def trail(context):
    page = context.get("self")
    return page.get_ancestors(inclusive=True).filter(depth__gt=1) if page else []
