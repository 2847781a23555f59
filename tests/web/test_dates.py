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


def test_no_word_of_a_page_takes_the_place_of_a_month_or_a_day_of_the_week():
    months = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    week = "lun mar mié jue vie sáb dom"
    with translation.override("es"):
        spoken = [dates.short(dt.date(2026, month, 1)).split()[2] for month in range(1, 13)]
        days = [dates.spoken(dt.date(2026, 6, day)).split(",")[0] for day in range(1, 8)]
    assert (spoken, days) == (months.split(), week.split())


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
