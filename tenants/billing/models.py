"""What a territory owes and has paid. Schema: public. It holds the body that pays, never a citizen."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tenants.billing.enums import Interval, InvoiceKind, InvoiceState, Payment, SubscriptionState


class BillingProfile(models.Model):
    """Who receives a territory's invoices, with what its accounting asks for."""

    territory = models.OneToOneField("registry.Territory", models.CASCADE, related_name="billing_profile")
    legal_name = models.CharField(_("name of the body"), max_length=160)
    street = models.CharField(_("street and number"), max_length=160)
    postcode = models.CharField(_("postcode"), max_length=5)
    city = models.CharField(_("town"), max_length=80)
    country = models.CharField(
        _("country"), max_length=2, choices=[("FR", _("France")), ("BE", _("Belgium"))]
    )
    siret = models.CharField(_("SIRET number"), max_length=20, blank=True)
    bce = models.CharField(_("BCE number"), max_length=16, blank=True)
    vat_number = models.CharField(_("VAT number"), max_length=20, blank=True)
    service_code = models.CharField(
        _("service code"),
        max_length=100,
        blank=True,
        help_text=_("On Chorus Pro, when your body asks for one."),
    )
    purchase_order = models.CharField(
        _("purchase order number"), max_length=50, blank=True, help_text=_("It is written on each invoice.")
    )
    email = models.EmailField(_("e-mail address for invoices"))
    stripe_customer = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("billing details")
        verbose_name_plural = _("billing details")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stripe_customer"], condition=~Q(stripe_customer=""), name="billing_customer_once"
            ),
        ]

    def __str__(self) -> str:
        return self.legal_name

    def as_buyer(self) -> dict[str, str]:
        """What an invoice keeps of it."""
        fields = (
            "legal_name street postcode city country siret bce vat_number service_code purchase_order email"
        )
        return {field: getattr(self, field) for field in fields.split()}


