"""Bases of every record, and the outbox's tables."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.db import models
from django.utils.encoding import force_str

from interlocal.kernel.ids import PublicIdField
from interlocal.kernel.outbox.models import OutboxDelivery, OutboxEvent

__all__ = ["OutboxDelivery", "OutboxEvent", "Record"]


class Record(models.Model):
    """Abstract: a record with a public id and the moment of its making, both fixed at birth."""

    public_id = PublicIdField()
    created_at = models.DateTimeField(editable=False)

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: "models.Field[Any, Any]") -> Any:  # noqa: N802  Django's name
        """Return the words for the value of ``field``, which ``get_…_display`` answers.

        Django reads all choices again for each word that a list shows.
        """
        value = getattr(self, field.attname)
        return force_str(_words_of(field).get(value, value), strings_only=True)


@cache
def _words_of(field: "models.Field[Any, Any]") -> Mapping[Any, Any]:
    """Return the words of each choice of ``field``; lazy ones stay so, for each reader has a language."""
    return dict(field.flatchoices)
