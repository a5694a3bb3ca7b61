"""Media files, one folder a territory."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from kernel.tenancy.context import current_schema


class TerritoryStorage(FileSystemStorage):
    """A file system storage whose root is `MEDIA_ROOT/<schema>`, worked out at each use.

    The public URL is the same for all (`/media/…`): the host it is asked on decides the folder.
    """

    @property
    def base_location(self) -> str:  # type: ignore[override]
        return str(Path(settings.MEDIA_ROOT) / current_schema())

    @property
    def location(self) -> str:  # type: ignore[override]
        return str(Path(self.base_location).resolve())
