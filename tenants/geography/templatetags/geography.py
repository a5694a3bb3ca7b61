from django import template

from tenants.geography.credits import CREDITS

register = template.Library()


@register.inclusion_tag("geography/credits.html")
def geography_credits() -> dict[str, object]:
    """The sources and licences of the communes, as a list to stand in a legal or “about the data” page."""
    return {"credits": CREDITS}
