"""E-mails that a provider hands over: anymail checks that it is the provider and reads its dialect.

One address for all territories, on the network's host; each e-mail finds its territory by its reply address.
"""

from __future__ import annotations

from typing import Any

from anymail import urls as anymail_urls
from anymail.signals import inbound
from django.conf import settings
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from engagement.messaging.receiving import receive


@csrf_exempt  # a server posts; the secret of the webhook says who it is
def provider_mail(request: HttpRequest, provider: str) -> HttpResponse:
    """Hand an e-mail to anymail's view, which checks the secret. 404 for any but the provider in use."""
    views = {pattern.name: pattern.callback for pattern in anymail_urls.urlpatterns}
    view = views.get(f"{provider}_inbound_webhook")
    if provider != settings.INBOUND_PROVIDER or not settings.ANYMAIL.get("WEBHOOK_SECRET") or view is None:
        raise Http404
    answer: HttpResponse = view(request)
    return answer


@receiver(inbound)
def take_in(sender: object, event: Any, **_: object) -> None:
    """What the provider takes for spam goes no further."""
    message = event.message
    if message.spam_detected:
        return
    recipient = message.envelope_recipient
    receive(
        message,
        now=timezone.now(),
        recipients=[recipient] if recipient else (),
        envelope_sender=message.envelope_sender,
    )
