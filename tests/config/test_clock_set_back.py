"""A clock that was set back breaks no chain, and is said."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.factories.audit import SUBJECT

from interlocal.foundation.audit.models import AuditEntry
from interlocal.foundation.audit.public import PARTNERSHIP_BOOK, act, verify_book
from interlocal.upkeep.doctor import State as Health
from interlocal.upkeep.doctor import clock
from interlocal.upkeep.doctor.words import moment

pytestmark = pytest.mark.django_db
RIGHT = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
BACK = timedelta(days=2)


def write(now):
    with act(by=None, action="tests.write", subject=SUBJECT, now=now):
        pass


def test_what_is_written_after_the_clock_was_set_back_is_whole_and_in_order():
    for now in (RIGHT, RIGHT - BACK, RIGHT - BACK + timedelta(minutes=1), RIGHT + timedelta(minutes=1)):
        write(now)
    outcome = verify_book(PARTNERSHIP_BOOK, [])
    assert outcome.is_whole
    seqs = list(AuditEntry.objects.order_by("pk").values_list("seq", flat=True))
    assert seqs == list(range(seqs[0], seqs[0] + 4))


@pytest.mark.parametrize(
    ("told", "state"),
    [
        pytest.param(None, Health.BROKEN, id="compared-with-no-other"),
        pytest.param(("time.example.test", timedelta(0)), Health.SOON, id="right-now"),
    ],
)
def test_the_doctor_says_so_until_time_has_caught_up(told, state, monkeypatch):
    """PostgreSQL's clock is asked where no source of time is set: that one says the clock is right again."""
    monkeypatch.setattr(clock, "_told_time", lambda: told)
    write(RIGHT)
    (found,) = clock.look_at_clock(RIGHT - BACK)
    assert found.state == state
    assert moment(RIGHT) in found.says
    (found,) = clock.look_at_clock(RIGHT + timedelta(minutes=1))
    assert moment(RIGHT) not in found.says
