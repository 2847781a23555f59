"""Which item."""

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.meetings.forms.live.base import FloorForm, item_words, offer, pick


class ItemPickForm(FloorForm):
    """Names an item by a hidden field: the button beside it says what happens."""

    item = pick(_("Item"), widget=forms.HiddenInput)

    def fill(self) -> None:
        """Offer the agenda."""
        offer(self, "item", self.floor.items, words=item_words)


class PullForm(FloorForm):
    """Takes an item out of consent."""

    item = pick(_("Item to deal with by itself"))
    asked_by = pick(_("Who asks for it"))

    def fill(self) -> None:
        """Offer what is left to take together, and those present."""
        left = [item for item in self.floor.items if item.is_taken_together and item.began_at is None]
        offer(self, "item", left, words=item_words, empty=_("Choose"))
        here = [one for key, one in self.floor.members.items() if key in self.floor.presence.people]
        offer(self, "asked_by", here, empty=_("Choose"))
