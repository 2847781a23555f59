"""Where a source is found: ``config.wiring`` says what each kind of record is called and where it opens."""

from typing import cast

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from interlocal.kernel.outbox.events import wiring
from interlocal.partnerships.commitments.models import Commitment


def record_pages() -> dict[str, tuple[Promise, str]]:
    """Return by kind of record (``"instruments.instrument"``) what it is called, and its page's URL name."""
    return cast("dict[str, tuple[Promise, str]]", wiring().RECORD_PAGES)


def step_records() -> dict[str, tuple[Promise, str]]:
    """Return by what a step takes down what that is called, and its page's URL name (``STEP_RECORDS``)."""
    return cast("dict[str, tuple[Promise, str]]", wiring().STEP_RECORDS)


def record_name(records: str) -> str:
    """Return what a step takes down, in words; ``""`` for nothing."""
    page = step_records().get(records)
    return str(page[0]) if page else records


def record_step_url(records: str, commitment: str) -> str:
    """Return where a step that takes something down is recorded, or ``""`` where it takes nothing."""
    page = step_records().get(records)
    return reverse(page[1], args=[commitment]) if page and commitment else ""


def source_name(kind: str) -> str:
    """Return what a kind of source is called; its plain name where none is wired."""
    page = record_pages().get(kind)
    return str(page[0]) if page else kind.rpartition(".")[2].replace("_", " ").capitalize()


def source_url(commitment: Commitment) -> str:
    """Return the address of the commitment's source, or ``""`` where no page is wired for its kind."""
    return record_url(commitment.source_kind, commitment.source_id)


def record_url(kind: str, public_id: str) -> str:
    """Return the address of the record of this kind, or ``""`` where no page is wired for it."""
    page = record_pages().get(kind)
    if page is None or not public_id:
        return ""
    try:
        return reverse(page[1], args=[public_id])
    except NoReverseMatch:
        return ""
