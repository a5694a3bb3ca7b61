"""The words of billing."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Interval(models.TextChoices):
    MONTH = "month", _("every month")
    YEAR = "year", _("every year, two months free")


class Payment(models.TextChoices):
    TRANSFER = "transfer", _("by transfer, on invoice")
    CARD = "card", _("by card")


class SubscriptionState(models.TextChoices):
    TRIAL = "trial", _("trial")
    ACTIVE = "active", _("active")
    LATE = "late", _("payment late")
    ENDED = "ended", _("ended")


class InvoiceState(models.TextChoices):
    OPEN = "open", _("to be paid")
    PAID = "paid", _("paid")
    CANCELLED = "cancelled", _("cancelled by a credit note")


class InvoiceKind(models.TextChoices):
    INVOICE = "invoice", _("invoice")
    CREDIT_NOTE = "credit-note", _("credit note")
