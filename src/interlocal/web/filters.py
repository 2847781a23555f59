"""The filters of a list, as chips that can be taken away."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.choices import flatten_choices

from interlocal.web import dates
from interlocal.web.addresses import changed_query


@dataclass(frozen=True)
class Chip:
    """A filter in use and the address of the list without it."""

    label: str
    url: str


def chips_of(form: forms.Form, request: HttpRequest) -> tuple[Chip, ...]:
    """Return a chip for each field of a valid, bound filter form that narrows the list."""
    if not form.is_bound or not form.is_valid():
        return ()
    return tuple(
        Chip(_label(form, name, value), _without(request, name))
        for name, value in form.cleaned_data.items()
        if value is not False and value not in form.fields[name].empty_values
    )


def _label(form: forms.Form, name: str, value: object) -> str:
    label = str(form[name].label)
    return label if value is True else f"{label}: {_shown(form.fields[name], value)}"


def _without(request: HttpRequest, name: str) -> str:
    return changed_query(request.GET, **{name: None, "page": None})


def _shown(field: forms.Field, value: object) -> str:
    if isinstance(value, date):
        return dates.short(value)
    labels = {str(key): str(label) for key, label in _choices(field)}
    values = value if isinstance(value, (list, tuple)) else (value,)
    return ", ".join(labels.get(str(item), str(item)) for item in values)


def _choices(field: forms.Field) -> list[tuple[object, object]]:
    if not isinstance(field, forms.ChoiceField) or isinstance(field, forms.ModelChoiceField):
        return []
    choices: Any = field.choices  # as Django normalises them: pairs, perhaps in groups
    return list(flatten_choices(choices))
