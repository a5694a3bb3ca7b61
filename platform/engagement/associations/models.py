"""Associations of a territory and the people who act for them. Schema: territory."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.accounts.models import User
from kernel.company_numbers import CLEANERS, format_number


class AssociationState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    PUBLISHED = "published", _("Published")
    SUSPENDED = "suspended", _("Suspended")


class Public(models.TextChoices):
    """The people an association or a mission serves."""

    EVERYONE = "everyone", _("Everyone")
    CHILDREN = "children", _("Children")
    YOUTH = "youth", _("Young people")
    FAMILIES = "families", _("Families")
    ELDERLY = "elderly", _("Elderly people")
    DISABLED = "disabled-people", _("People with a disability")
    ISOLATED = "isolated-people", _("Isolated people")
    MIGRANTS = "migrants", _("Exiled people")
    JOBSEEKERS = "jobseekers", _("Jobseekers")
    HOMELESS = "homeless-people", _("Homeless people")
    PATIENTS = "patients", _("Sick people")
    LOW_INCOME = "low-income", _("People on low incomes")
    ASSOCIATIONS = "associations", _("Other associations")


class AssociationQuerySet(models.QuerySet["Association"]):
    def published(self) -> AssociationQuerySet:
        return self.filter(state=AssociationState.PUBLISHED)

    def managed_by(self, user: User) -> AssociationQuerySet:
        return self.filter(memberships__user=user, memberships__role=MembershipRole.MANAGER)


class Association(models.Model):
    """A body that needs volunteers. `email` and `phone` are never shown: contact goes through the platform."""

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("address"), max_length=180, unique=True)
    summary = models.CharField(_("in one sentence"), max_length=280)
    description = models.TextField(_("description"), blank=True)
    causes = ArrayField(models.CharField(max_length=40), verbose_name=_("causes"), default=list, blank=True)
    publics = ArrayField(
        models.CharField(max_length=40), verbose_name=_("people served"), default=list, blank=True
    )
    commune = models.ForeignKey(
        "geography.Commune", verbose_name=_("commune"), on_delete=models.PROTECT, related_name="+"
    )
    street = models.CharField(_("street and number"), max_length=160, blank=True)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    action_communes = ArrayField(
        models.CharField(max_length=8), verbose_name=_("communes of action"), default=list, blank=True
    )
    rna = models.CharField(_("RNA number"), max_length=10, blank=True)
    siren = models.CharField(_("SIREN number"), max_length=9, blank=True)
    siret = models.CharField(_("SIRET number"), max_length=14, blank=True)
    bce = models.CharField(_("BCE number"), max_length=10, blank=True)
    register = models.CharField(_("register of associations"), max_length=80, blank=True)
    week_hours = models.JSONField(_("hours in the week"), default=dict, blank=True)
    opening_hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    logo = models.FileField(_("logo"), upload_to="associations", blank=True)
    social_links = ArrayField(models.URLField(), verbose_name=_("social networks"), default=list, blank=True)
    founded_year = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    stays_local = models.BooleanField(
        _("its missions are shown in this territory only"), default=False, db_default=False
    )
    #: Chance that a request is answered in time, as noted every night (`participations.promise`); None: not known yet.
    answers = models.FloatField(_("chance of an answer"), null=True, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=AssociationState, default=AssociationState.DRAFT
    )
    state_since = models.DateTimeField(_("in this state since"), db_default=Now())
    reason = models.TextField(_("the team’s reason"), blank=True)
    had_manager = models.BooleanField(
        _("had a manager when last looked at"), default=False, db_default=False, editable=False
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="associations", verbose_name=_("members")
    )

    objects = AssociationQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "association")
        verbose_name_plural = _("associations")
        ordering = ["name"]
        indexes = [
            GinIndex(fields=["causes"], name="association_causes"),
            GinIndex(fields=["publics"], name="association_publics"),
            GinIndex(fields=["action_communes"], name="association_action_communes"),
            models.Index(fields=["latitude", "longitude"], name="association_position"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answers__isnull=True) | Q(answers__range=(0, 1)), name="association_answers"
            ),
            *(
                models.UniqueConstraint(
                    fields=[number], condition=~Q(**{number: ""}), name=f"association_{number}_once"
                )
                for number in ("rna", "siret", "bce", "register")
            ),
            # The local sections of one body share its SIREN, each with a SIRET of its own.
            models.UniqueConstraint(
                fields=["siren"], condition=~Q(siren="") & Q(siret=""), name="association_siren_once"
            ),
            models.CheckConstraint(
                condition=Q(siret="") | Q(siret__startswith=F("siren")), name="association_siret_of_siren"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("associations:detail", kwargs={"slug": self.slug})

    @property
    def numbers(self) -> list[tuple[Any, str]]:
        """Its numbers as (label, text as people write it). A SIRET says the SIREN too."""
        kinds = [kind for kind in CLEANERS if getattr(self, kind) and not (kind == "siren" and self.siret)]
        return [
            (
                cast("models.CharField[str, str]", self._meta.get_field(kind)).verbose_name,
                format_number(kind, getattr(self, kind)),
            )
            for kind in kinds
        ]


class MembershipRole(models.TextChoices):
    MEMBER = "member", _("Member")
    MANAGER = "manager", _("Manager")


class Membership(models.Model):
    """What a person may do for an association."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=MembershipRole, default=MembershipRole.MEMBER)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["association", "user"], name="membership_once"),
            models.CheckConstraint(condition=Q(role__in=["member", "manager"]), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.association_id} ({self.role})"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        """Neither accepted nor revoked; those that have run out can be sent again."""
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(models.Model):
    """A link by e-mail that makes whoever holds the address a member. Only a digest of its secret is kept."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=10, choices=MembershipRole)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["expires_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "association",
                Lower("email"),
                condition=Q(accepted_at=None, revoked_at=None),
                name="association_invited_once",
            ),
            models.CheckConstraint(condition=Q(role__in=["member", "manager"]), name="invitation_role_known"),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk} to {self.association_id}"

    def has_run_out(self, now: datetime) -> bool:
        return self.expires_at <= now


class JoinRequest(models.Model):
    """Somebody who asks to act for an association; it goes once a manager has answered."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="join_requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    message = models.CharField(_("a few words"), max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["association", "user"], name="association_joined_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} asks {self.association_id}"


class TestimonialState(models.TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("testimonial", "Submitted")
    PUBLISHED = "published", pgettext_lazy("testimonial", "Published")
    REFUSED = "refused", pgettext_lazy("testimonial", "Refused")


class Testimonial(models.Model):
    """What somebody says of an association, given by a first name, with her consent."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="testimonials")
    first_name = models.CharField(_("first name"), max_length=60)
    text = models.TextField(_("what she or he says"), max_length=600)
    state = models.CharField(
        _("state"), max_length=10, choices=TestimonialState, default=TestimonialState.SUBMITTED
    )
    state_since = models.DateTimeField(_("in this state since"), db_default=Now())
    consented_at = models.DateTimeField(_("consent said to be given"))

    class Meta:
        verbose_name = _("testimonial")
        verbose_name_plural = _("testimonials")
        ordering = ["-state_since", "-pk"]
        indexes = [models.Index(fields=["association", "state"], name="testimonial_shown")]

    def __str__(self) -> str:
        return self.first_name
