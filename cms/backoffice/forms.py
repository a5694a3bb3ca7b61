"""Forms of the team's queue."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from engagement.moderation.enums import WITH_REASON, Decision, Stage
from engagement.moderation.registry import Moderated
from kernel.tenancy.storage import discard_on_commit
from themes.branding.logos import UnusableLogo, clean_logo
from themes.branding.models import Partner


class QueueForm(forms.Form):
    """What of the queue is shown. Whatever is not understood is left out."""

    kind = forms.ChoiceField(label=_("What"), required=False)
    stage = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All that is to be done")),
            *[(stage.value, stage.label) for stage in Stage if stage != Stage.SETTLED],
        ],
    )
    q = forms.CharField(label=_("Words"), required=False, max_length=100)

    def __init__(self, *args: Any, kinds: tuple[Moderated, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Everything")), *[(one.kind, one.plural) for one in kinds]]
        self.fields["kind"] = forms.ChoiceField(label=_("What"), required=False, choices=choices)


class ManagerForm(forms.Form):
    """Whom to invite to act for an association."""

    email = forms.EmailField(label=_("E-mail address"))


class DecisionForm(forms.Form):
    """One decision, and the reason that its author reads."""

    decision = forms.ChoiceField(choices=Decision)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "To send back or suspend. The author reads it in an e-mail, as you wrote it: say what to change, simply."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        decision = cleaned.get("decision")
        if decision and Decision(decision) in WITH_REASON and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Write the reason: the author must know what to change."))
        return cleaned


class PartnerForm(WagtailAdminModelForm):
    """A partner, whose logo is cleaned as it comes in."""

    class Meta:
        model = Partner
        fields = ("name", "role", "url", "logo")

    def clean_logo(self) -> Any:
        logo = self.cleaned_data["logo"]
        if not isinstance(logo, UploadedFile):
            return logo  # the one there is, or its removal
        try:
            return clean_logo(logo)
        except UnusableLogo as error:
            raise forms.ValidationError(str(error)) from None

    @transaction.atomic
    def save(self, commit: bool = True) -> Partner:
        before = Partner.objects.filter(pk=self.instance.pk).values_list("logo", flat=True).first()
        made: Partner = super().save(commit)
        if before and before != made.logo.name:
            discard_on_commit(before)
        return made
