"""Taking the territory away: an archive is asked for, made by a task, and downloaded by a link that expires."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from cms.territory.views import for_operators, page, territory_at_hand
from kernel.accounts.requests import signed_in
from kernel.audit.services import record
from kernel.tenancy.storage import media_folder
from tenants.archives.selectors import archives_of, downloadable
from tenants.archives.services import request_archive
from tenants.archives.tasks import make_archive
from tenants.registry.services import OPERATOR


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def export(request: HttpRequest) -> HttpResponse:
    territory, now = territory_at_hand(), timezone.now()
    if request.method == "POST":
        archive = request_archive(territory=territory, now=now, by=OPERATOR)
        if archive is not None:
            record(act="territory.exported", actor=signed_in(request), at=now)
            make_archive.delay_on_commit(archive_id=archive.pk)
        messages.success(request, _("The archive is being made. Come back to this page in a few minutes."))
        return redirect("territory_export")
    context = page(_("Export"), archives=archives_of(territory=territory, now=now))
    return render(request, "territory/export.html", context)


@require_safe
@for_operators
def download(request: HttpRequest, code: str) -> HttpResponseBase:
    territory = territory_at_hand()
    archive = downloadable(territory=territory, code=code, now=timezone.now())
    if archive is None:
        raise Http404(code)
    file = media_folder(territory.schema_name) / archive.path
    if not file.exists():
        raise Http404(code)
    response = FileResponse(file.open("rb"), as_attachment=True, filename=f"{territory.slug}.zip")
    response["Cache-Control"] = "private, no-store"
    return response
