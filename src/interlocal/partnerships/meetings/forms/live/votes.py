"""The roll call."""

from collections.abc import Iterator

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from interlocal.partnerships.meetings.floor import Answer
from interlocal.partnerships.meetings.forms.live.base import offer, pick
from interlocal.partnerships.meetings.forms.live.motions import MotionPickForm
from interlocal.partnerships.meetings.models import Choice
from interlocal.partnerships.meetings.queries.floor import cast_of

ANSWERS = [(choice.value, choice.label) for choice in (Choice.YEA, Choice.NAY, Choice.ABSTAIN)]


class VotesForm(MotionPickForm):
    """A row for each who may vote now, with what stood for them when the form was shown."""

    casting = forms.ChoiceField(
        label=_("The chair decides the tie"),
        choices=[("", _("No tie to decide")), *ANSWERS[:2]],
        required=False,
    )

    def fill(self) -> None:
        """Add a field for each who is called."""
        super().fill()
        motion = self.floor.motion
        answered = self.floor.answered(motion) if motion else {}
        called = self.floor.speakers(motion.item_id if motion else None)
        # Whoever left while the form was typed is still there: the action says why the vote is refused.
        sent = {key for key in self.floor.body.persons if f"{self.prefix}-vote_{key}" in self.data}
        keys = {member.pk for member in called} | set(answered) | sent
        for key in (key for key in self.floor.members if key in keys):
            self.fields[f"vote_{key}"] = forms.ChoiceField(
                label=self.floor.names[key],
                choices=ANSWERS,
                required=False,
                widget=forms.RadioSelect,
                initial=answered.get(key),
            )
            self.fields[f"seen_{key}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=answered.get(key, "")
            )
        if not self.floor.body.is_chair_deciding:
            del self.fields["casting"]

    def rows(self) -> Iterator[BoundField]:
        """The fields of those who are called, in order."""
        return (self[name] for name in self.fields if name.startswith("vote_"))

    def seen_fields(self) -> Iterator[BoundField]:
        """What stood for each when the form was shown."""
        return (self[name] for name in self.fields if name.startswith("seen_"))

    def answers(self) -> dict[int, str]:
        """What was chosen, by member."""
        return self._by_member("vote_")

    def seen(self) -> dict[int, str]:
        """What stood there when it was chosen, by member."""
        return self._by_member("seen_")

    def _by_member(self, start: str) -> dict[int, str]:
        found = {
            int(name.removeprefix(start)): value
            for name, value in self.cleaned_data.items()
            if name.startswith(start)
        }
        return {key: value for key, value in found.items() if value}


class CorrectVoteForm(MotionPickForm):
    """Corrects one name's vote after the count."""

    motion = pick(_("Motion"))
    member = pick(_("Whose vote"))
    choice = forms.ChoiceField(label=_("The vote was"), choices=ANSWERS)

    def fill(self) -> None:
        """Offer what was decided by roll call, and those who voted."""
        answers = set(Answer)
        counted = [row for row in self.floor.motions if row.decided_at is not None and row.is_roll_call]
        offer(self, "motion", counted, words=lambda row: f"{row.number}. {row.text[:80]}", empty=_("Choose"))
        voted = {vote.member_id for row in counted for vote in cast_of(row) if vote.choice in answers}
        voters = [one for key, one in self.floor.members.items() if key in voted]
        offer(self, "member", voters, empty=_("Choose"))
