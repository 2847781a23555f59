"""What the live page shows: the floor, its forms, and what was recorded last."""

from dataclasses import dataclass, field
from typing import Any

from interlocal.foundation.accounts.public import SignedInRequest
from interlocal.kernel import clock
from interlocal.partnerships.meetings import rules
from interlocal.partnerships.meetings.models import AgendaItem, RecordNote
from interlocal.partnerships.meetings.queries import notice_standing
from interlocal.partnerships.meetings.queries.floor import Floor
from interlocal.partnerships.meetings.queries.live import latest_attendance, standing
from interlocal.partnerships.meetings.queries.promises import actions_of, open_actions_before
from interlocal.partnerships.meetings.views.live.verbs import VERBS

SHOWN = 20


@dataclass
class Forms:
    """The forms by verb, made when the page asks for one; ``bound`` is the one that came back."""

    floor: Floor
    notes: list[RecordNote]
    bound: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        """Return a verb's form; templates write dashes as underscores."""
        verb = name.replace("_", "-")
        if verb not in VERBS:
            raise KeyError(name)
        if verb not in self.bound:
            self.bound[verb] = self.make(verb)
        return self.bound[verb]

    def make(self, verb: str, data: Any = None) -> Any:
        """Return the form of ``verb``, filled with ``data`` where something was sent."""
        more = {"notes": self.notes} if verb == "fix-note" else {}
        # Buttons of one roll call share their fields.
        prefix = "votes" if verb in {"votes", "count"} else verb
        return VERBS[verb].form(data, floor=self.floor, prefix=prefix, **more)


def live_context(request: SignedInRequest, floor: Floor, forms: Forms) -> dict[str, Any]:
    """Return what the template of the live page needs."""
    meeting, today = floor.meeting, clock.today()
    return {
        "meeting": meeting,
        "floor": floor,
        "forms": forms,
        "is_running": rules.is_running(meeting),
        "refused": next((form for form in forms.bound.values() if form.is_bound), None),
        "refused_verb": next((verb for verb, form in forms.bound.items() if form.is_bound), ""),
        "consent": [item for item in floor.items if _waits_in_consent(item)],
        "notes": list(reversed(standing(forms.notes)))[:SHOWN],
        "attendance": latest_attendance(floor, SHOWN),
        "actions": actions_of(request.user, meeting, today),
        "earlier": open_actions_before(request.user, meeting, today),
        "notice": notice_standing(meeting, floor.items, floor.at),
        "seen": request.GET.get("seen", floor.version),
    }


def _waits_in_consent(item: AgendaItem) -> bool:
    return item.is_taken_together and item.began_at is None
