"""Serves a territory's media files from its own folder. Production puts a file server or object store in front."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.static import serve

#: What may be private is served by its own view, which asks who is reading: Wagtail's documents, what comes with
#: messages, files about a person (`private/`). A file server in front must withhold the same.
WITHHELD_FOLDERS = frozenset({"documents", "conversations", "private"})


def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """The file `path` of the requested host's territory. 404 outside its folder. Never rendered as a page of ours."""
    parts = PurePosixPath(path).parts
    if ".." in parts or "\0" in path or not parts or parts[0] in WITHHELD_FOLDERS:
        raise Http404(path)
    response: HttpResponseBase = serve(request, path, document_root=default_storage.location)  # type: ignore[attr-defined]
    if isinstance(response, FileResponse):
        response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
