"""What the forms of a running meeting share: the key, and picking among what the floor holds."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time
from typing import Any, Protocol

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interlocal.kernel.ids import new_public_id
from interlocal.partnerships.meetings.forms.fields import HourInput
from interlocal.partnerships.meetings.models import AgendaItem
from interlocal.partnerships.meetings.queries.floor import Floor
from interlocal.partnerships.meetings.rules import zone_of


class _Row(Protocol):
    public_id: Any


class FloorForm(forms.Form):
    """A form about the floor as it stands. ``key`` is drawn when the form is shown, and sent back with it."""

    key = forms.CharField(widget=forms.HiddenInput(), max_length=40, required=False)

    def __init__(self, *args: Any, floor: Floor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.floor = floor
        self.initial.setdefault("key", new_public_id())
        self.fill()

    def fill(self) -> None:
        """Set what can be chosen now."""

    def clean_key(self) -> str:
        """A form that came without a key is an act of its own."""
        return self.cleaned_data["key"] or new_public_id()

    def moment(self, typed: time | None) -> datetime | None:
        """Return the hour that was typed as a moment of the meeting's day, where the body meets."""
        if typed is None:
            return None
        zone = zone_of(self.floor.meeting.body)
        began = self.floor.meeting.opened_at or self.floor.at
        return datetime.combine(timezone.localtime(began, zone).date(), typed, zone)


def offer(
    form: forms.Form,
    name: str,
    rows: Iterable[_Row],
    *,
    words: Callable[[Any], str] = str,
    empty: Any = None,
) -> None:
    """Let the field ``name`` choose among ``rows`` by public id; the clean value is the row itself."""
    by_id = {row.public_id: row for row in rows}
    field = form.fields[name]
    assert isinstance(field, forms.TypedChoiceField | forms.TypedMultipleChoiceField)
    field.coerce = by_id.__getitem__
    choices: list[tuple[str, Any]] = [(public_id, words(row)) for public_id, row in by_id.items()]
    field.choices = choices if empty is None else [("", empty), *choices]


def pick(label: Any, *, required: bool = True, **more: Any) -> forms.TypedChoiceField:
    """A field that chooses one row; its rows come with ``offer``."""
    return forms.TypedChoiceField(label=label, required=required, empty_value=None, **more)


def pick_several(label: Any, *, required: bool = True, **more: Any) -> forms.TypedMultipleChoiceField:
    """A field that chooses several rows by checkboxes."""
    return forms.TypedMultipleChoiceField(
        label=label, required=required, empty_value=[], widget=forms.CheckboxSelectMultiple, **more
    )


def hour_field() -> forms.TimeField:
    """An hour that may stay empty: then it is now."""
    return forms.TimeField(
        label=_("At"), required=False, widget=HourInput(), help_text=_("Leave empty for now.")
    )


def item_words(item: AgendaItem) -> str:
    """Return ``"3. Fleet repair pilot"``."""
    return f"{item.position}. {item.title}"


def numbered(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Return the items in their order."""
    return sorted(items, key=lambda item: item.position)
