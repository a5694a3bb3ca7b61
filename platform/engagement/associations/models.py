"""Associations of a territory and the people who act for them. Schema: territory."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.accounts.models import User


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
    opening_hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    founded_year = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=AssociationState, default=AssociationState.DRAFT
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
            models.Index(fields=["latitude", "longitude"], name="association_position"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("associations:detail", kwargs={"slug": self.slug})


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
