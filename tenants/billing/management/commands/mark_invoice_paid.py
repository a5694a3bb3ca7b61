"""`manage.py mark_invoice_paid F2026-00012 --reference "CORE 8421" [--on 2026-12-03]`"""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tenants.billing.invoicing import NotOpen, mark_paid
from tenants.billing.models import Invoice


class Command(BaseCommand):
    help = "Note that the transfer for an invoice has arrived."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number")
        parser.add_argument("--reference", required=True, help="what the bank wrote")
        parser.add_argument("--on", type=date.fromisoformat, help="day of the payment, today unless given")

    def handle(self, *args: Any, **options: Any) -> None:
        invoice = Invoice.objects.filter(number=options["number"].upper()).first()
        if invoice is None:
            raise CommandError(f"There is no invoice {options['number']}.")
        try:
            paid = mark_paid(
                invoice=invoice,
                paid_on=options["on"] or timezone.localdate(),
                reference=options["reference"],
                by=None,
            )
        except NotOpen:
            raise CommandError(f"{invoice.number} is not to be paid: it is {invoice.state}.") from None
        self.stdout.write(f"{paid.number}: paid on {paid.paid_on}.")
