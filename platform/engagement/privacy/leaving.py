"""A territory leaves the network: whoever has an account there is told in time to take a copy of her data."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format

from kernel.accounts.models import User
from kernel.mail import services as mail
from kernel.mail.models import OutgoingMail
from tenants.registry.models import Territory
from tenants.registry.telling import operators

CLOSES, STAYS = "privacy_site_closes", "privacy_site_stays"
#: A notice that is taken back at once frightens nobody.
WAIT = timedelta(days=1)


def tell_that_it_closes(*, territory: Territory, now: datetime) -> int:
    """Tell who has an account in the territory at hand that it is deleted with the site, once for a notice.

    Its operators were told already. Found anew each time: what dies in the middle goes on. Returns how many.
    """
    since = territory.state_since
    if territory.leaves_on is None or since is None or now < since + WAIT:
        return 0
    key = f"{since:%Y-%m-%dT%H:%M:%S}"
    told = OutgoingMail.objects.filter(kind=CLOSES, key=key).values("to")
    people = User.objects.filter(is_active=True).exclude(email__in=told).exclude(pk__in=operators())
    context = {"day": date_format(territory.leaves_on), "path": reverse("privacy:my_data")}
    return sum(
        mail.send(template=CLOSES, to=user, context=context | {"first_name": user.first_name}, key=key)
        is not None
        for user in list(people)
    )


def tell_that_it_stays() -> int:
    """Tell those who were told the contrary, once. Returns how many."""
    told = 0
    for letter in OutgoingMail.objects.filter(kind=CLOSES, user__isnull=False).select_related("user"):
        assert letter.user is not None
        context = {"first_name": letter.user.first_name, "path": reverse("account_login")}
        told += mail.send(template=STAYS, to=letter.user, context=context, key=letter.key) is not None
    return told
