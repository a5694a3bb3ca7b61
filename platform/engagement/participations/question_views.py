"""Where an association writes its questions to volunteers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from engagement.contact_details import refuse_contact_details
from engagement.missions.models import Mission
from engagement.missions.policies import may_manage_mission
from engagement.participations.models import QuestionKind
from engagement.participations.questions import MOST_QUESTIONS, QuestionContent, questions_of, set_questions


class QuestionForm(forms.Form):
    """One question. An empty one is not asked."""

    text = forms.CharField(
        label=gettext_lazy("Question"), max_length=200, required=False, validators=[refuse_contact_details]
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of answer"), choices=QuestionKind.choices, initial=QuestionKind.SHORT
    )
    choices = forms.CharField(
        label=gettext_lazy("Possible answers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line, for the kind “one of several answers”."),
    )
    is_required = forms.BooleanField(label=gettext_lazy("An answer is needed"), required=False)

    def clean_choices(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["choices"].splitlines()]
        choices = list(dict.fromkeys(line for line in lines if line))
        if any(len(choice) > 100 for choice in choices):
            raise forms.ValidationError(_("A possible answer takes 100 characters at most."))
        return choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("text") and data.get("kind") == QuestionKind.CHOICE and len(data.get("choices", [])) < 2:
            self.add_error("choices", _("Write at least two possible answers, one a line."))
        return data


QuestionFormSet = forms.formset_factory(
    QuestionForm, extra=2, max_num=MOST_QUESTIONS, validate_max=True, absolute_max=MOST_QUESTIONS
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """What volunteers are asked when they come forward for a mission."""
    mission = get_object_or_404(Mission.objects.select_related("association"), pk=pk)
    if not may_manage_mission(request.user, mission):
        raise Http404
    initial = [
        {
            "text": one.text,
            "kind": one.kind,
            "choices": "\n".join(one.choices),
            "is_required": one.is_required,
        }
        for one in questions_of(mission=mission)
    ]
    formset = QuestionFormSet(request.POST or None, initial=initial, prefix="questions")
    if request.method == "POST" and formset.is_valid():
        asked = [form.cleaned_data for form in formset if form.cleaned_data.get("text")]
        set_questions(mission=mission, questions=[QuestionContent(**one) for one in asked])
        messages.success(request, _("Your questions are saved."))
        return redirect("participations:questions", pk=mission.pk)
    context = {"mission": mission, "formset": formset, "section": "missions"}
    return render(request, "participations/questions.html", context)
