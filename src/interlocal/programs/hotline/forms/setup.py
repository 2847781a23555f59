"""Forms of the set-up: cities, people, offices, categories, texts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.jurisdictions.public import Jurisdiction
from interlocal.programs.hotline.models import Category, CityHotline, Duty
from interlocal.programs.hotline.rules.places import LANGUAGES, MOST_CHARACTERS, Place

MOST_KEEPERS = 9


class BodyForm(forms.Form):
    """Whose hotline is set up."""

    jurisdiction = forms.ModelChoiceField(
        queryset=Jurisdiction.objects.none(),
        label=_("City or body"),
        help_text=_("A body that only steps in as a fallback is set up here too, and stays closed."),
    )

    def __init__(self, *args: Any, bodies: QuerySet[Jurisdiction], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jurisdiction"].queryset = bodies  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    """Somebody's place in the city's order."""

    place = forms.IntegerField(
        label=_("Place in the order"),
        min_value=0,
        max_value=99,
        initial=0,
        help_text=_("Substitutes step in by this order, the lowest first."),
    )


class PersonForm(PlaceForm):
    """Who has which duty, and in which order."""

    duty = forms.ChoiceField(label=_("Duty"), choices=Duty, widget=forms.RadioSelect)
    user = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Person"))
    field_order = ("duty", "user", "place")

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people  # type: ignore[attr-defined]


class RulesForm(forms.Form):
    """Who steps in from outside, and how long closed reports are kept."""

    fallback = forms.ModelChoiceField(
        queryset=CityHotline.objects.none(),
        label=_("Fallback"),
        required=False,
        empty_label=_("Not chosen yet"),
        help_text=_("The body outside this city that gets a report naming somebody unknown here first."),
    )
    keep_months = forms.IntegerField(
        label=_("Months that a closed report is kept"),
        min_value=1,
        max_value=1200,
        required=False,
        help_text=_("From the city's own records schedule. Empty: nothing is deleted."),
    )
    keep_source = forms.CharField(
        label=_("Rule that says so"),
        max_length=200,
        required=False,
        help_text=_("For example the schedule and its series number."),
    )

    def __init__(self, *args: Any, hotline: CityHotline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = CityHotline.objects.exclude(pk=hotline.pk).select_related("jurisdiction")
        self.fields["fallback"].queryset = others  # type: ignore[attr-defined]


class TextsForm(forms.Form):
    """The city's own words, in each language."""

    def __init__(self, *args: Any, texts: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"en": _("English"), "es": _("Spanish")}
        for place in Place:
            for language in LANGUAGES:
                self.fields[f"{place}_{language}"] = forms.CharField(
                    label=_("%(place)s (%(language)s)") % {"place": place.label, "language": words[language]},
                    required=False,
                    max_length=MOST_CHARACTERS,
                    widget=forms.Textarea(attrs={"rows": 3, "lang": language}),
                    initial=texts.get(language, {}).get(place, ""),
                )

    def facts(self) -> dict[str, dict[str, str]]:
        """Return the words by language and place."""
        return {
            language: {place.value: self.cleaned_data[f"{place}_{language}"] for place in Place}
            for language in LANGUAGES
        }


class OfficeForm(forms.Form):
    """An office as reporters read it."""

    title = forms.CharField(label=_("Office, in English"), max_length=120)
    title_es = forms.CharField(label=_("Office, in Spanish"), max_length=120, required=False)


class ChangeOfficeForm(OfficeForm):
    """An office that is there already."""

    is_retired = forms.BooleanField(label=_("Take it off the list that reporters see"), required=False)


class HolderForm(forms.Form):
    """Who holds an office."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As people write it: given name and family name.")
    )
    user = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=_("Their account here"),
        required=False,
        empty_label=_("No account"),
        help_text=_("With it they are kept out everywhere, whatever other duty they have."),
    )
    is_deputy = forms.BooleanField(label=_("Deputy of the holder"), required=False)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people  # type: ignore[attr-defined]


class CategoryForm(forms.ModelForm):  # type: ignore[type-arg]
    """A kind of wrongdoing, in each language."""

    class Meta:
        model = Category
        fields = ("title", "title_es", "slug", "place")
        labels = {"slug": _("Short name"), "place": _("Place in the list")}
        help_texts = {"slug": _("Small letters and hyphens; figures are kept under it, and it stays.")}


class ChangeCategoryForm(forms.ModelForm):  # type: ignore[type-arg]
    """The words and place of a category that is there already."""

    class Meta:
        model = Category
        fields = ("title", "title_es", "place", "is_retired")
        labels = {"place": _("Place in the list"), "is_retired": _("Take it off the list that reporters see")}


class RecoveryForm(forms.Form):
    """How many keepers open a report together."""

    needed = forms.IntegerField(
        label=_("Keepers needed, each of another city"),
        min_value=2,
        max_value=MOST_KEEPERS,
        help_text=_("It counts for reports that come in from now on."),
    )


class NothingForm(forms.Form):
    """Asks for nothing but the button."""
