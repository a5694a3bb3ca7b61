"""Domains of a territory's own: one waits for its second record, one is held, one has lost its proof."""

from __future__ import annotations

from datetime import timedelta

from demo.scenes import Stage
from kernel.mail.models import OutgoingMail
from kernel.tenancy import current_territory, public_context
from tenants.registry.domains import claim_domain, conclude
from tenants.registry.models import Territory
from tenants.registry.resolving import Finding

_PROVED = Finding(asked=3, answered=3, proved=True, leads_here=True)
_HALF = Finding(asked=3, answered=3, proved=True, leads_here=False, aliases=("parking.hebergeur.example",))
_LOST = Finding(asked=3, answered=3, proved=False, leads_here=True)
#: What the DNS says of each, time after time.
_DOMAINS = {
    "novardenne": ("benevolat.novardenne.example", [_HALF]),
    "saint-dizier": ("jaime-jemengage.example", [_PROVED]),
    "meurthe-et-moselle": ("place-engagement54.example", [_PROVED, _LOST]),
}


def play(stage: Stage) -> None:
    here = current_territory()
    if here is None or here.slug not in _DOMAINS:
        return
    host, findings = _DOMAINS[here.slug]
    began = stage.now - timedelta(days=3)
    with public_context():
        territory = Territory.objects.get(pk=here.id)
        claim = claim_domain(territory=territory, domain=host, now=began)
        for day, finding in enumerate(findings, start=1):
            conclude(claim_id=claim.pk, finding=finding, now=began + timedelta(days=day))
    OutgoingMail.objects.filter(kind__startswith="domain_").delete()  # a demonstration opens without letters
