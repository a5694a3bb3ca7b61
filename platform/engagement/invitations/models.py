"""That an association asked a volunteer for one of its missions, and what she said. Schema: territory.

Where the two are of different territories, each holds its side: `SentAway` at the mission's, `FromAway` at hers. They
share `code` and nothing else.
"""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.rules.models import MOST_INVITATIONS


class Answer(models.TextChoices):
    NONE = "", _("No answer yet")
    ACCEPTED = "accepted", pgettext_lazy("an invitation", "Said yes")
    DECLINED = "declined", pgettext_lazy("an invitation", "Said no")


class MissionInvitation(models.Model):
    """Once for a person and a mission. What is said about it is in `conversation`.

    It is the `number`th that she received in its `month` (its first day): no two can be the same, so that two
    associations that invite her at once cannot both take the last that the territory's rules allow.
    """

    mission = models.ForeignKey("missions.Mission", on_delete=models.CASCADE, related_name="invitations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mission_invitations"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    conversation = models.ForeignKey(
        "messaging.Conversation", on_delete=models.SET_NULL, related_name="+", null=True
    )
    sent_at = models.DateTimeField(_("sent"))
    month = models.DateField()
    number = models.PositiveSmallIntegerField()
    answer = models.CharField(_("answer"), max_length=8, choices=Answer, default=Answer.NONE, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation to a mission")
        verbose_name_plural = _("invitations to missions")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["mission", "user"], name="mission_invitation_once"),
            models.UniqueConstraint(fields=["user", "month", "number"], name="mission_invitation_number"),
            models.CheckConstraint(
                condition=Q(number__range=(1, MOST_INVITATIONS)), name="mission_invitation_most"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | Q(answer__in=["accepted", "declined"], answered_at__isnull=False),
                name="mission_invitation_answer_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.mission_id}"

    def get_absolute_url(self) -> str:
        return reverse("invitations:answer", kwargs={"pk": self.pk})


class Refrain(models.Model):
    """A person asked not to be invited by an association any more."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="refrains")
    association = models.ForeignKey(
        "associations.Association", on_delete=models.CASCADE, related_name="refrains"
    )
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("association that no longer invites somebody")
        verbose_name_plural = _("associations that no longer invite somebody")
        ordering = ["association__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "association"], name="refrain_once")]

    def __str__(self) -> str:
        return f"{self.association_id} for {self.user_id}"


class FarAnswer(models.TextChoices):
    NONE = "", _("No answer yet")
    ACCEPTED = "accepted", pgettext_lazy("an invitation", "Said yes")
    DECLINED = "declined", pgettext_lazy("an invitation", "Said no")
    #: Her territory did not pass it on; it does not say why.
    LOST = "lost", _("Cannot be invited at the moment")


class SentAway(models.Model):
    """At the mission's territory: that somebody of another one was asked, of whom nothing is known but her card.

    `trace` is made of the card and the mission with a key of this schema: it says that she was asked for this mission
    already, and can be joined to nothing, here or in another territory. Once she said yes and came, by her pass,
    `invitation` is hers like anybody's.
    """

    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    mission = models.ForeignKey("missions.Mission", on_delete=models.CASCADE, related_name="sent_away")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    home = models.CharField(max_length=40)
    home_name = models.CharField(max_length=80)
    trace = models.CharField(max_length=32)
    words = models.TextField()
    sent_at = models.DateTimeField(_("sent"))
    answer = models.CharField(
        _("answer"), max_length=8, choices=FarAnswer, default=FarAnswer.NONE, blank=True
    )
    invitation = models.OneToOneField(
        MissionInvitation, on_delete=models.SET_NULL, related_name="away", null=True
    )

    class Meta:
        verbose_name = _("invitation sent to another territory")
        verbose_name_plural = _("invitations sent to other territories")
        ordering = ["-sent_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["mission", "trace"], name="sent_away_once")]

    def __str__(self) -> str:
        return f"{self.mission_id} to {self.home}"


class FromAway(models.Model):
    """At her territory: an association of another one (`host`, its short name) asks her, whom it does not know.

    Counted with the others: it is the `number`th that she received in its `month`. `mission_key` and `association_key`
    are numbers at the host. `refrains`: she wants no more from this association.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations_from_away"
    )
    code = models.UUIDField(unique=True, editable=False)
    host = models.CharField(max_length=40)
    host_name = models.CharField(max_length=80)
    mission_key = models.BigIntegerField()
    mission_title = models.CharField(max_length=140)
    association_key = models.BigIntegerField()
    association_name = models.CharField(max_length=160)
    words = models.TextField()
    sent_at = models.DateTimeField(_("sent"))
    month = models.DateField()
    number = models.PositiveSmallIntegerField()
    answer = models.CharField(_("answer"), max_length=8, choices=Answer, default=Answer.NONE, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    refrains = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("invitation from another territory")
        verbose_name_plural = _("invitations from other territories")
        ordering = ["answer", "-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "host", "mission_key"], name="from_away_once"),
            models.UniqueConstraint(fields=["user", "month", "number"], name="from_away_number"),
            models.CheckConstraint(condition=Q(number__range=(1, MOST_INVITATIONS)), name="from_away_most"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | Q(answer__in=["accepted", "declined"], answered_at__isnull=False),
                name="from_away_answer_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} from {self.host}"

    def get_absolute_url(self) -> str:
        return reverse("invitations:from_away", kwargs={"pk": self.pk})
