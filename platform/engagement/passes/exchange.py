"""Envelopes out and in: what changed here is told, what others told is taken in.

A change leaves a `Notice` in its own transaction (triggers write them). `exchange` reads the territory's envelopes,
then turns notices into envelopes that tell the whole state as it is now: they may be made twice, late or for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from engagement.passes.calling import call_upon
from engagement.passes.guests import receive_pass, told_of_guest
from engagement.passes.letters import deliver, take_answer
from engagement.passes.models import Notice, Role
from engagement.passes.services import take_in_statement, told_of_pass
from matching.envelopes.services import post, read_envelopes

type Reader = Callable[[str, Mapping[str, Any], datetime], None]
#: What other apps tell their likes in other territories, by kind.
_readers: dict[str, Reader] = {}

_TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtextextended('passes.' || current_schema(), 0))"


def register_reader(kind: str, read: Reader) -> None:
    """Let an app take in its own kind of envelope: `read` is given the sender's slug, the content and the time.

    Raises ValueError when the kind is taken.
    """
    if kind in _readers:
        raise ValueError(f"registered twice: {kind}")
    _readers[kind] = read


@transaction.atomic
def exchange(*, now: datetime) -> None:
    """Read what came, tell what changed; whoever is told something is called once this has committed."""
    read_envelopes(handle=partial(_take_in, now=now))
    tell_changes(now=now)


@transaction.atomic
def tell_changes(*, now: datetime) -> None:
    """Post what other territories should know by now. One at a time in a territory: the last state goes out last."""
    if not Notice.objects.exists():
        return
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_TURNS)
    notices = list(Notice.objects.order_by("pk"))
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).delete()
    told = set()
    for role, code, counterpart in dict.fromkeys((one.role, one.code, one.counterpart) for one in notices):
        content = told_of_pass(code, now=now) if role == Role.PASS else told_of_guest(code)
        if post(recipient=counterpart, content=content):
            told.add(counterpart)
    for slug in sorted(told):
        transaction.on_commit(partial(call_upon, slug))


def _take_in(sender: str, content: Mapping[str, Any], *, now: datetime) -> None:
    match content["kind"]:
        case "pass":
            receive_pass(home=sender, content=content, now=now)
        case "statement":
            take_in_statement(host=sender, content=content, now=now)
        case "letter":
            deliver(host=sender, code=UUID(content["subject"]), content=content, now=now)
        case "answer":
            take_answer(home=sender, content=content, now=now)
        case kind:
            _readers[kind](sender, content, now)
