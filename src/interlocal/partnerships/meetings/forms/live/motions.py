"""What is moved, by whom, and who seconds it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.meetings.floor import in_order
from interlocal.partnerships.meetings.forms.fields import several_lines
from interlocal.partnerships.meetings.forms.live.base import FloorForm, offer, pick
from interlocal.partnerships.meetings.models import ItemKind, MotionKind
from interlocal.partnerships.meetings.queries.minutes import minutes_to_approve


class MoveForm(FloorForm):
    """Puts a motion before the body."""

    kind = forms.ChoiceField(label=_("What is moved"), choices=MotionKind.choices)
    text = forms.CharField(
        label=_("In words"),
        widget=several_lines(),
        required=False,
        max_length=4000,
        help_text=_("Needed for a motion and an amendment; the others have usual words."),
    )
    mover = pick(_("Mover"))
    seconder = pick(_("Second"), required=False)
    grounds = forms.MultipleChoiceField(
        label=_("Sections under which the session is closed"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    minutes = pick(_("Minutes to approve"), required=False)

    def fill(self) -> None:
        """Offer the kinds that are in order, those who may speak, and what the item in hand needs."""
        kinds = in_order(self.floor.pending)
        item = self.floor.item
        if not self.is_bound:
            self.fields["kind"].choices = [  # type: ignore[attr-defined]
                (kind.value, kind.label) for kind in MotionKind if kind.value in kinds
            ]
        item_id = self.floor.motion.item_id if self.floor.motion else (item.pk if item else None)
        # Whoever left while the form was typed is still there, so that the action says what is wrong.
        speakers = list(self.floor.members.values()) if self.is_bound else self.floor.speakers(item_id)
        offer(self, "mover", speakers, empty=_("Choose"))
        offer(self, "seconder", speakers, empty=_("Not yet"))
        is_to_close = item is not None and item.kind == ItemKind.CLOSED and not self.floor.closed
        if is_to_close and item is not None:
            self.fields["grounds"].choices = [  # type: ignore[attr-defined]
                (one.code, f"{one.cited}: {one.words}")
                for one in self.floor.grounds
                if one.code in item.grounds or not item.grounds
            ]
            self.initial.setdefault("kind", MotionKind.CLOSE_SESSION)
            self.initial.setdefault("grounds", item.grounds)
        elif self.is_bound:
            self.fields["grounds"].choices = [  # type: ignore[attr-defined]
                (one.code, one.code) for one in self.floor.grounds
            ]
            self.fields["grounds"].widget = forms.MultipleHiddenInput()
        else:
            del self.fields["grounds"]
        self._offer_minutes()

    def _offer_minutes(self) -> None:
        item = self.floor.item
        waiting = []
        if item is not None and item.kind == ItemKind.MINUTES:
            waiting = list(minutes_to_approve(self.floor.meeting, item))
        if not waiting:
            del self.fields["minutes"]
            return
        offer(self, "minutes", waiting, words=lambda row: str(row.meeting), empty=_("Choose"))
        self.initial.setdefault("minutes", waiting[0].public_id)
        if not self.floor.pending:
            self.initial.setdefault("kind", MotionKind.APPROVE_MINUTES)


class MotionPickForm(FloorForm):
    """Names a motion by a hidden field, and what the button says of it."""

    motion = pick(_("Motion"), widget=forms.HiddenInput)

    def fill(self) -> None:
        """Offer the motions of the meeting; the one that is decided now stands in the field."""
        offer(self, "motion", self.floor.motions)
        if self.floor.motion is not None:
            self.initial.setdefault("motion", self.floor.motion.public_id)


class SecondForm(MotionPickForm):
    """Records who seconds a motion."""

    seconder = pick(_("Who seconds it"))

    def fill(self) -> None:
        """Offer those who may speak, but for the mover."""
        super().fill()
        motion = self.floor.motion
        speakers = self.floor.speakers(motion.item_id if motion else None)
        others = [one for one in speakers if motion is None or one.pk != motion.mover_id]
        if self.is_bound:
            others = list(self.floor.members.values())
        offer(self, "seconder", others, empty=_("Choose"))
