"""Media files, one folder a territory."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import transaction

from kernel.tenancy.context import current_schema


def media_folder(schema: str) -> Path:
    """The folder that holds a schema's media files, whether or not it exists."""
    return Path(settings.MEDIA_ROOT) / schema


def discard_schema_media(schema: str) -> None:
    """Delete a schema's media files. Not undone by a rollback."""
    shutil.rmtree(media_folder(schema), ignore_errors=True)


def discard_on_commit(name: str) -> None:
    """Delete a media file of the schema at hand once the transaction commits, wherever the thread is by then."""
    path = Path(default_storage.path(name))
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


class TerritoryStorage(FileSystemStorage):
    """A file system storage whose root is `MEDIA_ROOT/<schema>`, worked out at each use.

    The public URL is the same for all (`/media/…`): the host it is asked on decides the folder.
    """

    @property
    def base_location(self) -> str:
        return str(media_folder(current_schema()))

    @property
    def location(self) -> str:
        return str(Path(self.base_location).resolve())
