"""The usual spellings of numbers and dates, one at a time."""

from datetime import date

import pytest
from tests.partnerships.instruments.reading.texts import resolution

from interlocal.partnerships.instruments.reading import read_text, write_text


@pytest.mark.parametrize(
    ("head", "bill", "number"),
    [
        ("BILL NO. 18-799", "18-799", None),
        ("Bill No. 2021-045", "2021-045", None),
        ("RES. NO. 21-08", None, "21-08"),
        ("RESOLUTION NO. 6376", None, "6376"),
        ("RESOLUTION NO. R-2021-08", None, "R-2021-08"),
        ("ORDINANCE NO. 9,123", None, "9,123"),
        ("Resolution #21-08", None, "21-08"),
        ("Resolution Number: 21-08", None, "21-08"),
        ("Resolution 2021-08", None, "2021-08"),
        ("COUNCIL BILL NO. 12\n\nORDINANCE NO. 44", "12", "44"),
        ("BILL NO. 12          ORDINANCE NO. 44", "12", "44"),
        ("BILL NO. 12\tORDINANCE NO. ____", "12", None),
        ("BILL NO.\n\nRESOLUTION NO.", None, None),
        ("BILL NO. _____\n\nRESOLUTION NO. [number]", None, None),
        ("BILL NO. .......\n\nRESOLUTION NO. TBD", None, None),
        ("**BILL NO. 18-799**", "18-799", None),
        ("BILL NO.\u00a018\u2013799", "18\u2013799", None),
    ],
)
def test_numbers_of_the_head(head, bill, number):
    text = resolution(head=f"{head}\n\nA RESOLUTION AMENDING\nRESOLUTION NO. 5000.")
    read = read_text(text)
    assert (read.bill_number, read.resolution_number) == (bill, number)
    assert read.title == "A RESOLUTION AMENDING RESOLUTION NO. 5000."
    assert write_text(read) == text


@pytest.mark.parametrize(
    ("written", "on", "blanks"),
    [
        ("this 5th day of April, 2021", date(2021, 4, 5), ()),
        ("this fifth day of April, 2021", date(2021, 4, 5), ()),
        ("this twenty-first day of April 2021", date(2021, 4, 21), ()),
        ("on April 5, 2021", date(2021, 4, 5), ()),
        ("on Apr. 5, 2021", date(2021, 4, 5), ()),
        ("on April 5th, 2021", date(2021, 4, 5), ()),
        ("on 5 April 2021", date(2021, 4, 5), ()),
        ("on 04/05/2021", date(2021, 4, 5), ()),
        ("on 4/5/21", date(2021, 4, 5), ()),
        ("on 2021-04-05", date(2021, 4, 5), ()),
        ("this\u00a05th day\nof April,\u00a02021", date(2021, 4, 5), ()),
        ("on February 30, 2021", None, ()),
        ("this ____ day of _____, 2022", None, ("day", "month")),
        ("this ___ day of April, 2021", None, ("day",)),
        ("this ____th day of _____, 20__", None, ("day", "month", "year")),
        ("this [  ] day of [month], 2022", None, ("day", "month")),
        ("this .... day of ......, 2022", None, ("day", "month")),
        ("on __________, 2022", None, ("day", "month")),
        ("on [date]", None, ("day", "month", "year")),
    ],
)
def test_date_written(written, on, blanks):
    text = resolution(closing=f"PASSED {written}.\n\nMayor\n\nATTEST:\n\nCity Clerk")
    read = read_text(text)
    (found,) = read.dates
    assert (found.date, found.blanks, found.meaning) == (on, blanks, "passed")
    assert write_text(read) == text


@pytest.mark.parametrize(
    ("closing", "meanings"),
    [
        ("PASSED: April 5, 2021\nAPPROVED: ________", ["passed", "approved"]),
        ("PASSED AND APPROVED this 5th day of April, 2021", ["passed"]),
        ("ADOPTED on April 5, 2021. EFFECTIVE DATE: May 1, 2021", ["adopted", "effective"]),
        (
            "READ the first time April 5, 2021, and the second time April 6, 2021",
            ["first reading", "second reading"],
        ),
        ("SIGNED by the Mayor on April 5, 2021", ["signed"]),
    ],
)
def test_dates_of_the_closing_say_what_happened(closing, meanings):
    read = read_text(resolution(closing=f"{closing}\n\nMayor"))
    assert [one.meaning for one in read.dates] == meanings


def test_dates_in_sections_say_when_the_text_takes_effect():
    read = read_text(
        resolution(sections="SECTION 1. That it is effective July 1, 2021, unlike that of May 1, 2020.")
    )
    assert [one.meaning for one in read.dates] == ["effective", "mentioned", "passed"]
