"""The network's register of territories, their communes and their addresses. Schema: public."""

from __future__ import annotations

import secrets

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

from kernel.tenancy import OPEN_STATES, TerritoryContext, TerritoryState
from tenants.registry.enums import ALIVE, HELD, OPERATOR_ROLE, ClaimState

SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
SCHEMA_NAME = r"^t_[a-z0-9_]{1,40}$"
#: What `kernel.tenancy.hosts.normalise_host` makes of a name; another spelling would never be found.
HOST = r"^[a-z0-9._-]+$"


class TerritoryKind(models.TextChoices):
    LOCAL_ACTION_GROUP = "gal", _("Local action group (GAL)")
    DEPARTEMENT = "departement", _("Département")
    CITY = "city", _("City")
    INTERCOMMUNALITY = "intercommunality", _("Intercommunality")


class TerritoryQuerySet(models.QuerySet["Territory"]):
    def open(self) -> TerritoryQuerySet:
        """Those whose site answers."""
        return self.filter(state__in=OPEN_STATES)

    def listed(self) -> TerritoryQuerySet:
        """Those of them that the network names: a territory that somebody opened by herself is looked at first."""
        return self.open().filter(listed=True)

    def followed_by(self, release: str) -> TerritoryQuerySet:
        """Those whose tables are what this release expects."""
        return self.exclude(behind=release)


#: New, or renamed by its operators, and not looked at by the network since.
AWAITS_LOOK = Q(listed=False, reviewed_at=None) | Q(
    Q(reviewed_at=None) | Q(reviewed_at__lt=F("renamed_at")), renamed_at__isnull=False
)


class Territory(TenantMixin):
    """One branded instance. Its people and its pages live in the schema `schema_name`, which never changes."""

    auto_create_schema = False
    auto_drop_schema = False

    slug = models.CharField(_("short name"), max_length=40, unique=True, validators=[RegexValidator(SLUG)])
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=20, choices=TerritoryKind)
    country = models.CharField(_("country"), max_length=2, choices=[("FR", "France"), ("BE", "Belgique")])
    timezone = models.CharField(_("time zone"), max_length=40, default="Europe/Paris")
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=[
            (TerritoryState.OPENING.value, _("opening")),
            (TerritoryState.TRIAL.value, _("on trial")),
            (TerritoryState.LIVE.value, _("open")),
            (TerritoryState.LATE.value, _("open, payment late")),
            (TerritoryState.SUSPENDED.value, _("suspended")),
            (TerritoryState.ARCHIVED.value, _("archived")),
            (TerritoryState.LEAVING.value, _("leaving the network")),
            (TerritoryState.GONE.value, _("gone")),
        ],
        default=TerritoryState.OPENING.value,
    )
    state_since = models.DateTimeField(_("in this state since"), null=True, blank=True)
    trial_ends_on = models.DateField(_("last day of the trial"), null=True, blank=True)
    leaves_on = models.DateField(_("day on which everything is deleted"), null=True, blank=True)
    notice_by = models.CharField(
        _("role that gave the notice"), max_length=16, blank=True, default="", db_default=""
    )
    communes = models.ManyToManyField(
        "geography.Commune",
        verbose_name=_("communes"),
        related_name="territories",
        through="TerritoryCommune",
    )
    behind = models.CharField(
        _("release that this territory could not follow"),
        max_length=32,
        blank=True,
        default="",
        db_default="",
    )
    behind_because = models.TextField(_("why it could not"), blank=True, default="", db_default="")
    listed = models.BooleanField(_("named by the network"), default=True, db_default=True)
    reviewed_at = models.DateTimeField(_("looked at by the network"), null=True, blank=True)
    renamed_at = models.DateTimeField(_("renamed by its operators"), null=True, blank=True)
    latitude = models.FloatField(_("latitude of the centre"))
    longitude = models.FloatField(_("longitude of the centre"))
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        constraints = [
            models.CheckConstraint(
                condition=Q(schema_name__regex=SCHEMA_NAME), name="territory_schema_name_form"
            ),
            models.CheckConstraint(condition=Q(slug__regex=SLUG), name="territory_slug_form"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_resigning(self) -> bool:
        """Whether it leaves by its own operators' notice, which they may take back."""
        return self.state == TerritoryState.LEAVING and self.notice_by == OPERATOR_ROLE

    @property
    def awaits_look(self) -> bool:
        """As `AWAITS_LOOK`: the network should look at it."""
        if self.renamed_at and (self.reviewed_at is None or self.reviewed_at < self.renamed_at):
            return True
        return not self.listed and self.reviewed_at is None

    def context(self) -> TerritoryContext:
        """The immutable value that requests, tasks and caches carry. Costs one query unless `domains` is prefetched."""
        primary = next((d.domain for d in self.domains.all() if d.is_primary), "")
        return TerritoryContext(
            id=self.pk,
            schema_name=self.schema_name,
            slug=self.slug,
            name=self.name,
            kind=self.kind,
            country=self.country,
            timezone=self.timezone,
            state=self.state,
            primary_host=primary,
            behind=self.behind,
        )


class TerritoryCommune(models.Model):
    """A commune of a territory. Territories may overlap: a city inside its département."""

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE)
    commune = models.ForeignKey("geography.Commune", on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["territory", "commune"], name="territory_commune_once"),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} in {self.territory_id}"


