"""Tables point down, and each says which personal data it holds."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from tests.architecture.house import rank

from interlocal.kernel.privacy import NO_PERSONAL_DATA, Privacy

OWN = [
    model
    for model in apps.get_models(include_auto_created=True)
    if model.__module__.startswith("interlocal.")
]


WRITTEN = [model for model in OWN if not model._meta.auto_created]


def points_up(model, field):
    """Does a field lead to a table of a higher room? The user model alone may be pointed at from below."""
    target = field.remote_field.model if field.is_relation and field.concrete else None
    if (
        not isinstance(target, type)
        or not target.__module__.startswith("interlocal.")
        or target is get_user_model()
    ):
        return False
    return rank(target.__module__) > rank(model.__module__)


def test_models_point_down():
    upward = [
        f"{model._meta.label}.{field.name}"
        for model in OWN
        for field in model._meta.get_fields()
        if points_up(model, field)
    ]
    assert upward == []


def test_models_declare_their_personal_data():
    undeclared = [
        model._meta.label for model in WRITTEN if not isinstance(vars(model).get("privacy"), Privacy)
    ]
    assert undeclared == []


def test_models_say_what_personal_data_is_for_and_how_long_it_is_kept():
    held = [model for model in WRITTEN if model.privacy != NO_PERSONAL_DATA]
    wanting = [
        model._meta.label
        for model in held
        if not (model.privacy.fields and model.privacy.purpose and model.privacy.keep)
        or not set(model.privacy.fields) <= {field.name for field in model._meta.get_fields()}
    ]
    assert wanting == []
    assert len(held) > 5


def test_models_never_tell_the_time_themselves():
    told = [
        f"{model._meta.label}.{field.name}"
        for model in OWN
        for field in model._meta.concrete_fields
        if isinstance(field, models.DateField) and (field.auto_now or field.auto_now_add)
    ]
    assert told == []


def test_models_hold_money_in_whole_cents():
    fields = [(model, field) for model in OWN for field in model._meta.concrete_fields]
    inexact = [
        f"{model._meta.label}.{field.name}"
        for model, field in fields
        if isinstance(field, models.FloatField | models.DecimalField)
        and any(word in field.name for word in ("amount", "cost", "price", "paid", "cents"))
    ]
    narrow = [
        f"{model._meta.label}.{field.name}"
        for model, field in fields
        if field.name.endswith("_cents") and not isinstance(field, models.BigIntegerField)
    ]
    assert (inexact, narrow) == ([], [])


def test_there_are_models():
    assert len(OWN) > 15
