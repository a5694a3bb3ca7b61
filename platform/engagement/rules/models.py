"""The rules that a territory sets for itself."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ModerationPolicy(models.TextChoices):
    BEFORE = "before", _("Read by the team before it is shown")
    AFTER = "after", _("Shown at once, read by the team afterwards")


class Outgoing(models.TextChoices):
    """How far missions of the territory are shown at most; the values are those of a mission's reach."""

    TERRITORY = "territory", _("Nowhere else")
    NEIGHBOURS = "neighbours", _("To neighbouring territories")
    NETWORK = "network", _("To the whole network")


class Incoming(models.TextChoices):
    """Whose missions the territory shows beside its own."""

    NONE = "none", _("Nobody else’s")
    NEIGHBOURS = "neighbours", _("Those of neighbouring territories")
    NETWORK = "network", _("Those of the whole network, the nearest first")


#: Territories are neighbours up to this distance: `matching.network.services.NEIGHBOUR_KM`.
FURTHEST_KM = 60
#: No territory lets a volunteer be invited more often in a month.
MOST_INVITATIONS = 20


class Rules(models.Model):
    """One row a territory; where there is none yet, the defaults hold."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    missions_are_read = models.CharField(
        _("missions"), max_length=6, choices=ModerationPolicy, default=ModerationPolicy.AFTER
    )
    events_are_read = models.CharField(
        _("events"), max_length=6, choices=ModerationPolicy, default=ModerationPolicy.AFTER
    )
    offers_are_read = models.CharField(
        _("offers of citizens"), max_length=6, choices=ModerationPolicy, default=ModerationPolicy.BEFORE
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to take a place that came free"),
        default=24,
        help_text=_("Then it is offered to the next person on the waiting list."),
    )
    reminder_hours = models.PositiveSmallIntegerField(_("hours before a slot, for the reminder"), default=48)
    nudge_days = models.PositiveSmallIntegerField(
        _("days without an answer before the association is reminded"), default=5
    )
    alert_days = models.PositiveSmallIntegerField(
        _("days without an answer before the team is alerted"), default=10
    )
    invitations_a_month = models.PositiveSmallIntegerField(
        _("invitations that a volunteer receives in a month, at most"),
        default=4,
        db_default=4,
        help_text=_("From all associations together, and only those who agreed to be found. 0: none at all."),
    )
    retention_months = models.PositiveSmallIntegerField(
        _("months without a visit before an account is erased"),
        default=24,
        help_text=_("The person is told a month and a week before."),
    )
    outgoing_reach = models.CharField(
        _("our missions are shown elsewhere"),
        max_length=12,
        choices=Outgoing,
        default=Outgoing.NETWORK,
        db_default=Outgoing.NETWORK,
        help_text=_("At most: a mission, or an association, may choose less."),
    )
    incoming_reach = models.CharField(
        _("we show missions of others"),
        max_length=12,
        choices=Incoming,
        default=Incoming.NETWORK,
        db_default=Incoming.NETWORK,
        help_text=_("Always after your own, and labelled with the territory they come from."),
    )
    incoming_km = models.PositiveSmallIntegerField(
        _("neighbours within, in kilometres"),
        default=FURTHEST_KM,
        db_default=FURTHEST_KM,
        help_text=_(
            "From one territory’s nearest commune to the other’s, when you show the neighbours’ only."
        ),
    )
    incoming_causes = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("only for these causes"),
        default=list,
        db_default=[],
        blank=True,
        help_text=_("None ticked: all causes."),
    )

    class Meta:
        verbose_name = _("rules of the territory")
        verbose_name_plural = _("rules of the territory")
        permissions = [("run_territory", _("Can run the territory: addresses, communes, export"))]
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="rules_one_row"),
            models.CheckConstraint(
                condition=Q(offer_hours__range=(1, 24 * 14)),
                name="rules_offer_hours",
                violation_error_message=_("Between 1 hour and 14 days (336 hours)."),
            ),
            models.CheckConstraint(
                condition=Q(nudge_days__gte=1, alert_days__gt=F("nudge_days")),
                name="rules_alert_after_nudge",
                violation_error_message=_("The team is alerted later than the association is reminded."),
            ),
            models.CheckConstraint(
                condition=Q(invitations_a_month__range=(0, MOST_INVITATIONS)),
                name="rules_invitations_a_month",
                violation_error_message=_("Between 0 and 20 invitations."),
            ),
            models.CheckConstraint(
                condition=Q(retention_months__range=(3, 120)),
                name="rules_retention",
                violation_error_message=_("Between 3 months and 10 years (120 months)."),
            ),
            models.CheckConstraint(
                condition=Q(incoming_km__range=(1, FURTHEST_KM)),
                name="rules_incoming_km",
                violation_error_message=_("Between 1 and 60 kilometres."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Rules of the territory"))
