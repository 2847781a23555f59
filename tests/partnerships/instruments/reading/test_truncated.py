"""A text that breaks off is refused with the line on which it does."""

import pytest
from tests.partnerships.instruments.reading.texts import RENEWAL, attempt, resolution

from interlocal.partnerships.instruments.reading import UnreadableInstrument, read_text


def refusal(text):
    with pytest.raises(UnreadableInstrument) as refused:
        read_text(text)
    return refused.value


@pytest.mark.parametrize(
    ("until", "message", "line"),
    [
        ("service delivery through", "stops after its recitals", 13),
        ("joined the collaborative partnership.", "stops after its recitals", 23),
        ("MISSOURI, AS FOLLOWS:", "no section or resolved clause follows", 25),
        ("SECTION 1.", "stops at the number of section 1", 27),
        ("and does commit to supporting", "in the middle of a sentence", 27),
        ("to assign the necessary", "in the middle of a sentence", 29),
        ("to further develop", "in the middle of a sentence", 31),
        ("PASSED THIS ____ DAY OF", "in the middle of its closing", 33),
        ("2022, BY THE CITY COU", "in the middle of its closing", 33),
        ("Presiding Officer of the", "in the middle of its closing", 35),
        ("ATTEST:", "in the middle of its closing", 37),
        ("REVIEWED BY:", "in the middle of its closing", 45),
    ],
)
def test_the_renewal_cut_off(until, message, line):
    refused = refusal(RENEWAL[: RENEWAL.index(until) + len(until)])
    assert message in refused.message
    assert refused.line == line


def test_every_cut_of_the_renewal_above_its_closing_is_refused_but_between_sections():
    """A cut right after a whole section leaves a text that may be meant so: it reads, with a doubt."""
    whole = set()
    for cut in range(RENEWAL.index("PASSED")):
        found = attempt(read_text, RENEWAL[:cut])
        if isinstance(found, UnreadableInstrument):
            assert found.line is not None
        else:
            whole.add(RENEWAL[:cut].rstrip()[-12:])
            assert [doubt.message for doubt in found.doubts] == [
                "No signature block follows the sections: is the text complete?"
            ]
    assert whole == {" activities.", " the region."}


@pytest.mark.parametrize(
    ("parts", "doubts"),
    [
        ({}, []),
        ({"closing": ""}, ["No signature block follows the sections: is the text complete?"]),
        (
            {"closing": "PASSED April 5, 2021.\n\nMayor"},
            ["No clerk attests: is the signature block complete?"],
        ),
        ({"head": ""}, ["No title stands above the recitals."]),
        (
            {"enacting": "NOW, THEREFORE, BE IT RESOLVED AS FOLLOWS:"},
            ["The text does not say which body adopts it."],
        ),
        (
            {"enacting": ""},
            [
                "The text does not say which body adopts it.",
                'No enacting clause ("NOW, THEREFORE, BE IT RESOLVED") stands above the sections.',
            ],
        ),
        (
            {"closing": "ATTEST:\n\nCity Clerk\n\nREVIEWED BY:\n\nSUBMITTED BY:\n\nMayor"},
            ['"REVIEWED BY:" has no office under it: is the signature block complete?'],
        ),
        (
            {"closing": "Mayor\n\nATTEST:\n\nCity Clerk\n\nEXHIBIT A\n\nThe agreement"},
            ["An attachment begins here; it is kept as it stands and not read."],
        ),
    ],
)
def test_what_a_person_should_check(parts, doubts):
    assert [doubt.message for doubt in read_text(resolution(**parts)).doubts] == doubts
