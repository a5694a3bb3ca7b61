"""What people write in conversations. Contact details are shown to the writer before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from engagement.associations.models import Association
from engagement.contact_details import Passage, find_contact_details, passages_of, refuse_contact_details
from engagement.messaging.files import (
    ACCEPT,
    LARGEST_FILE,
    NAMES,
    RefusedFile,
    Upload,
    check_together,
    checked,
)
from engagement.messaging.models import LONGEST_MESSAGE
from engagement.missions.models import Slot
from engagement.moments import moment_in_words


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each checked; cleaned, a list of `Upload`."""

    widget = FilesInput(attrs={"accept": ACCEPT})

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        sent: Sequence[UploadedFile] = data if isinstance(data, list | tuple) else [data] if data else []
        try:
            uploads = [
                checked(
                    one.name or "",
                    one.read() if (one.size or 0) <= LARGEST_FILE else b" " * (LARGEST_FILE + 1),
                )
                for one in sent
            ]
            check_together(uploads)
        except RefusedFile as refusal:
            raise ValidationError(refusal.message) from None
        return uploads


class WriteForm(forms.Form):
    """A message and its files. With `hide`, what looks like contact details is hidden instead of being refused."""

    body = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write a few words first.")},
    )
    attachments = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("Five at most, 5 MB each: %(types)s.") % {"types": NAMES},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.found and "hide" not in self.data:
            self.add_error(
                "body",
                ValidationError(
                    _("Please put it another way, or choose one of the other ways above."),
                    code="contact_details",
                ),
            )
        return data

    @property
    def found(self) -> list[str]:
        """The addresses and numbers in what was typed."""
        return find_contact_details(self.cleaned_data.get("body", "")) if self.is_bound else []

    @property
    def is_warned(self) -> bool:
        """Whether the page comes back because of them."""
        return self.is_bound and self.has_error("body", code="contact_details")

    @property
    def passages(self) -> list[Passage]:
        """What was typed, with what was found apart."""
        return passages_of(self.cleaned_data.get("body") or self.data.get("body", ""))


class StartForm(WriteForm):
    """A first message. Who manages associations says in whose name she writes."""

    subject = forms.CharField(
        label=_("Subject"), max_length=120, validators=[refuse_contact_details], required=True
    )

    field_order = ("speaking_for", "subject", "body", "attachments")

    def __init__(
        self, *args: Any, associations: Sequence[Association] = (), herself: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        names = [("", _("In my own name"))] if herself else []
        if associations:
            self.fields["speaking_for"] = forms.ChoiceField(
                label=_("In whose name do you write?"),
                choices=[*names, *((one.slug, one.name) for one in associations)],
                required=False,
            )
        self.order_fields(self.field_order)


class ToAllForm(forms.Form):
    """A message to everybody on a mission, or on one of its dates."""

    slot = forms.ChoiceField(label=_("Date"), required=False)
    states = forms.MultipleChoiceField(
        label=_("To whom?"),
        choices=[
            ("accepted", _("Those who are expected")),
            ("requested", _("Those who await an answer")),
            ("waiting", _("Those on the waiting list")),
            ("attended", _("Those who took part")),
        ],
        initial=["accepted"],
        widget=forms.CheckboxSelectMultiple,
    )
    body = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        validators=[refuse_contact_details],
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Each person reads it in her own conversation with you, and may answer there. Nobody sees the others."
        ),
    )

    def __init__(self, *args: Any, slots: Sequence[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if slots:
            choices = [("", _("All dates")), *((one.pk, moment_in_words(one.starts_at)) for one in slots)]
            self.fields["slot"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["slot"]


class SearchForm(forms.Form):
    """Words looked for in one's own conversations."""

    q = forms.CharField(label=_("Search my conversations"), required=False, max_length=100)


class RevealForm(forms.Form):
    """Contact details that their owner types to show them."""

    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=30,
        validators=[
            RegexValidator(r"^[+0][\d\s./()-]{7,}$", _("This does not look like a telephone number."))
        ],
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("email") and not data.get("phone"):
            raise ValidationError(_("Give an e-mail address, a telephone number, or both."))
        return data


class ReportForm(forms.Form):
    """What is wrong, for the team."""

    reason = forms.CharField(
        label=_("What is wrong?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The team reads this conversation, and no other of yours."),
    )
