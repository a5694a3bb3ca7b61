"""Where Stripe tells what happened."""

from __future__ import annotations

import logging

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotFound
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from kombu.exceptions import OperationalError

from tenants.billing import gateway
from tenants.billing.following import keep_event
from tenants.billing.tasks import apply

logger = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def stripe_events(request: HttpRequest) -> HttpResponse:
    """Check who speaks, keep the event, answer; a task does the rest, and a periodic one what no task did."""
    if not gateway.is_open():
        return HttpResponseNotFound()
    try:
        event = gateway.read_event(request.body, request.headers.get("Stripe-Signature", ""))
    except gateway.BadSignature:
        return HttpResponseBadRequest("bad signature")
    if keep_event(event):
        transaction.on_commit(lambda: _queue(event.id))
    return HttpResponse(status=204)


def _queue(event_id: str) -> None:
    try:
        apply.delay(event_id=event_id)
    except (OperationalError, OSError):
        logger.warning("billing: no queue, event %s waits", event_id, exc_info=True)
