"""The form renderer of the house: set `FORM_RENDERER = "themes.base.forms.FormRenderer"`."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Renders `{{ form }}` and `{{ field.as_field_group }}` with our templates.

    A form opens with a summary of its errors, linked to the fields; a field shows label, help, errors,
    control, the three tied together by `aria-describedby`. Widgets keep Django's own templates, so that the
    admin is untouched.
    """

    form_template_name = "base/forms/form.html"
    field_template_name = "base/forms/field.html"
