"""Masked conversations: what is said, who has read it, what each side decided. Schema: territory."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.associations.models import Association
from kernel.accounts.models import User

#: Below the territory's media; `kernel.tenancy.media` serves nothing of it.
FOLDER = "conversations"
LONGEST_MESSAGE = 5000


class Side(models.TextChoices):
    """Who speaks: `association` is the first side (an association, or a `peer` in its place), `other` the second."""

    ASSOCIATION = "association", _("the association")
    OTHER = "other", _("the other side")

    @property
    def opposite(self) -> Side:
        return Side.OTHER if self == Side.ASSOCIATION else Side.ASSOCIATION


class Topic(models.TextChoices):
    """What a conversation may be about, besides nothing in particular."""

    MISSION = "mission", pgettext_lazy("model", "mission")
    PARTICIPATION = "participation", _("participation")
    OFFER = "offer", pgettext_lazy("model", "offer")
    EVENT = "event", pgettext_lazy("model", "event")


class Conversation(models.Model):
    """Between an association and a citizen (`person`) or a second association (`partner`); or between two citizens.

    Of two citizens, `peer` stands where an association would: who answers what `person` offers.

    `pair` names the two sides whatever their order, so that a block holds for all their conversations. The topic is a
    kind, a number and the title as it was then: the thing itself may be gone. One conversation at a time is open
    between two sides about one thing, whoever begins.
    """

    association = models.ForeignKey(
        "associations.Association", on_delete=models.CASCADE, related_name="conversations", null=True
    )
    peer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="conversations", null=True
    )
    partner = models.ForeignKey(
        "associations.Association", on_delete=models.CASCADE, related_name="+", null=True
    )
    pair = models.CharField(max_length=60, db_index=True)
    subject = models.CharField(_("subject"), max_length=160)
    topic_kind = models.CharField(max_length=16, choices=Topic, blank=True)
    topic_id = models.PositiveBigIntegerField(null=True)
    topic_title = models.CharField(max_length=200, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    started_at = models.DateTimeField()
    last_message_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    #: Then neither side opens it again.
    closed_by_team = models.BooleanField(default=False)

    class Meta:
        verbose_name = pgettext_lazy("model", "conversation")
        verbose_name_plural = _("conversations")
        ordering = ["-last_message_at", "-pk"]
        indexes = [
            models.Index(fields=["association", "-last_message_at"], name="conversation_association"),
            models.Index(fields=["person", "-last_message_at"], name="conversation_person"),
            models.Index(fields=["peer", "-last_message_at"], name="conversation_peer"),
            models.Index(fields=["partner", "-last_message_at"], name="conversation_partner"),
            models.Index(fields=["started_by", "-started_at"], name="conversation_started"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(partner__isnull=True), name="conversation_two_sides"
            ),
            models.CheckConstraint(
                condition=Q(partner__isnull=True) | ~Q(partner=F("association")),
                name="conversation_not_alone",
            ),
            models.CheckConstraint(
                condition=Q(association__isnull=True, partner__isnull=True)
                | Q(association__isnull=False, peer__isnull=True),
                name="conversation_peer_or_association",
            ),
            models.CheckConstraint(
                condition=Q(peer__isnull=True) | ~Q(peer=F("person")), name="conversation_peer_is_another"
            ),
            models.UniqueConstraint(
                fields=["pair", "topic_kind", "topic_id"],
                condition=Q(closed_at__isnull=True),
                nulls_distinct=False,
                name="conversation_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.pk})"

    def get_absolute_url(self) -> str:
        return reverse("messaging:thread", kwargs={"pk": self.pk})

    def party(self, side: str) -> str:
        """Who stands on a side, in the spelling of `pair`; empty for a person whose account is gone."""
        first = side == Side.ASSOCIATION
        association_id = self.association_id if first else self.partner_id
        citizen_id = self.peer_id if first else self.person_id
        return f"a{association_id}" if association_id else f"p{citizen_id}" if citizen_id else ""

    def association_on(self, side: str) -> Association | None:
        """None where a citizen speaks for herself."""
        return self.association if side == Side.ASSOCIATION else self.partner

    def citizen_on(self, side: str) -> User | None:
        """None where an association speaks, or once the citizen's account is gone."""
        return self.peer if side == Side.ASSOCIATION else self.person


