"""Serves a territory's media files from its own folder. Production puts a file server or object store in front."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest
from django.views.static import serve


def serve_media(request: HttpRequest, path: str) -> FileResponse:
    """The file `path` of the requested host's territory. 404 outside its folder. Never rendered as a page of ours."""
    response = serve(request, path, document_root=default_storage.location)  # type: ignore[attr-defined]
    if not isinstance(response, FileResponse):
        return response  # type: ignore[return-value]
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


