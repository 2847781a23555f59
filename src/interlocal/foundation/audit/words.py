"""What actions, kinds and values are called on a page."""

from typing import Any, NamedTuple

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from interlocal.kernel.outbox.events import wiring


class Value(NamedTuple):
    """One recorded value: its name and how it reads."""

    name: str
    text: str


def action_words(action: str) -> str:
    """Return an action as words: ``commitments.set_due`` is "Set due"."""
    return capfirst(action.rpartition(".")[2].replace("_", " "))


def room_of(action: str) -> str:
    """Return the room an action belongs to."""
    return action.partition(".")[0]


def kind_words(kind: str) -> str:
    """Return what a kind of record is called: as ``config`` says, else as its model does, else the kind."""
    named = wiring().RECORD_PAGES.get(kind)
    if named is not None:
        return str(named[0])
    try:
        return capfirst(str(apps.get_model(kind)._meta.verbose_name))
    except (LookupError, ValueError):
        return kind


def record_address(kind: str, public_id: str) -> str:
    """Return the address of a record's page, or "" where its kind has none."""
    named = wiring().RECORD_PAGES.get(kind)
    if named is None:
        return ""
    try:
        return reverse(named[1], args=[public_id])
    except NoReverseMatch:
        return ""


def value_rows(values: dict[str, Any]) -> list[Value]:
    """Return recorded values in the order of their names, readable."""
    return [
        Value(capfirst(name.replace("_", " ")), _readable(value)) for name, value in sorted(values.items())
    ]


def _readable(value: Any) -> str:
    match value:
        case None:
            return _("not set")
        case True:
            return _("yes")
        case False:
            return _("no")
        case list():
            return ", ".join(_readable(item) for item in value)
        case dict():
            return "; ".join(f"{name}: {_readable(item)}" for name, item in sorted(value.items()))
    return str(value)
