"""Sample forms: one that shows every control, one that was sent with mistakes, the filters of a list."""

from typing import ClassVar

from django import forms

_CITIES = (("ashby", "Ashby"), ("brookfield", "Brookfield"), ("carrow", "Carrow"), ("dunmore", "Dunmore"))


class ControlsForm(forms.Form):
    """Every control that the renderer knows."""

    name = forms.CharField(label="Name of the service", help_text="As the councils call it.")
    email = forms.EmailField(label="E-mail of the owner")
    starts_on = forms.DateField(label="Starts on", help_text="For example 03/10/2026.")
    city = forms.ChoiceField(label="City that leads", choices=[("", "Choose a city"), *_CITIES])
    kind = forms.ChoiceField(
        label="How is it shared?",
        widget=forms.RadioSelect,
        choices=[("lead", "One city leads"), ("joint", "A joint team"), ("contract", "A contract")],
    )
    cities = forms.MultipleChoiceField(
        label="Who takes part?", widget=forms.CheckboxSelectMultiple, choices=_CITIES, required=False
    )
    hours = forms.DecimalField(label="Staff hours a week", min_value=0)
    reason = forms.CharField(label="What problem does it solve?", widget=forms.Textarea(attrs={"rows": 4}))
    file = forms.FileField(label="Council file", required=False, help_text="PDF or Word, up to 20 MB.")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    agreed = forms.BooleanField(label="The city attorney has read it", required=False)


class MistakenForm(forms.Form):
    """A vote, sent with mistakes."""

    held_on = forms.DateField(
        label="Date of the vote", error_messages={"required": "Enter the day on which the council voted."}
    )
    yeas = forms.IntegerField(label="Yeas", min_value=0)
    nays = forms.IntegerField(label="Nays", min_value=0)

    mistakes: ClassVar[dict[str, str]] = {"held_on": "", "yeas": "-9", "nays": "0"}


class FilterForm(forms.Form):
    """Filters of a list of duties."""

    city = forms.ChoiceField(label="City", choices=[("", "All cities"), *_CITIES], required=False)
    state = forms.ChoiceField(
        label="State", choices=[("", "Any"), ("open", "Open"), ("late", "Overdue")], required=False
    )


class ConfirmForm(forms.Form):
    """A destructive act asks for a word."""

    word = forms.CharField(label="Type WITHDRAW to confirm")
