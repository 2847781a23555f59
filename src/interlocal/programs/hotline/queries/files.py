"""Which bytes in the file store are the hotline's."""

from collections.abc import Collection

from interlocal.programs.hotline.models import SealedFile


def held_among(keys: Collection[str]) -> set[str]:
    """Return those of ``keys`` under which a file of a report lies."""
    return set(SealedFile.objects.filter(store_key__in=keys).values_list("store_key", flat=True))
