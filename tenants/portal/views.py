"""Pages of the portal."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tenants.portal.forms import FindTerritoryForm
from tenants.portal.selectors import live_territories, territory_at_path


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The territories of the network, nearest first once a commune is given."""
    form = FindTerritoryForm(request.GET or None)
    commune = form.cleaned_data["commune"] if form.is_bound and form.is_valid() else None
    return render(
        request,
        "portal/home.html",
        {"form": form, "commune": commune, "cards": live_territories(near=commune)},
    )


@require_safe
def short_path(request: HttpRequest, path: str) -> HttpResponse:
    """From what is printed, `/novardenne`, to the territory wherever it is today, with what a QR code adds."""
    territory = territory_at_path(path)
    if territory is None:
        raise Http404(path)
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"{territory.base_url}/" + (f"?{query}" if query else ""))
