"""What a territory pays: in the public schema, and still nobody else's to see."""

from __future__ import annotations

from django.utils import timezone

from kernel.tenancy import TerritoryContext, public_context
from tenants.billing.invoicing import Line, issue_invoice
from tenants.billing.models import Invoice
from tenants.billing.services import save_profile, start_trial
from tenants.registry.models import Territory
from tests.isolation.marks import Marks


def fill_billing(territory: TerritoryContext, marks: Marks) -> Invoice:
    today = timezone.localdate()
    with public_context():
        row = Territory.objects.get(pk=territory.id)
        start_trial(territory=row, today=today)
        profile = save_profile(
            territory=row,
            values={
                "legal_name": marks.said("Administration"),
                "street": "Rue Haute 1",
                "postcode": "6890",
                "city": "Libin",
                "country": "BE",
                "bce": "0207361848",
                "email": f"finances@{territory.slug}.example",
            },
        )
        return issue_invoice(profile=profile, lines=[Line(marks.said("Une année"), 29_000)], today=today)
