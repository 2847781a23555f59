"""Who is there, and who presides."""

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.meetings.forms.live.base import (
    FloorForm,
    hour_field,
    item_words,
    offer,
    pick,
    pick_several,
)
from interlocal.partnerships.meetings.models import AttendanceKind, Office


class OpenForm(FloorForm):
    """Calls the meeting to order."""

    presiding = pick(_("Who presides"))
    present = pick_several(_("Present in the room"), required=False)
    remote = pick_several(_("Present by video or telephone"), required=False)
    at = hour_field()

    def fill(self) -> None:
        """Offer everybody on the body; the chair presides unless somebody else does."""
        members = list(self.floor.members.values())
        offer(self, "presiding", members, empty=_("Choose"))
        offer(self, "present", members)
        offer(self, "remote", members)
        chair = next((one for one in members if one.office == Office.CHAIR), None)
        self.initial.setdefault("presiding", chair.public_id if chair else "")


class PresideForm(FloorForm):
    """Hands the chair to somebody else."""

    to = pick(_("Who presides from now on"))

    def fill(self) -> None:
        """Offer those who are present."""
        here = [one for key, one in self.floor.members.items() if key in self.floor.presence.people]
        offer(self, "to", here, empty=_("Choose"))


class AttendForm(FloorForm):
    """Somebody comes, goes, steps aside or comes back."""

    kind = forms.ChoiceField(
        label=_("What happens"), choices=AttendanceKind.choices, initial=AttendanceKind.ARRIVE
    )
    members = pick_several(_("Who"))
    is_remote = forms.BooleanField(label=_("Arrives by video or telephone"), required=False)
    item = pick(_("Item, for stepping aside"), required=False)
    at = hour_field()

    def fill(self) -> None:
        """Offer everybody, with who is present, and the agenda with the item in hand first."""
        here = self.floor.presence.people
        said = {
            key: _("%(who)s, present") % {"who": one} if key in here else str(one)
            for key, one in self.floor.members.items()
        }
        offer(self, "members", self.floor.members.values(), words=lambda one: said[one.pk])
        offer(self, "item", self.floor.items, words=item_words, empty=_("None"))
        self.initial.setdefault("item", self.floor.item.public_id if self.floor.item else "")
