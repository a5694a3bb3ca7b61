"""E-mails to guests: written by the host, sent by her own territory, which alone knows her address.

What she answers by e-mail comes to her own territory, which knows that it is hers, and goes to the host from there.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from engagement.messaging.carried import WayElsewhere
from engagement.messaging.receiving import take_carried
from engagement.messaging.reply_addresses import new_token, token_in
from engagement.messaging.selectors import reply_address
from engagement.messaging.services import REPLIES_TAKEN_FOR
from engagement.passes.calling import call_upon
from engagement.passes.models import Guest, Pass, ReplyWay
from engagement.passes.selectors import guest_called
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
    reply_to: str,
    attachments: Sequence[Attachment],
    key: str,
) -> None:
    """Write an e-mail to a guest and put it in an envelope to her territory. Its links lead through her pass.

    `reply_to`: the host's own address for her answer, of use to her territory alone.
    """
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
            "reply_to": reply_to,
            "attachments": [one.stored() for one in attachments],
            "key": f"{template} {key}" if key else "",
        },
    )
    transaction.on_commit(partial(call_upon, found.home))
    transaction.on_commit(partial(call_upon, here.slug))


def deliver(*, host: str, code: UUID, content: Mapping[str, Any], now: datetime) -> None:
    """Send a host's e-mail on to whom it is for. Of a pass that ended there is nobody to write to."""
    found = Pass.objects.select_related("user").filter(code=code, host=host).first()
    if found is None:
        return
    reply_to = _address_here(found, content.get("reply_to", ""), now)
    mail.send(
        template="pass_letter",
        to=found.user,
        context={
            "title": content["title"],
            "words": content["text"],
            "content": content["html"],
            "host_name": found.host_name,
            "takes_replies": bool(reply_to),
        },
        reply_to=reply_to,
        attachments=[
            Attachment(one["name"], b64decode(one["content"]), one["mimetype"])
            for one in content["attachments"]
        ],
        key=f"{code.hex} {content['key']}"[:120] if content["key"] else "",
    )


def _address_here(travel_pass: Pass, there: str, now: datetime) -> str:
    """An address of this territory for her answer, which leads to the host's; none where the host takes none."""
    here = current_territory()
    if not there or here is None:
        return ""
    token = new_token(territory_id=here.id)
    ReplyWay.objects.create(digest=token.digest, travel_pass=travel_pass, there=there, made_at=now)
    return token.address


def way_of(digest: str) -> WayElsewhere | None:
    """How an answer to this address of ours gets to the host."""
    way = ReplyWay.objects.select_related("travel_pass__user").filter(digest=digest).first()
    return WayElsewhere(way.travel_pass.user, partial(_send_answer, way)) if way else None


@transaction.atomic
def _send_answer(way: ReplyWay, text: str, digest: str, had_files: bool) -> bool:
    posted = post(
        recipient=way.travel_pass.host,
        content={
            "kind": "answer",
            "subject": str(way.travel_pass.code),
            "there": way.there,
            "text": text,
            "digest": digest,
            "had_files": had_files,
        },
    )
    transaction.on_commit(partial(call_upon, way.travel_pass.host))
    return posted


def take_answer(*, home: str, content: Mapping[str, Any], now: datetime) -> None:
    """At the host: what a guest answered by e-mail goes into its conversation. Of one who left nothing is taken."""
    token = token_in(content["there"])
    address = reply_address(digest=token.digest) if token else None
    guest = guest_called(code=content["subject"], home=home)
    if address is not None and guest is not None and address.user_id == guest.user_id:
        take_carried(
            address=address,
            text=content["text"],
            digest=content["digest"],
            had_files=content["had_files"],
            now=now,
        )


def forget_old_ways(*, now: datetime) -> None:
    """Delete the addresses that lead nowhere any more: those of the hosts are as old."""
    ReplyWay.objects.filter(made_at__lt=now - REPLIES_TAKEN_FOR).delete()
