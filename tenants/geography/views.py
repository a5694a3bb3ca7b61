from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from tenants.geography.models import Country
from tenants.geography.selectors import find_communes


@require_safe
def communes(request: HttpRequest) -> JsonResponse:
    """Communes for what is being typed: `?q=…`, optionally `&country=BE`. Public, the same on every host."""
    country = request.GET.get("country", "").upper()
    found = find_communes(request.GET.get("q", ""), country=country if country in Country.values else None)
    response = JsonResponse(
        [
            {
                "id": commune.id,
                "name": commune.name,
                "division_name": commune.division_name,
                "postcodes": commune.postcodes,
            }
            for commune in found
        ],
        safe=False,
    )
    patch_cache_control(response, public=True, max_age=3600)
    return response
