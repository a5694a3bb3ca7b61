"""The archive of what is held about a person: `donnees.json`, `donnees.html`, and files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import formats

from engagement.privacy.registry import holders
from kernel.accounts.models import User
from kernel.tenancy import current_territory


def archive_of(*, user: User, now: datetime) -> bytes:
    """A zip file, everything in French, readable without a programme of ours."""
    areas = [
        {"code": one.code, "label": str(one.label), "purpose": str(one.purpose), "data": one.export(user)}
        for one in holders()
    ]
    areas = [area for area in areas if area["data"]]
    page = render_to_string(
        "privacy/archive.html",
        {
            "territory": current_territory(),
            "now": now,
            "areas": [area | {"lines": _lines(area["data"])} for area in areas],
        },
    )
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        data = {area["code"]: area for area in areas}
        archive.writestr(
            "donnees.json", json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        )
        archive.writestr("donnees.html", page)
        for holder in holders():
            for name, file in holder.files(user):
                with file.open("rb") as opened:
                    archive.writestr(f"{holder.code}/{name}", opened.read())
    return content.getvalue()


def _lines(data: Any) -> list[dict[str, Any]]:
    """Nested data as a list that a template can show: each item is a text, a pair, or a list of items."""
    if isinstance(data, Mapping):
        return [{"key": key} | _shown(value) for key, value in data.items()]
    return [_shown(value) for value in data]


def _shown(value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping | list | tuple):
        return {"items": _lines(value)}
    return {"text": "–" if value in (None, "") else formats.localize(value)}
