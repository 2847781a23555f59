"""The rules that a pack answers: what each is about, and which figure it takes."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Key(StrEnum):
    """The name under which rooms ask for a rule."""

    BODY_STATUS = "body-status"
    NOTICE_HOURS = "notice-hours"
    SHORT_NOTICE = "short-notice"
    NOTICE_CONTENT = "notice-content"
    CLOSING = "closing"
    CLOSING_NOTICE = "closing-notice"
    ONLY_THAT_BUSINESS = "only-that-business"
    CLOSED_VOTES = "closed-votes"
    MINUTES = "minutes"
    RECUSED_COUNT = "recused-count"
    COOPERATION = "cooperation"
    ENTERING = "entering"
    PROSPECTIVE = "prospective"
    RETALIATION = "retaliation"
    PROTECTED = "protected"
    SEALED_REPORTS = "sealed-reports"


class Kind(Enum):
    """Which figure a rule takes."""

    WORDS = "words"
    HOURS = "hours"
    YES_NO = "yes-no"


@dataclass(frozen=True)
class RuleSort:
    """A rule as every pack has it: its chapter, its title and the figure that it takes."""

    key: Key
    chapter: str
    title: str | Promise
    kind: Kind = Kind.WORDS
    most: int = 0


CHAPTERS: dict[str, str | Promise] = {
    "meetings": _("Meetings"),
    "agreements": _("Agreements between jurisdictions"),
    "reports": _("Reports of wrongdoing"),
}

_SORTS = (
    RuleSort(Key.BODY_STATUS, "meetings", _("Which bodies the open meetings law binds")),
    RuleSort(Key.NOTICE_HOURS, "meetings", _("Notice before a meeting"), Kind.HOURS, most=24 * 60),
    RuleSort(Key.SHORT_NOTICE, "meetings", _("When less notice is enough")),
    RuleSort(Key.NOTICE_CONTENT, "meetings", _("What a notice says")),
    RuleSort(Key.CLOSING, "meetings", _("How a meeting is closed")),
    RuleSort(Key.CLOSING_NOTICE, "meetings", _("What the notice says of a closed session")),
    RuleSort(Key.ONLY_THAT_BUSINESS, "meetings", _("What a closed session may deal with")),
    RuleSort(Key.CLOSED_VOTES, "meetings", _("Votes in a closed session")),
    RuleSort(Key.MINUTES, "meetings", _("What minutes show")),
    RuleSort(Key.RECUSED_COUNT, "meetings", _("Does who stepped aside count to the quorum?"), Kind.YES_NO),
    RuleSort(Key.COOPERATION, "agreements", _("What jurisdictions may do together")),
    RuleSort(Key.ENTERING, "agreements", _("By which act a city enters an agreement")),
    RuleSort(Key.PROSPECTIVE, "agreements", _("When a city's contract binds")),
    RuleSort(Key.RETALIATION, "reports", _("Protection of those who report")),
    RuleSort(Key.PROTECTED, "reports", _("Who is protected")),
    RuleSort(Key.SEALED_REPORTS, "reports", _("Reports to a hotline as closed records")),
)

RULES: dict[Key, RuleSort] = {sort.key: sort for sort in _SORTS}
