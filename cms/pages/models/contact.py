"""A form that editors build, whose answers are kept for a time and by consent. Schema: territory."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField, FormSubmission
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from cms.pages.models.reading import breadcrumb
from cms.pages.signals import form_answered

#: The answer under which the wording agreed to is kept.
CONSENT = "consent"


class ContactField(TranslatableMixin, AbstractFormField):
    """A question of the form. `clean_name` is the same in each language: answers are kept under it."""

    page = ParentalKey("pages.ContactPage", on_delete=models.CASCADE, related_name="form_fields")
    translation_key = models.UUIDField(default=uuid4, db_default=RandomUUID(), editable=False)
    # Null where a release that did not know of it wrote the row; whoever saves it fills it.
    locale = models.ForeignKey(
        "wagtailcore.Locale", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    panels: ClassVar[list[FieldPanel]] = [
        FieldPanel("label", heading=_("Question"), help_text=_("As people read it.")),
        FieldPanel("help_text", heading=_("Help, below the question")),
        FieldPanel("required", heading=_("An answer is required")),
        FieldPanel(
            "field_type", heading=_("Kind of answer"), classname="formbuilder-type", required_on_save=True
        ),
        FieldPanel(
            "choices",
            heading=_("Answers to choose from"),
            help_text=_("One a line: for boxes to tick, buttons and lists."),
            classname="formbuilder-choices",
        ),
        FieldPanel(
            "default_value",
            heading=_("Answer that is there from the start"),
            help_text=_("Usually none."),
            classname="formbuilder-default",
        ),
    ]
    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        SynchronizedField("clean_name", overridable=False)
    ]

    class Meta(AbstractFormField.Meta):
        unique_together: ClassVar[list[tuple[str, ...]]] = [("translation_key", "locale")]


class ContactPage(AbstractForm):
    """A form, its thanks, the consent it asks for and how many months its answers stay."""

    introduction = models.TextField(_("introduction"), max_length=400, blank=True)
    thanks = models.TextField(
        _("thanks"), max_length=400, default="", blank=True, help_text=_("What one reads once it is sent.")
    )
    consent = models.CharField(
        _("consent"),
        max_length=300,
        help_text=_("What one agrees to by sending: who reads the answers, and for what."),
    )
    keep_months = models.PositiveSmallIntegerField(
        _("months the answers are kept"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(36)],
        help_text=_("Then they are deleted by themselves."),
    )
    show_in_footer = models.BooleanField(
        _("show in the footer"), default=False, help_text=_("A link at the foot of every page of the site.")
    )

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        InlinePanel("form_fields", label=_("Question"), heading=_("Questions")),
        FieldPanel("thanks"),
        MultiFieldPanel([FieldPanel("consent"), FieldPanel("keep_months")], heading=_("Personal data")),
    ]
    promote_panels: ClassVar[list[Any]] = [
        *Page.promote_panels,
        MultiFieldPanel([FieldPanel("show_in_footer")], heading=_("Footer")),
    ]
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.ContentPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "pages/contact.html"
    landing_page_template = "pages/contact_thanks.html"
    page_description = _("A form of your own questions. Answers are read in the back office.")

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"trail": breadcrumb(self)}

    def get_form(self, *args: Any, **kwargs: Any) -> forms.Form:
        form: forms.Form = super().get_form(*args, **kwargs)
        form.fields[CONSENT] = forms.BooleanField(label=self.consent)
        return form

    def in_each_language(self) -> list[ContactPage]:
        """This form, then its translations. One query."""
        others = ContactPage.objects.filter(translation_key=self.translation_key).exclude(pk=self.pk)
        return [self, *others.order_by("pk")]

    def get_submissions(self) -> models.QuerySet[FormSubmission]:
        """The answers in whatever language they were asked: one list, and one file."""
        return self.get_submission_class().objects.filter(page__in=self.in_each_language())

    def get_data_fields(self) -> list[tuple[str, Any]]:
        """One column a question; after this language's, those that only another asks."""
        columns = dict(super().get_data_fields())
        for form in self.in_each_language()[1:]:
            for field in form.get_form_fields():
                columns.setdefault(field.clean_name, field.label)
        return [*columns.items(), (CONSENT, _("Agreed to"))]

    def process_form_submission(self, form: forms.Form) -> FormSubmission:
        with transaction.atomic():
            made: FormSubmission = self.get_submission_class().objects.create(
                form_data=form.cleaned_data | {CONSENT: self.consent}, page=self
            )
            form_answered.send(type(self), page=self)
        return made
