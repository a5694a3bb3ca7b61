"""A page that somebody else has changed since its editor opened it is not saved over without a question.

Wagtail asks in the browser, where scripts run and its signals arrive; this asks whoever it could not.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

#: What a form says once its sender knows of a newer version: when that was made, or that Wagtail's dialog asked.
SEEN = "newer_seen"
ASKED = "asked"
#: What is not sent again: it is made anew, or names the draft that has been overtaken.
_PASSING = {"csrfmiddlewaretoken", "overwrite_revision_id", SEEN}


def ask_before_saving_over(request: HttpRequest, page: Page) -> HttpResponse | None:
    newest = page.latest_revision
    if request.method != "POST" or newest is None or not _is_overtaken(request, newest):
        return None
    title = _("Someone has changed this page")
    context = {
        "page": page,
        "newest": newest,
        "own": newest.user == request.user,
        "seen": newest.created_at.isoformat(),
        "written": [
            (name, value) for name, values in request.POST.lists() if name not in _PASSING for value in values
        ],
        "changes": _changes(request, page, newest),
        "header_title": title,
        "header_icon": "warning",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_explore", args=[page.pk]), "label": page.get_admin_display_title()},
            {"url": "", "label": title},
        ],
    }
    return render(request, "backoffice/overtaken.html", context, status=409)


def _is_overtaken(request: HttpRequest, newest: Revision) -> bool:
    """Whether a form was opened at another version. Drafts that save themselves are refused by Wagtail.

    A form that names no version was opened when the page had none: what somebody else has made since is newer. (The
    editor of translations sends no form of the page.)
    """
    said = request.POST
    if not request.accepts("text/html") or said.get(SEEN) in (ASKED, newest.created_at.isoformat()):
        return False
    if own_draft := said.get("overwrite_revision_id"):
        return own_draft != str(newest.pk)
    if "loaded_revision_id" not in said:
        return "title" in said and newest.user != request.user
    opened = (said["loaded_revision_id"], said.get("loaded_revision_created_at"))
    return opened != (str(newest.pk), newest.created_at.isoformat())


def _changes(request: HttpRequest, page: Page, newest: Revision) -> str:
    """Where what has changed since is shown side by side, or else the newer version."""
    opened = request.POST.get("loaded_revision_id", "")
    if opened != str(newest.pk) and page.revisions.filter(pk=opened if opened.isdecimal() else None).exists():
        return reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, opened, newest.pk])
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
