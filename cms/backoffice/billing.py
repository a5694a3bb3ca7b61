"""What the territory pays: its plan, who receives the invoices, the invoices themselves."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from kernel.accounts.requests import signed_in
from kernel.tenancy import current_territory
from kernel.ui.dates import date_format
from tenants.billing import gateway, paying
from tenants.billing.downloads import electronic_response, paper_response
from tenants.billing.electronic.documents import is_electronic
from tenants.billing.enums import Interval, SubscriptionState
from tenants.billing.forms import IntervalForm, ProfileForm
from tenants.billing.models import Invoice, StripeInvoice, Subscription
from tenants.billing.plans import PRICE_LIST, in_interval, price_for
from tenants.billing.selectors import Account, account_of
from tenants.billing.seller import NoSeller
from tenants.billing.services import PILOTS, choose_interval, save_profile
from tenants.billing.standing import RESTING
from tenants.billing.tasks import follow_details, follow_interval
from tenants.billing.words import in_euros
from tenants.registry.models import Territory


def _territory(request: HttpRequest) -> Territory:
    here = current_territory()
    if here is None or not request.user.has_perm(PILOTS):
        raise PermissionDenied
    return Territory.objects.get(pk=here.id)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def billing(request: HttpRequest) -> HttpResponse:
    """The account, and the form of who receives the invoices."""
    territory = _territory(request)
    account = account_of(territory_id=territory.pk)
    form = ProfileForm(request.POST or None, instance=account.profile, initial={"country": territory.country})
    if request.method == "POST" and form.is_valid():
        save_profile(territory=territory, values=form.cleaned_data)
        if account.subscription and account.subscription.by_stripe:
            follow_details.delay_on_commit(territory_id=territory.pk)
        messages.success(request, _("The billing details are saved. They hold for the next invoices."))
        return HttpResponseRedirect(request.path)
    return _page(request, account, form)


@require_POST
def interval(request: HttpRequest) -> HttpResponse:
    territory = _territory(request)
    form = IntervalForm(request.POST)
    if form.is_valid():
        chosen = Interval(form.cleaned_data["interval"])
        today = timezone.localdate()
        choose_interval(territory=territory, interval=chosen, by=signed_in(request), today=today)
        follow_interval.delay_on_commit(territory_id=territory.pk)
        messages.success(request, _("Noted. The next invoice follows your choice."))
    return HttpResponseRedirect(reverse("backoffice_billing:account"))


@require_POST
def pay(request: HttpRequest) -> HttpResponse:
    """Through Stripe: `how` is `card`, `transfer`, or `portal` for the page where both are changed.

    Its pages are reached by a link: the policy of ours lets no form lead away from the site.
    """
    territory, back = _territory(request), request.build_absolute_uri(reverse("backoffice_billing:account"))
    try:
        match request.POST.get("how"):
            case "card":
                address = paying.start_checkout(
                    territory=territory, now=timezone.now(), success_url=back, cancel_url=back
                )
            case "portal":
                address = paying.portal_url(territory=territory, return_url=back)
            case "transfer":
                paying.start_invoices(territory=territory, by=signed_in(request), now=timezone.now())
                messages.success(request, _("Invoices will come by e-mail, to be paid by transfer."))
                return HttpResponseRedirect(back)
            case _:
                raise Http404
    except paying.DetailsMissing:
        messages.error(request, _("First give the billing details below: who receives the invoices."))
    except paying.AlreadyPaying:
        messages.error(request, _("You pay already. Cards and addresses are changed on the payment page."))
    except (gateway.PaymentServiceFailed, NoSeller):
        messages.error(
            request, _("The payment service does not answer. Nothing was changed: please try again later.")
        )
    else:
        return render(request, "backoffice/payment_page.html", {"address": address, **_header()})
    return HttpResponseRedirect(back)


@require_GET
def invoice(request: HttpRequest, number: str) -> HttpResponse:
    """One of the territory's own invoices, on paper."""
    return paper_response(_invoice(request, number))


