"""Which program records and parts are valid."""

from datetime import date

import pytest

from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.initiatives import rules
from interlocal.partnerships.initiatives.models import Participation, ProgramRecord


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_refused"),
    [
        (date(2021, 1, 1), None, False),
        (date(2020, 12, 31), None, True),
        (None, date(2017, 12, 31), False),
        (None, date(2018, 1, 1), True),
        (None, None, True),
    ],
)
def test_jurisdiction_takes_one_part_at_a_time(starts_on, ends_on, is_refused):
    earlier = Participation(starts_on=date(2018, 1, 1), ends_on=date(2020, 12, 31))

    if is_refused:
        with pytest.raises(Refusal):
            rules.refuse_overlapping_part(starts_on, ends_on, [earlier])
    else:
        rules.refuse_overlapping_part(starts_on, ends_on, [earlier])


def test_part_ends_once():
    with pytest.raises(Refusal, match="already ended"):
        rules.refuse_end_of_part(Participation(ends_on=date(2020, 12, 31)), date(2021, 1, 1))


def test_part_does_not_end_before_it_starts():
    with pytest.raises(Refusal) as refusal:
        rules.refuse_end_of_part(Participation(starts_on=date(2020, 1, 1)), date(2019, 12, 31))

    assert refusal.value.field == "ends_on"


@pytest.mark.parametrize(
    "program", [ProgramRecord(source_title=""), ProgramRecord(source_title="x", is_synthetic=True)]
)
def test_only_a_record_with_a_source_is_published(program):
    with pytest.raises(Refusal, match="Only a record with a source"):
        rules.refuse_unpublishable(program)
