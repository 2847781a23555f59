"""The form renderer: Django's forms as USWDS markup, and the filters that lists share."""

from django.forms.renderers import TemplatesSetting


class UswdsRenderer(TemplatesSetting):
    """Renders ``{{ form }}`` with an error summary, labels, hints and errors as USWDS has them."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
    formset_template_name = "web/forms/formset.html"