@require_GET
def electronic(request: HttpRequest, number: str) -> HttpResponse:
    """One of the territory's own invoices, for machines."""
    return electronic_response(_invoice(request, number))


def _invoice(request: HttpRequest, number: str) -> Invoice:
    ours = Invoice.objects.filter(territory=_territory(request)).select_related("corrects")
    return get_object_or_404(ours, number=number)


def _page(request: HttpRequest, account: Account, form: ProfileForm) -> HttpResponse:
    subscription = account.subscription
    context: dict[str, Any] = {
        "account": account,
        "subscription": subscription,
        "rests": subscription is not None and subscription.territory.state in RESTING,
        "waiting": _waiting(account),
        "late": subscription is not None and subscription.state == SubscriptionState.LATE,
        "ended": subscription is not None and subscription.state == SubscriptionState.ENDED,
        "price": in_euros(subscription.price_cents) if subscription else "",
        "next_price": in_euros(subscription.next_price_cents or 0) if subscription else "",
        "interval_form": subscription and _interval_form(subscription),
        "form": form,
        "through_stripe": gateway.is_open(),
        "tiers": [
            {
                "up_to": tier.up_to,
                "gigabytes": tier.gigabytes,
                "month": in_euros(tier.monthly_cents),
                "year": in_euros(price_for(tier.up_to or 10**9, Interval.YEAR)),
                "ours": tier == account.tier,
            }
            for tier in PRICE_LIST
        ],
        "invoices": [
            {
                "number": one.number,
                "issued_on": one.issued_on,
                "due_on": one.due_on,
                "total": in_euros(one.total_cents),
                "state": _("overdue") if _is_overdue(one) else one.standing,
                "url": reverse("backoffice_billing:invoice", args=[one.number]),
                "electronic_url": reverse("backoffice_billing:electronic", args=[one.number])
                if is_electronic(one)
                else "",
            }
            for one in account.invoices
        ]
        + [
            {
                "number": one.number or one.id,
                "issued_on": one.issued_on,
                "due_on": one.due_on,
                "total": in_euros(one.total_cents),
                "state": one.standing,
                "url": (one.page_url if one.is_open else one.pdf_url) or one.page_url,
                "electronic_url": "",
            }
            for one in account.stripe_invoices
        ],
        **_header(),
    }
    return render(request, "backoffice/billing.html", context)


def _interval_form(subscription: Subscription) -> IntervalForm:
    """What each costs, as it was agreed, and from when a choice holds."""
    was = Interval(subscription.interval)
    cents = {one: in_interval(subscription.price_cents, was=was, becomes=one) for one in Interval}
    prices = {
        str(one): _("%(price)s before VAT") % {"price": in_euros(price)} for one, price in cents.items()
    }
    day = max(subscription.period_end or subscription.trial_ends_on, timezone.localdate())
    said = _("A choice holds from the next period on, %(day)s: what is paid until then stays as it is.")
    return IntervalForm(
        initial={"interval": subscription.next_interval or was},
        prices=prices,
        said=said % {"day": date_format(day, "DATE_FORMAT")},
    )


def _waiting(account: Account) -> list[dict[str, Any]]:
    """Invoices whose day has passed, the oldest first."""
    everything: list[Invoice | StripeInvoice] = [*account.invoices, *account.stripe_invoices]
    overdue = [one for one in everything if _is_overdue(one)]
    return [
        {"number": one.number, "total": in_euros(one.total_cents), "due_on": one.due_on}
        for one in reversed(overdue)
    ]


def _is_overdue(one: Invoice | StripeInvoice) -> bool:
    return bool(one.is_open and one.due_on and one.due_on < timezone.localdate())


def _header() -> dict[str, Any]:
    title = _("What we pay")
    return {
        "page_title": title,
        "header_title": title,
        "header_icon": "doc-full",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
    }


app_name = "backoffice_billing"
urlpatterns = [
    path("", billing, name="account"),
    path("rythme/", interval, name="interval"),
    path("payer/", pay, name="pay"),
    path("<str:number>.pdf", invoice, name="invoice"),
    path("<str:number>.xml", electronic, name="electronic"),
]
