"""Draft instruments from parts: a writer that knows nothing of the reader.

A `Draft` holds what a reader must find, and the text in which it must find it.
"""

import textwrap
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

# Words of the kind that stand at the head of a part, here inside sentences, where they open none.
_VOCABULARY = (
    "calls staff hours neighbours shared service whereas section resolved therefore passed approved adopted "
    "by the of and to in a cost-sharing part-time first-rate \u201cone stop\u201d council\u2019s city\u2019s "
    "manager clerk mayor attest article exhibit now 911 half 24-hour models partners' (pilot) training, "
    "hotline; year"
)
WORDS = _VOCABULARY.split()
_CAPITALS = "RENEWING JOINING SHARED TRAINING PROGRAM OF THE HOTLINE AND FLEET SHOP"
CAPITALS = _CAPITALS.split()
HEADINGS = ("Purpose", "Staff and Hours", "EFFECTIVE DATE", "Cost of the Hotline", "Definitions")
PLACES = ("Fairview", "Lee\u2019s Summit", "St. Clement", "North Harlan", "O'Fallon", "Winston-Oaks")
WHEREAS = ("WHEREAS, ", "Whereas, ", "WHEREAS; ", "WHEREAS: ", "WHEREAS ", "**WHEREAS**, ", "W H E R E A S, ")
CONNECTIVES = ("; and,", "; and", ", and", ";", "; AND")
SECTION_FORMS = ("SECTION {}. ", "Section {}: ", "Sec. {}. ", "\u00a7 {}. ", "SECTION {} \u2013 ", "{}. ")
SIGN_OFFS = (
    ("{name}\nMayor", "Mayor", "presides", True),
    ("Presiding Officer of the City Council", "Presiding Officer", "presides", False),
    ("ATTEST:\n{name}\nCity Clerk", "City Clerk", "attests", True),
    ("ATTEST: {name}, City Clerk", "City Clerk", "attests", True),
    (
        "APPROVED AS TO FORM AND LEGALITY\n____________\nCity Counselor",
        "City Counselor",
        "approves as to form and legality",
        False,
    ),
    ("REVIEWED BY:\n/s/ {name}\nCity Manager", "City Manager", "reviews", True),
)
STRAIGHT = str.maketrans({"\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-"})
NAMES = ("Ann Roe", "Bo Lee", "Mary-Jo O\u2019Dell", "J. P. Hart")


@dataclass(frozen=True)
class Draft:
    """The parts of an instrument and its text."""

    kind: str
    number: str | None
    title: str
    body: str
    recitals: tuple[str, ...]
    sections: tuple[tuple[str, str | None, str], ...]
    passed_on: date
    sign_offs: tuple[tuple[str, str, str | None], ...]
    text: str


def sentences():
    """Sentences that open with a capital and end with a full stop."""
    words = st.lists(st.sampled_from(WORDS), min_size=4, max_size=25)
    return words.map(lambda chosen: f"That {' '.join(chosen)} done.")


@st.composite
def drafts(draw):
    """An instrument with everything in it, in one typography."""
    kind, verb = draw(st.sampled_from((("resolution", "RESOLVED"), ("ordinance", "ORDAINED"))))
    number = draw(st.sampled_from((None, "6376", "21-08", "9,123", "R-2021-08")))
    words = draw(st.lists(st.sampled_from(CAPITALS), min_size=2, max_size=12))
    title = f"{'A RESOLUTION' if kind == 'resolution' else 'AN ORDINANCE'} FOR {' '.join(words)}."
    body = f"City Council of the City of {draw(st.sampled_from(PLACES))}, Missouri"
    recitals = tuple(sentence[5:-1] for sentence in draw(st.lists(sentences(), min_size=1, max_size=6)))
    whereas, connective = draw(st.sampled_from(WHEREAS)), draw(st.sampled_from(CONNECTIVES))
    told = draw(
        st.lists(st.tuples(st.none() | st.sampled_from(HEADINGS), sentences()), min_size=1, max_size=6)
    )
    sections = tuple((str(at), heading, text) for at, (heading, text) in enumerate(told, 1))
    form = draw(st.sampled_from(SECTION_FORMS))
    passed_on = draw(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
    blocks = draw(
        st.lists(st.sampled_from(SIGN_OFFS), min_size=1, max_size=4, unique_by=lambda block: block[1])
    )
    signed = [(block, draw(st.sampled_from(NAMES))) for block in blocks]
    paragraphs = [
        f"{kind.upper()} NO. {number or '_____'}",
        title,
        *(f"{whereas}{recital}{connective}" for recital in recitals),
        f"NOW, THEREFORE, BE IT {verb} BY THE {body.upper()}, AS FOLLOWS:",
        *(form.format(at) + (f"{heading}. " if heading else "") + text for at, heading, text in sections),
        f"PASSED this {passed_on.day} day of {passed_on:%B}, {passed_on.year}, by the {body}.",
        *(block[0].format(name=name) for block, name in signed),
    ]
    return Draft(
        kind=kind,
        number=number,
        title=title,
        body=body,
        recitals=recitals,
        sections=sections,
        passed_on=passed_on,
        sign_offs=tuple((block[1], block[2], name if block[3] else None) for block, name in signed),
        text=draw(set_out(paragraphs)),
    )


@st.composite
def set_out(draw, paragraphs):
    """The paragraphs on lines of some width, with or without blank lines, in some typography."""
    width = draw(st.none() | st.integers(40, 120))
    gap = draw(st.sampled_from(("\n\n", "\n", "\n \n\n")))
    text = gap.join(_wrapped(paragraph, width) for paragraph in paragraphs)
    if draw(st.booleans()):
        text = text.translate(STRAIGHT)
    if draw(st.booleans()):
        text = text.replace(" of ", "\u00a0of ").replace(". ", ".\u00a0")
    text = text.replace("\n", draw(st.sampled_from(("\n", "\r\n", "\r"))))
    return draw(st.sampled_from(("", "\n", "  "))) + text + draw(st.sampled_from(("", "\n", "\r\n\n")))


def _wrapped(paragraph, width):
    if width is None:
        return paragraph
    return "\n".join(
        "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))
        for line in paragraph.split("\n")
    )