class ShortPath(models.Model):
    """A path on the portal that leads to a territory, for what is printed: `/novardenne`, `/gal-novardenne`."""

    path = models.CharField(max_length=80, primary_key=True)
    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="short_paths")

    def __str__(self) -> str:
        return f"/{self.path}"


class Domain(DomainMixin):
    """A host name at which a territory answers, normalised (lower case, punycode).

    One is primary; the others, former names among them, redirect to it.
    """

    class Meta:
        verbose_name = _("domain")
        verbose_name_plural = _("domains")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant"], condition=Q(is_primary=True), name="domain_one_primary_per_territory"
            ),
            models.CheckConstraint(condition=Q(domain__regex=HOST), name="domain_is_normalised"),
        ]


def new_token() -> str:
    """160 bits that nobody guesses, in letters that every registrar's form takes."""
    return secrets.token_hex(20)


class DomainClaim(models.Model):
    """That a territory says a domain is its own, and what the DNS says of it.

    Nothing is routed by it: a `Domain` is made once the claim is proved. Its token is its own: who claims the same
    domain again, or a domain that another territory let go, is given a new one.
    """

    territory = models.ForeignKey(Territory, on_delete=models.CASCADE, related_name="claims")
    host = models.CharField(_("domain"), max_length=253)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    state = models.CharField(max_length=10, choices=ClaimState, default=ClaimState.PENDING)
    claimed_at = models.DateTimeField(_("announced"))
    verified_at = models.DateTimeField(_("verified"), null=True)
    warned_at = models.DateTimeField(_("no longer proved since"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    checked_at = models.DateTimeField(_("last checked"), null=True)
    next_check_at = models.DateTimeField(_("checked again"))
    finding = models.JSONField(_("what the DNS said last"), default=dict)

    class Meta:
        verbose_name = _("claim of a domain")
        verbose_name_plural = _("claims of domains")
        ordering = ["host", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "host"],
                condition=Q(state__in=ALIVE),
                name="claim_alive_once_a_territory",
            ),
            models.UniqueConstraint(fields=["host"], condition=Q(state__in=HELD), name="claim_held_once"),
            models.CheckConstraint(condition=Q(host__regex=HOST), name="claim_host_is_normalised"),
        ]
        indexes = [
            models.Index(fields=["next_check_at"], condition=Q(state__in=ALIVE), name="claims_to_check"),
        ]

    def __str__(self) -> str:
        return self.host

    @property
    def is_alive(self) -> bool:
        return self.state in ALIVE

    @property
    def is_held(self) -> bool:
        return self.state in HELD
