"""The usual spellings of parties, bodies and signature blocks, one at a time."""

import pytest
from tests.partnerships.instruments.reading.texts import resolution

from interlocal.partnerships.instruments.reading import Party, read_text, write_text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("apostrophe", ["'", "\u2019"])
def test_parties_are_the_same_in_every_typography(newline, apostrophe):
    recitals = (
        "WHEREAS, the cities of Blue Springs, Lee's\u00a0Summit, and\nSt. Clement, Missouri, met; and\n"
        "WHEREAS, the City of Lee's Summit, with the support of the Mid\u2011America Regional Council, met."
    )
    text = resolution(recitals=recitals).replace("\n", newline).replace("'", apostrophe)
    read = read_text(text)
    assert read.parties == (
        Party("Blue Springs", "member"),
        Party("Lee's Summit", "member"),
        Party("St. Clement", "member"),
        Party("Mid-America Regional Council", "supporter"),
        Party("Fairview", "member"),
    )
    assert write_text(read) == text


def test_a_place_is_named_in_mixed_case_where_the_text_has_only_capitals():
    read = read_text(resolution(recitals="WHEREAS, THE CITY OF LEE'S SUMMIT AND THE COUNTY OF CASS, JOINED."))
    assert [party.name for party in read.parties] == ["Lee's Summit", "Cass County", "Fairview"]


SIGN_OFFS = {
    "Mayor\n\nATTEST:\n\nCity Clerk": [("Mayor", "presides", None), ("City Clerk", "attests", None)],
    "______________\nAnn Roe, Mayor\n\nATTEST:\n______________\nBo Lee, City Clerk": [
        ("Mayor", "presides", "Ann Roe"),
        ("City Clerk", "attests", "Bo Lee"),
    ],
    "/s/ Ann Roe\nMayor\nATTEST: /s/ Bo Lee\nCity Clerk": [
        ("Mayor", "presides", "Ann Roe"),
        ("City Clerk", "attests", "Bo Lee"),
    ],
    "Mayor Ann Roe\n\nCity Clerk\nATTEST:": [
        ("Mayor", "presides", "Ann Roe"),
        ("City Clerk", "attests", None),
    ],
    "Mayor     City Attorney\n\n____      APPROVED AS TO FORM\n\nAttested by: Bo Lee, Deputy City Clerk": [
        ("Mayor", "presides", None),
        ("City Attorney", "approves as to form", None),
        ("Deputy City Clerk", "attests", "Bo Lee"),
    ],
    "Council President\n\nAPPROVED by the Mayor this ___ day of ___.\n\nMayor\n\nAttest:\nCity Clerk": [
        ("Council President", "presides", None),
        ("Mayor", "approves", None),
        ("City Clerk", "attests", None),
    ],
    "Presiding Officer of the City Council of the City of Fairview\n\nREVIEWED BY:\n\nCity Administrator": [
        ("Presiding Officer", "presides", None),
        ("City Administrator", "reviews", None),
    ],
    "MAYOR\nANN ROE\n\nSUBMITTED BY:\nBo Lee\nFinance Director": [
        ("Mayor", "presides", "ANN ROE"),
        ("Finance Director", "submits", "Bo Lee"),
    ],
}


@pytest.mark.parametrize("block", SIGN_OFFS)
def test_signature_block(block):
    text = resolution(closing=f"PASSED April 5, 2021.\n\n{block}\n")
    read = read_text(text)
    assert [(one.role, one.attests, one.name) for one in read.signatories] == SIGN_OFFS[block]
    assert read.footer is None
    assert write_text(read) == text


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        (
            "BY THE MAYOR AND BOARD OF ALDERMEN OF THE CITY OF RAYTOWN, MISSOURI",
            "Mayor and Board of Aldermen of the City of Raytown, Missouri",
        ),
        (
            "BY THE COUNTY LEGISLATURE OF JACKSON COUNTY, MISSOURI",
            "County Legislature of Jackson County, Missouri",
        ),
        (
            "BY THE CITY COUNCIL OF THE CITY OF LEE'S SUMMIT, MISSOURI",
            "City Council of the City of Lee's Summit, Missouri",
        ),
        ("by the Town Council of the Town of St. Clement", "Town Council of the Town of St. Clement"),
        ("by the Grandview Board of Aldermen", "Grandview Board of Aldermen"),
    ],
)
def test_adopting_body(sentence, body):
    assert (
        read_text(resolution(enacting=f"NOW, THEREFORE, BE IT RESOLVED {sentence}, AS FOLLOWS:")).body == body
    )
