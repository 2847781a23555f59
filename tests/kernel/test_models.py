"""The words of a choice: what Django itself answers, in each language, without reading all choices again."""

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation

from interlocal.kernel.models import Record

CHOOSING = [
    (model, field)
    for model in apps.get_models()
    if issubclass(model, Record)
    for field in model._meta.concrete_fields
    if field.choices
]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_choice_has_the_words_that_django_gives_it(language):
    assert len(CHOOSING) > 50
    with translation.override(language):
        for model, field in CHOOSING:
            for value in [*dict(field.flatchoices), "no choice", None]:
                record = model(**{field.attname: value})
                said = getattr(record, f"get_{field.name}_display")()
                assert said == models.Model._get_FIELD_display(record, field)
                assert type(said) is type(models.Model._get_FIELD_display(record, field))
