"""What the proxy in front asks of the register."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kernel.tenancy.hosts import InvalidHost, is_network_host, normalise_host
from tenants.registry.selectors import hosts_with_certificates

logger = logging.getLogger(__name__)


@require_safe
def tls_permission(request: HttpRequest) -> HttpResponse:
    """Whether a certificate may be had, or loaded, for `?domain=`: 200 or 404, without a word.

    It is asked at each first handshake, by anybody who sends a name: the answer comes from names held in the cache,
    and is no where the database or the cache does not answer. It tells nothing that the site at that name does not.
    """
    response = HttpResponse(status=200 if _is_ours(request.GET.get("domain", "")) else 404)
    response["Cache-Control"] = "no-store"
    return response


def _is_ours(domain: str) -> bool:
    try:
        host = normalise_host(domain)
        if host != domain.lower():  # no port, no trailing dot: what a certificate names
            return False
        return is_network_host(host) or host in hosts_with_certificates()
    except InvalidHost:
        return False
    except Exception:
        logger.exception("tls: no answer for a name, so no certificate")
        return False
