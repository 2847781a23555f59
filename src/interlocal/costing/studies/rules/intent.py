"""What a poll of intent must be like, and who sees what was answered."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from interlocal.costing.studies.models import AnswerKind, AnswerRule
from interlocal.kernel.exceptions import Refusal

FEWEST_ASKED = 2


def are_open(
    rule: AnswerRule, *, is_collecting: bool, has_answered: bool, is_complete: bool, is_closed: bool
) -> bool:
    """Does a person see what every city answered?

    ``is_collecting`` says that they collect the answers, ``has_answered`` that a city of their own has
    answered, ``is_complete`` that every city has. A city always sees its own answer; counts of answers are
    shown to those alone who see each one, because of two cities each could work out the other's.
    """
    if is_collecting or rule is AnswerRule.OPEN:
        return True
    if rule is AnswerRule.COORDINATOR:
        return False
    return is_complete or is_closed or (rule is AnswerRule.OWN_FIRST and has_answered)


def check_poll(facts: Mapping[str, Any], today: date) -> None:
    """Refuse a poll of fewer than two cities, and one that was due before it was opened."""
    if len(facts["cities"]) < FEWEST_ASKED:
        raise Refusal(_("Ask two cities or more: they take part together."), field="cities")
    check_due(facts.get("due_on"), today)


def check_due(due_on: date | None, today: date) -> None:
    """Refuse a day that has passed."""
    if due_on is not None and due_on < today:
        raise Refusal(_("That day has passed. Give the cities time to answer."), field="due_on")


def check_answer(facts: Mapping[str, Any]) -> None:
    """Refuse a condition that nobody can read, and one beside an answer that has none."""
    kind, condition = facts["kind"], facts.get("condition", "").strip()
    if kind not in AnswerKind.values:
        raise Refusal(_("Choose an answer."), field="kind")
    if kind == AnswerKind.IF and not condition:
        raise Refusal(_("Say on which condition your city would join."), field="condition")
    if kind != AnswerKind.IF and condition:
        raise Refusal(
            _("A condition belongs to “We would join if …”. Choose that, or write it as a note."),
            field="condition",
        )
