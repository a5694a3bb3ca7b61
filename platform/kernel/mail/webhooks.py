"""What the provider that sends our e-mails reports of them: bounces and complaints.

One address for all territories, on the network's host, because a provider knows one account. Each report is taken to
the territory that its Message-ID names. anymail reads the providers' dialects.
"""

from __future__ import annotations

import re
from typing import Any

from anymail import urls as anymail_urls
from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from django.conf import settings
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from kernel.mail.bounces import report_bounce

_TEMPORARY = re.compile(r"\bsoft|transient|^4\d\d|\b4\.\d+\.\d+", re.IGNORECASE)


@csrf_exempt  # a server posts; the secret of the webhook says who it is
def provider_report(request: HttpRequest, provider: str) -> HttpResponse:
    """Hand a report to anymail's view, which checks the secret. 404 for any but the provider in use."""
    views = {pattern.name: pattern.callback for pattern in anymail_urls.urlpatterns}
    view = views.get(f"{provider}_tracking_webhook")
    if provider != settings.EMAIL_PROVIDER or not settings.ANYMAIL.get("WEBHOOK_SECRET") or view is None:
        raise Http404
    answer: HttpResponse = view(request)
    return answer


@receiver(tracking)
def take_in(sender: object, event: AnymailTrackingEvent, **_kwargs: Any) -> None:
    """A bounce for good or a complaint is remembered; the rest is of no use to us."""
    complaint = event.event_type == EventType.COMPLAINED
    refused = event.event_type in (EventType.BOUNCED, EventType.REJECTED)
    about_address = event.reject_reason in (RejectReason.BOUNCED, RejectReason.INVALID)
    temporary = _TEMPORARY.search(f"{event.mta_response or ''} {event.esp_event}")
    message_id = (event.metadata or {}).get("message_id") or event.message_id or ""
    report_bounce(
        message_id=message_id,
        hard=refused and about_address and not temporary,
        complaint=complaint,
        now=timezone.now(),
    )