class Subscription(models.Model):
    """How a territory pays, and until when. The price was agreed: it changes by an announced `next_price_cents`."""

    territory = models.OneToOneField("registry.Territory", models.CASCADE, related_name="subscription")
    state = models.CharField(max_length=8, choices=SubscriptionState, default=SubscriptionState.TRIAL)
    interval = models.CharField(_("paid"), max_length=5, choices=Interval, default=Interval.YEAR)
    payment = models.CharField(_("how"), max_length=8, choices=Payment, default=Payment.TRANSFER)
    population = models.PositiveIntegerField(help_text=_("inhabitants that the price is for"))
    price_cents = models.PositiveIntegerField(help_text=_("a period, before VAT"))
    trial_ends_on = models.DateField()
    anchor_day = models.PositiveSmallIntegerField(
        null=True, help_text=_("day of the month that periods begin on")
    )
    period_start = models.DateField(null=True)
    period_end = models.DateField(null=True, help_text=_("the first day that is not paid for"))
    next_population = models.PositiveIntegerField(null=True)
    next_price_cents = models.PositiveIntegerField(null=True)
    next_price_on = models.DateField(null=True)
    next_interval = models.CharField(max_length=5, choices=Interval, blank=True, default="", db_default="")
    next_interval_on = models.DateField(null=True, help_text=_("what Stripe is told by then"))
    stripe_id = models.CharField(max_length=64, blank=True)
    told_at = models.DateTimeField(null=True, help_text=_("when Stripe was asked what it says of it"))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stripe_id"], condition=~Q(stripe_id=""), name="billing_stripe_subscription_once"
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True, period_end__isnull=True)
                | Q(period_start__lt=F("period_end")),
                name="billing_period_has_days",
            ),
            models.CheckConstraint(
                condition=Q(
                    next_population__isnull=True, next_price_cents__isnull=True, next_price_on__isnull=True
                )
                | Q(
                    next_population__isnull=False,
                    next_price_cents__isnull=False,
                    next_price_on__isnull=False,
                ),
                name="billing_next_price_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(next_interval="", next_interval_on__isnull=True)
                | (~Q(next_interval="") & Q(next_interval_on__isnull=False)),
                name="billing_next_interval_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.territory_id}: {self.state}"

    @property
    def by_stripe(self) -> bool:
        """Whether Stripe makes the invoices. One that ended there is paid anew, or not."""
        return bool(self.stripe_id) and self.state != SubscriptionState.ENDED

    @property
    def running_interval(self) -> Interval:
        """What the period that runs was paid for: another choice holds from the next one on."""
        if self.period_start is None or self.period_end is None:
            return Interval(self.interval)
        return Interval.YEAR if (self.period_end - self.period_start).days > 31 else Interval.MONTH


class InvoiceQuerySet(models.QuerySet["Invoice"]):
    def open(self) -> Self:
        """Not paid yet."""
        return self.filter(kind=InvoiceKind.INVOICE, state=InvoiceState.OPEN)

    def to_pay_back(self) -> Self:
        """Credit notes of invoices that had been paid, whose money has not gone back yet."""
        return self.filter(kind=InvoiceKind.CREDIT_NOTE, state=InvoiceState.OPEN)


class Invoice(models.Model):
    """An invoice or a credit note of ours: numbered without a gap, and fixed once issued (a trigger sees to it).

    It outlives its territory: accounts are kept for ten years. `lines`: `{label, cents, start, end}`, the days where
    they are known; amounts in euro cents.
    """

    territory = models.ForeignKey("registry.Territory", models.SET_NULL, null=True, related_name="invoices")
    kind = models.CharField(max_length=11, choices=InvoiceKind, default=InvoiceKind.INVOICE)
    number = models.CharField(max_length=20, unique=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="credit_note")
    issued_on = models.DateField()
    due_on = models.DateField()
    lines = models.JSONField()
    net_cents = models.IntegerField()
    vat_rate = models.DecimalField(max_digits=4, decimal_places=1)
    vat_cents = models.IntegerField()
    total_cents = models.IntegerField()
    vat_mention = models.CharField(max_length=200, blank=True)
    buyer = models.JSONField()
    seller = models.JSONField()
    state = models.CharField(max_length=9, choices=InvoiceState, default=InvoiceState.OPEN)
    paid_on = models.DateField(null=True)
    payment_reference = models.CharField(max_length=80, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        ordering: ClassVar = ["-issued_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(total_cents=F("net_cents") + F("vat_cents")), name="billing_total_adds_up"
            ),
            models.CheckConstraint(
                condition=Q(kind=InvoiceKind.INVOICE, corrects__isnull=True)
                | Q(kind=InvoiceKind.CREDIT_NOTE, corrects__isnull=False),
                name="billing_credit_note_corrects",
            ),
            models.CheckConstraint(
                condition=~Q(state=InvoiceState.PAID) | Q(paid_on__isnull=False),
                name="billing_paid_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_note(self) -> bool:
        return self.kind == InvoiceKind.CREDIT_NOTE

    @property
    def is_open(self) -> bool:
        """Whether it is to be paid."""
        return not self.is_note and self.state == InvoiceState.OPEN

    @property
    def is_paid_back(self) -> bool:
        """Of a credit note: whether it gives money back, which the invoice had brought. Fixed when it is issued."""
        return self.is_note and self.due_on > self.issued_on

    @property
    def standing(self) -> str:
        """Where it stands, in words."""
        if not self.is_note:
            return self.get_state_display()
        if not self.is_paid_back:
            return self.get_kind_display()
        return str(_("to be paid back") if self.state == InvoiceState.OPEN else _("paid back"))


class InvoiceNumber(models.Model):
    """The last number given in a year. Its row is the lock that keeps numbers without a gap."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


#: What Stripe calls them, in our words. What it gave up is not to be paid on its page any more.
_STRIPE_STANDINGS = {
    "open": _("to be paid"),
    "paid": _("paid"),
    "void": _("void"),
    "uncollectible": _("given up"),
    "credited": _("cancelled by a credit note"),
}


class StripeInvoice(models.Model):
    """An invoice that Stripe made, as Stripe last told it."""

    id = models.CharField(primary_key=True, max_length=64)
    territory = models.ForeignKey(
        "registry.Territory", models.SET_NULL, null=True, related_name="stripe_invoices"
    )
    number = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=20)
    issued_on = models.DateField()
    due_on = models.DateField(null=True)
    total_cents = models.IntegerField()
    page_url = models.URLField(max_length=500, blank=True)
    pdf_url = models.URLField(max_length=500, blank=True)
    credited_cents = models.IntegerField(default=0, db_default=0)

    class Meta:
        ordering: ClassVar = ["-issued_on", "-pk"]

    def __str__(self) -> str:
        return self.number or self.id

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def standing(self) -> str:
        """Where it stands, in words."""
        if self.credited_cents >= self.total_cents > 0:
            return str(_STRIPE_STANDINGS["credited"])
        return str(_STRIPE_STANDINGS.get(self.state, self.state))


class StripeEvent(models.Model):
    """An event that Stripe sent: kept once, applied in a task. Of its contents only what it is about is kept."""

    id = models.CharField(primary_key=True, max_length=64)
    type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["received_at"], condition=Q(applied_at=None), name="billing_events_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.id}"


class StripeTaxRate(models.Model):
    """The id that Stripe gave to a rate of ours, so that it is made once."""

    key = models.CharField(primary_key=True, max_length=40)
    stripe_id = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.key
