"""Which bytes in the file store are the hotline's."""

from collections.abc import Collection

from interlocal.foundation.files.public import file_store
from interlocal.programs.hotline.models import SealedFile


def held_among(keys: Collection[str]) -> set[str]:
    """Return those of ``keys`` under which a file of a report lies."""
    return set(SealedFile.objects.filter(store_key__in=keys).values_list("store_key", flat=True))


def still_stored(key: str) -> bool:
    """Do bytes lie under ``key``?"""
    return file_store().is_stored(key)
