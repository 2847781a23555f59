"""What the installation holds about people, as its models declare it."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils import translation
from django.utils.functional import Promise

from interlocal.kernel.privacy import Privacy
from interlocal.portal.queries.words import labels


@dataclass(frozen=True)
class PersonalData:
    """What one kind of record holds about people, why, and how long."""

    record: str | Promise
    fields: tuple[str | Promise, ...]
    privacy: Privacy


def personal_data() -> tuple[PersonalData, ...]:
    """Return what the installation holds about people, as its models declare it."""
    return tuple(
        PersonalData(_label(_name_of(model)), tuple(map(_label, _fields_of(model))), model.privacy)
        for model in declaring_models()
    )


def declaring_models() -> list[type[Any]]:
    """Return the models that declare to hold something about people."""
    privacies = [(model, getattr(model, "privacy", None)) for model in apps.get_models()]
    return [model for model, privacy in privacies if isinstance(privacy, Privacy) and privacy.fields]


def declared_words(model: type[Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what ``model`` declares as it stands in the code: its names, and its sentences."""
    names = (_name_of(model), *_fields_of(model))
    return names, (model.privacy.purpose, model.privacy.keep)


def _name_of(model: type[Any]) -> str:
    with translation.override("en"):
        return str(model._meta.verbose_name).lower()


def _fields_of(model: type[Any]) -> tuple[str, ...]:
    with translation.override("en"):
        return tuple(str(model._meta.get_field(name).verbose_name).lower() for name in model.privacy.fields)


def _label(name: str) -> str | Promise:
    return labels().get(name, name)
