"""E-mails to guests: written by the host, sent by her own territory, which alone knows her address."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from engagement.passes.calling import call_upon
from engagement.passes.models import Guest, Pass
from kernel.accounts.models import User
from kernel.mail import services as mail
from kernel.mail.message import Attachment
from kernel.mail.writing import write
from kernel.tenancy import current_territory, territory_called
from matching.envelopes.services import post


def send_home(
    *,
    template: str,
    guest: User,
    context: Mapping[str, Any],
    attachments: Sequence[Attachment],
    key: str,
) -> None:
    """Write an e-mail to a guest and put it in an envelope to her territory. Its links lead through her pass."""
    here, found = current_territory(), Guest.objects.filter(user=guest).first()
    home = territory_called(found.home) if found else None
    if here is None or found is None or home is None:
        return
    way = reverse("passes:cross", settings.ROOT_URLCONF, kwargs={"territory": here.slug, "path": "-"})
    written = write(
        template=template,
        person=None,
        context={**context, "site_url": home.base_url + way.removesuffix("/-")},
        territory=here,
        excerpt=True,
    )
    post(
        recipient=found.home,
        content={
            "kind": "letter",
            "subject": str(found.code),
            "title": written.subject,
            "text": written.text,
            "html": written.html,
            "attachments": [one.stored() for one in attachments],
            "key": f"{template} {key}" if key else "",
        },
    )
    transaction.on_commit(partial(call_upon, found.home))
    transaction.on_commit(partial(call_upon, here.slug))


def deliver(*, host: str, code: UUID, content: Mapping[str, Any]) -> None:
    """Send a host's e-mail on to whom it is for. Of a pass that ended there is nobody to write to."""
    found = Pass.objects.select_related("user").filter(code=code, host=host).first()
    if found is None:
        return
    mail.send(
        template="pass_letter",
        to=found.user,
        context={
            "title": content["title"],
            "words": content["text"],
            "content": content["html"],
            "host_name": found.host_name,
        },
        attachments=[
            Attachment(one["name"], b64decode(one["content"]), one["mimetype"])
            for one in content["attachments"]
        ],
        key=f"{code.hex} {content['key']}"[:120] if content["key"] else "",
    )
