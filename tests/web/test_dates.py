"""Days and moments as people read them."""

import datetime as dt

import pytest
from django.utils import translation

from interlocal.web import dates

DAY = dt.date(2026, 3, 10)
# Summer time began on Mar 8, 2026: Central time is five hours behind.
MOMENT = dt.datetime(2026, 3, 11, 2, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "spoken_day", "spoken_moment", "short"),
    [
        ("en", "Tue, Mar 10, 2026", "Tue, Mar 10, 2026, 9:30 p.m. CDT", "Mar 10, 2026"),
        ("es", "mar, 10 de marzo de 2026", "mar, 10 de marzo de 2026, 9:30 p.m. CDT", "10 de marzo de 2026"),
    ],
)
def test_day_and_moment_are_spoken_in_the_language_and_zone(language, spoken_day, spoken_moment, short):
    with translation.override(language):
        assert dates.spoken(DAY) == spoken_day
        assert dates.spoken(MOMENT) == spoken_moment
        assert dates.short(DAY) == dates.short(MOMENT) == short


def test_machine_form_keeps_the_offset():
    assert dates.machine(DAY) == "2026-03-10"
    assert dates.machine(MOMENT) == "2026-03-10T21:30:00-05:00"


@pytest.mark.parametrize("text", ["03/10/2026", "2026-03-10", "03/10/26"])
def test_day_as_typed_in_english_becomes_iso(text):
    assert dates.iso_day(text) == "2026-03-10"


def test_day_as_typed_in_spanish_becomes_iso():
    with translation.override("es"):
        assert dates.iso_day("10/03/2026") == "2026-03-10"


@pytest.mark.parametrize("text", ["", "soon", "2026-02-30", "<b>"])
def test_what_is_no_day_stays_as_typed(text):
    assert dates.iso_day(text) == text
