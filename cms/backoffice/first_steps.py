"""What a new territory does first. Each point ticks itself, from what there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.pages.models import HomePage, NewsIndexPage, NewsPage
from engagement.associations.models import Association
from engagement.charter.selectors import current_charter
from engagement.missions.models import Mission
from kernel.accounts.models import User
from kernel.tenancy import current_territory
from tenants.billing.models import BillingProfile
from themes.branding.models import Brand


@dataclass(frozen=True, slots=True)
class FirstStep:
    label: str
    why: str
    url: str
    done: bool


def first_steps(*, now: datetime) -> list[FirstStep]:
    """The list, in the order that one does it. A constant number of queries."""
    territory = current_territory()
    home = HomePage.objects.order_by("path").first()
    news = NewsIndexPage.objects.order_by("path").first()
    # The starter pages were published as they were made, and have no revision.
    rewritten = bool(home and home.latest_revision_id)
    team = User.objects.filter(is_active=True, groups__isnull=False).distinct().count() > 1
    billed = territory is not None and BillingProfile.objects.filter(territory_id=territory.id).exists()
    return [
        FirstStep(
            _("Your logo"),
            _("The mesh of your communes stands in for it."),
            reverse("backoffice_brand"),
            Brand.objects.exclude(logo="").exists(),
        ),
        FirstStep(
            _("Your words on the home page"),
            _("It opens with ours."),
            reverse("wagtailadmin_pages:edit", args=[home.pk]) if home else "",
            rewritten,
        ),
        FirstStep(
            _("A first article"),
            _("What is new, what is sought: two paragraphs are enough."),
            reverse("wagtailadmin_pages:add", args=["pages", "newspage", news.pk]) if news else "",
            NewsPage.objects.filter(live=True).exclude(latest_revision=None).exists(),
        ),
        FirstStep(
            _("The charter"),
            _("A draft waits for you: make it yours, publish it, and contributors sign it."),
            reverse("backoffice_charter:index"),
            current_charter() is not None,
        ),
        FirstStep(
            _("Your team"),
            _("Whoever writes, moderates or mediates with you."),
            reverse("wagtailusers_users:add"),
            team,
        ),
        FirstStep(
            _("A first association"),
            _("Invite them to sign up, or bring in a list."),
            reverse("backoffice_import"),
            Association.objects.published().exists(),
        ),
        FirstStep(
            _("A first mission"),
            _("Associations write them; the help says how to ask well."),
            reverse("backoffice_help"),
            Mission.objects.current(now).exists(),
        ),
        FirstStep(
            _("Where invoices go"),
            _("Before the trial ends."),
            reverse("backoffice_billing:account"),
            billed,
        ),
    ]
