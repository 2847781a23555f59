"""Holidays of a year, against the published federal list."""

from datetime import date

import pytest

from interlocal.partnerships.law.book import Law
from interlocal.partnerships.law.pack import pack_named
from interlocal.partnerships.meetings.notice import Holiday, holidays_in
from interlocal.partnerships.meetings.queries import holiday_lists

LISTS = {one.slug: one for one in holiday_lists(Law(pack_named("missouri")))}

# The days on which federal offices close, as the Office of Personnel Management lists them for the year.
FEDERAL = {
    2021: [
        "01-01",
        "01-18",
        "02-15",
        "05-31",
        "06-18",
        "07-05",
        "09-06",
        "10-11",
        "11-11",
        "11-25",
        "12-24",
        "12-31",
    ],
    2026: ["01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11", "11-26", "12-25"],
}


@pytest.mark.parametrize("year", FEDERAL)
def test_federal_holidays_are_those_published(year):
    found = holidays_in(LISTS["federal"], year)
    assert [f"{one.on:%m-%d}" for one in found] == FEDERAL[year]


def test_new_years_day_on_a_saturday_is_kept_in_the_year_before():
    federal = LISTS["federal"]
    assert holidays_in(federal, 2021)[-1] == Holiday(date(2021, 12, 31), "New Year's Day")
    assert holidays_in(federal, 2022)[0].on == date(2022, 1, 17)


def test_missouri_keeps_sunday_holidays_on_monday_and_saturday_ones_on_the_day():
    missouri = LISTS["missouri"]
    days = {one.name: one.on for one in holidays_in(missouri, 2027)}
    assert days["Independence Day"] == date(2027, 7, 5)
    assert days["Truman Day"] == date(2027, 5, 8)
    assert days["Lincoln Day"] == date(2027, 2, 12)


def test_every_list_names_its_section_and_source():
    assert [(one.slug, one.section) for one in LISTS.values()] == [
        ("federal", "5 U.S.C. 6103"),
        ("missouri", "RSMo 9.010"),
    ]
    assert all(one.source.startswith("https://") for one in LISTS.values())


def test_unknown_list_is_refused():
    with pytest.raises(KeyError):
        LISTS["lunar"]
