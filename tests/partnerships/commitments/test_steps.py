"""The steps of a procedure, read from JSON and written back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.partnerships.commitments.models import (
    DueKind,
    DueRule,
    Evidence,
    Step,
    StepsInvalid,
    read_steps,
    write_steps,
)

KEYS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True)
WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)


@st.composite
def step_lists(draw):
    """Sound steps: each waits for some of those above it."""
    keys = draw(st.lists(KEYS, min_size=1, max_size=6, unique=True))
    steps = []
    for place, key in enumerate(keys):
        after = tuple(draw(st.lists(st.sampled_from(keys[:place]), unique=True))) if place else ()
        steps.append(
            Step(
                key,
                draw(WORDS),
                role=draw(st.sampled_from(["", "clerk"])),
                office=draw(st.sampled_from(["", "City counselor"])),
                after=after,
                due=draw(due_rules(after)),
                evidence=tuple(draw(st.lists(st.sampled_from(Evidence), unique=True))),
                requires_sign_in=draw(st.booleans()),
                source=draw(st.sampled_from(["", "RSMo 79.130"])),
                is_unconfirmed=draw(st.booleans()),
            )
        )
    return tuple(steps)


@st.composite
def due_rules(draw, after):
    kind = draw(st.sampled_from(DueKind))
    if kind == DueKind.NONE:
        return DueRule()
    if kind == DueKind.FIXED:
        return DueRule(kind, on=draw(st.dates()))
    of = draw(st.sampled_from(["", *after])) if kind in (DueKind.DAYS_AFTER, DueKind.WEEKDAYS_AFTER) else ""
    return DueRule(kind, days=draw(st.integers(0, 3660)), of=of)


@given(step_lists())
def test_steps_read_back_as_they_were_written(steps):
    assert read_steps(write_steps(steps)) == steps


ONE = {"key": "one", "title": "One"}


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ([], 0),
        ([{"title": "No key"}], 1),
        ([{"key": "Not a key", "title": "One"}], 1),
        ([ONE, ONE], 2),
        ([{"key": "one", "title": " "}], 1),
        ([{**ONE, "after": ["one"]}], 1),
        ([{**ONE, "after": ["two"]}, {"key": "two", "title": "Two"}], 1),
        ([ONE, {"key": "two", "title": "Two", "due": {"kind": "days-after", "days": 1, "of": "one"}}], 2),
        ([{**ONE, "due": {"kind": "days-after", "days": -1}}], 1),
        ([{**ONE, "due": {"kind": "days-after", "days": 3661}}], 1),
        ([{**ONE, "due": {"kind": "fixed"}}], 1),
        ([{**ONE, "due": {"kind": "none", "on": "2026-01-01"}}], 1),
        ([{**ONE, "due": {"kind": "fixed", "on": "soon"}}], 1),
        ([{**ONE, "due": {"kind": "tomorrow"}}], 1),
        ([{**ONE, "evidence": ["hearsay"]}], 1),
        ([{**ONE, "due": []}], 1),
    ],
)
def test_steps_that_do_not_fit_together_are_refused_with_their_row(rows, row):
    with pytest.raises(StepsInvalid) as invalid:
        read_steps(rows)
    assert invalid.value.row == row


def test_step_says_what_it_leaves_out_by_default():
    assert read_steps([ONE]) == (Step("one", "One"),)
    assert write_steps([Step("one", "One")]) == [ONE]


def test_fixed_date_is_read():
    (step,) = read_steps([{**ONE, "due": {"kind": "fixed", "on": "2026-07-01"}}])
    assert step.due == DueRule(DueKind.FIXED, on=date(2026, 7, 1))
