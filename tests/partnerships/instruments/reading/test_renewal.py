"""The real draft of 2022, part by part."""

import json
from datetime import date

import pytest
from tests.partnerships.instruments.reading.texts import RENEWAL, RENEWAL_FILE

from interlocal.partnerships.instruments.reading import (
    Party,
    ReadDate,
    Signatory,
    propose_commitments,
    read_file,
    read_text,
    to_json,
    write_text,
)

COUNCIL = "City Council of the City of Independence, Missouri"


@pytest.fixture(scope="module")
def renewal():
    return read_file(RENEWAL_FILE)


def test_head_of_the_renewal(renewal):
    assert renewal.kind == "resolution"
    assert renewal.title == (
        "A RESOLUTION ADOPTING A STATEMENT OF COMMON PURPOSE TO RENEW THE EASTERN JACKSON COUNTY "
        "SHARED SERVICE COLLABORATIVE PARTNERSHIP."
    )
    assert renewal.bill_number is None
    assert renewal.resolution_number is None
    assert renewal.body == COUNCIL
    assert renewal.footer == "Shared Services 2021 03/04/21 - JF"
    assert renewal.doubts == ()


def test_recitals_of_the_renewal_are_the_words_after_whereas(renewal):
    lines = [line.removeprefix("WHEREAS, ") for line in RENEWAL.splitlines() if line.startswith("WHEREAS")]
    assert [recital.text for recital in renewal.recitals] == [line.removesuffix("; and,") for line in lines]
    assert len(renewal.recitals) == 9
    assert [recital.line for recital in renewal.recitals] == list(range(7, 24, 2))


def test_sections_of_the_renewal_are_joined_over_a_blank_line(renewal):
    assert [(one.number, one.heading, one.line) for one in renewal.sections] == [
        ("1", None, 27),
        ("2", None, 29),
    ]
    assert renewal.sections[0].text.startswith("That the City Council does hereby resolve to continue")
    assert renewal.sections[0].text.endswith("and does commit to supporting staff in these activities.")
    assert renewal.sections[1].text == (
        "That the City Council hereby directs the City Manager to assign the necessary staff resources to "
        "collaborate with the administrative staff in the other partner cities to further develop shared "
        "services models for the mutual benefit of the cities involved and the region."
    )


def test_parties_of_the_renewal(renewal):
    assert renewal.parties == (
        Party("Independence", "member"),
        Party("Blue Springs", "member"),
        Party("Lee's Summit", "member"),
        Party("Mid-America Regional Council", "supporter"),
        Party("Grandview", "member"),
        Party("Raytown", "member"),
    )


def test_dates_of_the_renewal_with_their_blanks(renewal):
    assert renewal.dates == (
        ReadDate("October 15, 2018", date(2018, 10, 15), "mentioned", 2018, 10, 15),
        ReadDate("____ DAY OF _____, 2022", None, "passed", 2022, None, None),
    )
    assert [one.blanks for one in renewal.dates] == [(), ("day", "month")]
    assert [one.line for one in renewal.dates] == [15, 33]


def test_sign_offs_of_the_renewal_in_order(renewal):
    form = "approves as to form and legality"
    assert renewal.signatories == (
        Signatory("Presiding Officer", "presides", f"Presiding Officer of the {COUNCIL}"),
        Signatory("City Clerk", "attests", "City Clerk", "ATTEST:"),
        Signatory("City Counselor", form, "City Counselor", "APPROVED AS TO FORM AND LEGALITY"),
        Signatory("City Manager", "reviews", "City Manager", "REVIEWED BY:"),
    )


def test_the_renewal_is_written_out_unchanged(renewal):
    assert write_text(renewal) == RENEWAL


def test_json_has_exactly_the_promised_shape(renewal):
    printed = json.loads(json.dumps(to_json(renewal)))
    assert list(printed) == [
        "kind",
        "title",
        "bill_number",
        "resolution_number",
        "body",
        "recitals",
        "sections",
        "parties",
        "dates",
        "signatories",
        "footer",
    ]
    assert printed["recitals"] == [recital.text for recital in renewal.recitals]
    assert printed["sections"][1] == {"number": "2", "heading": None, "text": renewal.sections[1].text}
    assert printed["parties"][2] == {"name": "Lee's Summit", "role": "member"}
    assert printed["dates"][0] == {
        "text": "October 15, 2018",
        "date": "2018-10-15",
        "year": 2018,
        "month": 10,
        "day": 15,
        "meaning": "mentioned",
    }
    assert printed["signatories"][1] == {
        "role": "City Clerk",
        "attests": "attests",
        "title": "City Clerk",
        "caption": "ATTEST:",
        "name": None,
    }


def test_the_renewal_proposes_its_three_commitments():
    council, manager, staff = propose_commitments(read_text(RENEWAL))

    assert (council.owed_by_role, council.owed_to, council.kind) == ("City Council", None, "undertaking")
    assert council.title == "Support staff in these activities"
    assert council.text == "The City Council is to support staff in these activities."
    assert council.clause == "does commit to supporting staff in these activities"
    assert council.section_number == "1"

    assert (manager.owed_by_role, manager.owed_to, manager.kind) == (
        "City Manager",
        "City Council",
        "direction",
    )
    assert manager.clause == (
        "directs the City Manager to assign the necessary staff resources to collaborate with the "
        "administrative staff in the other partner cities"
    )
    assert manager.section_number == "2"

    assert (staff.owed_by_role, staff.kind) == ("Staff", "delegation")
    assert staff.owed_to == "cities involved and the region"
    assert staff.clause == (
        "to further develop shared services models for the mutual benefit of the cities involved "
        "and the region"
    )
    assert staff.section_number == "2"
