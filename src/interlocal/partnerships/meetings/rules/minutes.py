"""What may become of minutes, and which paragraphs they cannot do without."""

from django.utils.translation import gettext as _

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.law.public import Key, Law
from interlocal.partnerships.meetings.drafting import MODULES, Block, UnknownField, check_words
from interlocal.partnerships.meetings.models import Meeting, MeetingState, Minutes, MinutesState

# Date, time, place, present, absent, votes.
REQUIRED = frozenset({"meeting", "present", "absent", "motion"})
LONGEST_BLOCK = 20_000


def refuse_early_draft(meeting: Meeting) -> None:
    """Minutes are drafted once the meeting is over; those of an informal body at any time."""
    if meeting.state == MeetingState.CANCELLED:
        raise Refusal(_("This meeting was cancelled. It has no minutes."))
    if meeting.body.is_formal and meeting.state != MeetingState.ADJOURNED:
        raise Refusal(_("The meeting is not adjourned yet. Until then the minutes so far are shown here."))


def refuse_redraft(minutes: Minutes) -> None:
    """What is proposed or approved is corrected paragraph by paragraph."""
    if minutes.state != MinutesState.DRAFT:
        raise Refusal(
            _("These minutes are %(state)s. Correct their paragraphs instead.")
            % {"state": str(minutes.get_state_display()).lower()}
        )


def refuse_old_version(minutes: Minutes, *, is_latest: bool) -> None:
    """Only the latest version is corrected."""
    if not is_latest or minutes.state == MinutesState.SUPERSEDED:
        raise Refusal(_("There is a later version of these minutes. Correct that one."))


def refuse_left_out(block: Block, text: str, law: Law) -> None:
    """The law names what minutes show: that cannot be left out."""
    if len(text) > LONGEST_BLOCK:
        raise Refusal(_("That is too long for one paragraph."), field="text")
    if text.strip():
        return
    if block.kind in REQUIRED:
        raise Refusal(
            _(
                "Minutes show date, time, place, who was present and absent, and the votes%(section)s. "
                "Correct this paragraph, but do not leave it out."
            )
            % {"section": law.cited(Key.MINUTES)},
            field="text",
        )


def refuse_proposal(minutes: Minutes) -> None:
    """A draft is proposed once."""
    if minutes.state != MinutesState.DRAFT:
        raise Refusal(_("Only a draft can be proposed for approval."))


def refuse_publication(minutes: Minutes) -> None:
    """What the body has not approved is not published as its minutes."""
    if minutes.state != MinutesState.APPROVED:
        raise Refusal(_("The body has not approved this version. A motion at its next meeting does."))


def refuse_texts(texts: dict[str, str]) -> None:
    """The words of a text module use its own fields alone."""
    for name, words in texts.items():
        try:
            check_words(name, words)
        except UnknownField as wrong:
            fields = ", ".join(f"{{{field}}}" for field in MODULES[name].fields) or _("none")
            said = (
                _("{%(field)s} is no field of this text. It may use: %(fields)s.")
                if wrong.field
                else _("A brace stands alone. Fields look like {this}. This text may use: %(fields)s.")
            )
            raise Refusal(said % {"field": wrong.field, "fields": fields}, field=name) from wrong
