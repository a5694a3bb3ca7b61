"""Bringing in associations from a file: what it would do, line by line, then at one press of a button."""

from __future__ import annotations

import csv
import secrets
from io import StringIO
from typing import Any

from django import forms
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from engagement.associations.importing import COLUMNS, check_file, import_associations
from engagement.associations.sheets import UnreadableFile
from kernel.accounts.requests import signed_in

PERMISSION = "associations.add_association"
#: How long a file waits for its confirmation, in seconds; in a cache whose keys carry the territory.
_KEPT = 3600


class ImportForm(forms.Form):
    """The file, and what becomes of the associations."""

    file = forms.FileField(label=gettext_lazy("File (CSV or XLSX)"))
    publish = forms.BooleanField(
        label=gettext_lazy("Show the associations at once"),
        required=False,
        help_text=gettext_lazy("Otherwise they await a decision in the moderation queue."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    """The form; then what the file would do; then what it did."""
    _ask(request)
    if request.method == "POST" and (token := request.POST.get("confirm")):
        return _confirmed(request, token)
    form = ImportForm(request.POST or None, request.FILES or None)
    title = _("Import associations")
    context: dict[str, Any] = {
        "form": form,
        "run": None,
        "columns": COLUMNS.values(),
        "page_title": title,
        "header_title": title,
        "header_icon": "upload",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
    }
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            run = check_file(content=content)
        except UnreadableFile as error:
            form.add_error("file", str(error))
        else:
            token = secrets.token_urlsafe(16)
            if not run.wrong:
                cache.set(_key(request, token), (content, form.cleaned_data["publish"]), _KEPT)
            context |= {"run": run, "token": token, "publish": form.cleaned_data["publish"]}
    return render(request, "backoffice/import.html", context)


@require_safe
def template_file(request: HttpRequest) -> HttpResponse:
    """A file to fill in: the columns, and a line as an example."""
    _ask(request)
    text = StringIO()
    csv.writer(text, delimiter=";").writerows(zip(*COLUMNS.values(), strict=True))
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="associations.csv"'
    return response


def _confirmed(request: HttpRequest, token: str) -> HttpResponse:
    kept = cache.get(_key(request, token))
    if kept is None:
        messages.warning(request, _("This file waited too long, or is imported already: send it again."))
        return redirect("backoffice_import")
    content, publish = kept
    try:
        run = import_associations(content=content, publish=publish, by=signed_in(request), now=timezone.now())
    except UnreadableFile as error:
        messages.error(request, str(error))
        return redirect("backoffice_import")
    cache.delete(_key(request, token))
    made, known = len(run.new), len(run.known)
    text = ngettext("%(number)s association is imported.", "%(number)s associations are imported.", made)
    messages.success(request, text % {"number": made})
    if known:
        text = ngettext(
            "%(number)s line is left alone: its association is registered already.",
            "%(number)s lines are left alone: their associations are registered already.",
            known,
        )
        messages.info(request, text % {"number": known})
    return redirect("backoffice_associations:index")


def _ask(request: HttpRequest) -> None:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied


def _key(request: HttpRequest, token: str) -> str:
    """A file is confirmed by whoever sent it."""
    return f"associations:import:{request.user.pk}:{token[:40]}"