def pair_of(one: Association | User, other: Association | User) -> str:
    """The two parties together, the same whoever began: `Conversation.pair` and `Block.pair`."""
    return " ".join(sorted(f"{'p' if isinstance(party, User) else 'a'}{party.pk}" for party in (one, other)))


class Message(models.Model):
    """What somebody wrote, with contact details hidden. `author` is empty once her account is gone."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    side = models.CharField(max_length=12, choices=Side)
    body = models.TextField(_("your message"), max_length=LONGEST_MESSAGE, blank=True)
    sent_at = models.DateTimeField()
    by_mail = models.BooleanField(default=False)
    #: Sent in the same words to each person on a mission, in a conversation of her own.
    to_all = models.BooleanField(default=False, db_default=False)
    #: A digest of an e-mail's Message-ID and writer: the same e-mail delivered twice is one message.
    mail_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001

    class Meta:
        verbose_name = pgettext_lazy("model", "message")
        verbose_name_plural = _("messages")
        ordering = ["sent_at", "pk"]
        indexes = [models.Index(fields=["conversation", "side", "sent_at"], name="message_of_side")]
        constraints = [models.CheckConstraint(condition=Q(side__in=Side.values), name="message_side_known")]

    def __str__(self) -> str:
        return f"{self.pk} in {self.conversation_id}"


class Attachment(models.Model):
    """A file that came with a message. Served to the two sides only, to be saved and never shown."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    file = models.FileField(upload_to=FOLDER, max_length=120)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class ReadMark(models.Model):
    """Up to when somebody has read a conversation."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="read_marks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "user"], name="read_mark_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.conversation_id}"


class ReplyAddress(models.Model):
    """Where one person answers one e-mail about one conversation. Of the secret, only its digest is kept."""

    digest = models.CharField(max_length=64, unique=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="reply_addresses")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="reply_address_made")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.conversation_id}"


class Reveal(models.Model):
    """Contact details that their owner chose to show to the other side of one conversation.

    Withdrawn, they are emptied; `seen_at` says whether the other side had read them.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="reveals")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=12, choices=Side)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    revealed_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("contact details shown")
        verbose_name_plural = _("contact details shown")
        ordering = ["revealed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=False, email="", phone="")
                | Q(revoked_at__isnull=True) & ~Q(email="", phone=""),
                name="reveal_holds_something_until_revoked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} in {self.conversation_id}"


class Block(models.Model):
    """`party` wants to hear nothing more of the other of its pair: neither writes, in any of their conversations."""

    pair = models.CharField(max_length=60)
    party = models.CharField(max_length=30)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    blocked_at = models.DateTimeField()

    class Meta:
        verbose_name = pgettext_lazy("model", "block")
        verbose_name_plural = _("blocks")
        constraints = [models.UniqueConstraint(fields=["pair", "party"], name="block_once")]

    def __str__(self) -> str:
        return self.pair


class ReportState(models.TextChoices):
    OPEN = "open", _("To be read")
    DISMISSED = "dismissed", _("Nothing to object to")
    UPHELD = "upheld", _("The team stepped in")


class Report(models.Model):
    """A side asks the team to read a conversation. While it is open, and then only, an editor may."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True
    )
    side = models.CharField(max_length=12, choices=Side)
    reason = models.TextField(_("what is wrong"), max_length=2000)
    state = models.CharField(max_length=12, choices=ReportState, default=ReportState.OPEN)
    reported_at = models.DateTimeField()
    outcome = models.TextField(_("the team’s answer"), max_length=2000, blank=True)
    handled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-reported_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "side"], condition=Q(state="open"), name="report_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id} ({self.state})"
