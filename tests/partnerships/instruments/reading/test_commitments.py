"""Commitments proposed from the operative sections, beyond those of the real text."""

import pytest
from tests.partnerships.instruments.reading.texts import EVERY_TEXT, SYNTHETIC, resolution

from interlocal.partnerships.instruments.reading import propose_commitments, read_text


def proposed(section):
    read = read_text(resolution(sections=f"SECTION 1. {section}"))
    return propose_commitments(read)


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        (
            "The City Clerk shall file a copy with the Recorder.",
            [("City Clerk", None, "requirement", "File a copy with the Recorder")],
        ),
        (
            "The City\u2019s staff will report to the Council, and shall keep records.",
            [
                ("City's staff", "Council", "requirement", "Report to the Council"),
                ("City's staff", None, "requirement", "Keep records"),
            ],
        ),
        (
            "That the City Council of the City of Fairview hereby commits to sharing its counter.",
            [("City Council", None, "undertaking", "Share its counter")],
        ),
        (
            "Each member city agrees to pay its share.",
            [("Member city", None, "undertaking", "Pay its share")],
        ),
        (
            "The City Council does hereby direct the City Manager or his designee to draft an agreement.",
            [("City Manager", "City Council", "direction", "Draft an agreement")],
        ),
        (
            "The Council authorizes and directs the City Manager and the City Attorney to draft it all.",
            [("City Manager and City Attorney", "Council", "direction", "Draft it all")],
        ),
        (
            "The Mayor is hereby authorized and directed to sign the agreement.",
            [("Mayor", None, "direction", "Sign the agreement")],
        ),
        (
            "The City Manager shall: (a) keep accounts; (b) report to the City Council; (c) publish both.",
            [
                ("City Manager", None, "requirement", "Keep accounts"),
                ("City Manager", "City Council", "requirement", "Report to the City Council"),
                ("City Manager", None, "requirement", "Publish both"),
            ],
        ),
        (
            "The budget shall be prepared by the Finance Director, and the Sheriff will provide counts.",
            [
                (
                    "Finance Director",
                    None,
                    "requirement",
                    "The budget shall be prepared by the Finance Director",
                ),
                ("Sheriff", None, "requirement", "Provide counts"),
            ],
        ),
        (
            "A report shall be presented to the City Council each January.",
            [
                (
                    None,
                    "City Council",
                    "requirement",
                    "A report shall be presented to the City Council each January",
                )
            ],
        ),
        (
            "The City Manager shall assign one employee to answer calls.",
            [
                ("City Manager", None, "requirement", "Assign one employee to answer calls"),
            ],
        ),
        (
            "The City Manager shall assign employees to answer calls.",
            [
                ("City Manager", None, "requirement", "Assign employees"),
                ("Staff", None, "delegation", "Answer calls"),
            ],
        ),
        (
            "The Police Department, with support by the County, will answer calls.",
            [("Police Department", None, "requirement", "Answer calls")],
        ),
    ],
)
def test_undertakings_become_commitments(section, expected):
    found = [
        (one.owed_by_role, one.owed_to, one.kind, one.title.replace("\u2019", "'"))
        for one in proposed(section)
    ]
    assert found == expected


@pytest.mark.parametrize(
    "section",
    [
        "The City Manager is hereby authorized to sign the agreement.",
        "The Council authorizes the Mayor to sign the agreement.",
        "The City Manager may accept further members.",
        "This resolution shall be in full force and effect from and after its passage.",
        "This ordinance shall take effect and be in force on May 1, 2021.",
        "All ordinances in conflict herewith shall be and are hereby repealed.",
        "The provisions of this resolution shall be severable.",
        "The City shall not be liable for any debt of the County.",
        "The City Council urges the County to join.",
        "The City Council thanks its staff for the goodwill shown.",
        "The City Council does hereby resolve to continue its support.",
        "That this resolution shall be known as the Hotline Resolution.",
    ],
)
def test_permissions_and_rules_of_effect_are_no_commitments(section):
    assert proposed(section) == ()


@pytest.mark.parametrize("name", EVERY_TEXT)
def test_clauses_are_the_words_of_their_section(name):
    read = read_text(EVERY_TEXT[name])
    found = propose_commitments(read)
    assert found
    for one in found:
        section = read.sections[one.section_index]
        assert section.text[one.start : one.end] == one.clause
        assert section.number == one.section_number


def roles(name):
    return [
        (one.section_number, one.owed_by_role, one.title)
        for one in propose_commitments(read_text(SYNTHETIC[name]))
    ]


def test_commitments_of_the_synthetic_texts():
    assert roles("ordinance-fairview") == [
        ("1", "Mayor", "Sign the agreement attached as Exhibit A"),
        ("2", "City Manager", "Keep an account of the hours given"),
        ("2", "City Manager", "Report annually to the City Council"),
        ("2", "City Manager", "Publish the report"),
    ]
    assert roles("resolved-clauses-millbrook") == [
        (None, "City", "Offer its empty seats to the partner cities"),
        (None, "City Administrator", "Appoint a staff member"),
        (None, "Staff", "Publish the calendar"),
    ]
    assert roles("county-order-harlan") == [
        ("1", "Commission", "Pay one third of the cost of the study"),
        ("2", None, "A report shall be presented to the Commission by December 1, 2024"),
        ("3", "County Administrator", "The draft report shall be prepared by the County Administrator"),
        ("3", "Sheriff", "Provide call counts"),
    ]
    assert roles("paged-oakdale") == [
        ("1", "City Clerk", "Share the counter\u2019s calendar with the City of Fairview"),
        ("2", "City Council", "Review the desk after one year"),
    ]


def test_a_long_title_is_cut_between_words():
    (one,) = proposed(f"The City Clerk shall file {'copies and ' * 30}originals.")
    assert len(one.title) <= 161
    assert one.title.endswith("\u2026")
    assert one.text.endswith("originals.")
