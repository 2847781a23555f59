"""Notes, actions, and corrections of what was recorded."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.meetings.forms.fields import DayInput, several_lines
from interlocal.partnerships.meetings.forms.live.base import FloorForm, item_words, offer, pick
from interlocal.partnerships.meetings.models import AttendanceEvent, RecordNote


class NoteForm(FloorForm):
    """A note about an item, or about the meeting."""

    text = forms.CharField(label=_("Note"), widget=several_lines(3), max_length=10_000)
    item = pick(_("About"), required=False)

    def fill(self) -> None:
        """Offer the agenda; the item in hand stands first."""
        offer(self, "item", self.floor.items, words=item_words, empty=_("The meeting"))
        self.initial.setdefault("item", self.floor.item.public_id if self.floor.item else "")


class CorrectNoteForm(FloorForm):
    """Other words for a note."""

    note = pick(_("Note"), widget=forms.HiddenInput)
    text = forms.CharField(label=_("The note should say"), widget=several_lines(3), max_length=10_000)

    def __init__(self, *args: Any, notes: list[RecordNote], **kwargs: Any) -> None:
        self.notes = notes
        super().__init__(*args, **kwargs)

    def fill(self) -> None:
        """Offer the notes that stand."""
        offer(self, "note", self.notes)


class ActionForm(FloorForm):
    """What somebody is to do until when: it becomes a commitment of their city."""

    what = forms.CharField(label=_("What is to be done"), max_length=200)
    who = pick(_("Who"))
    due_on = forms.DateField(label=_("By"), widget=DayInput(), required=False)
    item = pick(_("About"), required=False)

    def fill(self) -> None:
        """Offer everybody on the body who speaks for a jurisdiction, and the agenda."""
        able = [one for one in self.floor.members.values() if one.jurisdiction is not None]
        offer(self, "who", able, empty=_("Choose"))
        offer(self, "item", self.floor.items, words=item_words, empty=_("The meeting"))
        self.initial.setdefault("item", self.floor.item.public_id if self.floor.item else "")


class AnnulForm(FloorForm):
    """Says that an attendance was recorded wrongly."""

    event = pick(_("Row"), widget=forms.HiddenInput)

    def fill(self) -> None:
        """Offer the rows of the meeting."""
        rows: list[AttendanceEvent] = list(self.floor.events)
        offer(self, "event", rows)
