"""A profile that is written reads back as the same, whatever it holds."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mutual.calls import Codes, Profile, read_profile, write_profile
from mutual.calls.profile import FileFormat, Handling, Places, Times

LETTERS = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
WORDS = st.text(LETTERS, min_size=1, max_size=20).filter(lambda word: word.strip() == word)
COLUMN = WORDS.map(lambda word: (word,))
CODES = st.builds(
    Codes,
    known=st.none() | st.frozensets(WORDS, max_size=3),
    drop=st.frozensets(WORDS, max_size=3),
    keeps_unknown=st.booleans(),
)
FILES = st.builds(
    FileFormat,
    kind=st.sampled_from([None, "csv", "xlsx", "parquet"]),
    encodings=st.sampled_from([("utf-8",), ("cp1252", "utf-8")]),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    quote=st.sampled_from(['"', "'", ""]),
    skip=st.integers(0, 9),
    has_header=st.booleans(),
    sheet=st.none() | WORDS,
    decimal=st.sampled_from([".", ","]),
    blank=st.lists(WORDS, max_size=2).map(tuple),
)
TIMES = st.builds(
    Times,
    formats=st.sampled_from([("ISO",), ("%m/%d/%Y %H:%M", "ISO"), ("Excel",)]),
    midnight=st.sampled_from(["keep", "refuse"]),
    backwards=st.sampled_from(["refuse", "no handling time"]),
    first=st.sampled_from([None, date(2026, 1, 1)]),
    last=st.sampled_from([None, date(2026, 3, 31)]),
)
HANDLING = st.builds(
    Handling,
    begins=st.just("received"),
    ends=st.just("cleared"),
    unit=st.sampled_from(["seconds", "minutes"]),
    ceiling=st.none() | st.floats(1, 1e6),
    assumed=st.none() | st.floats(1, 1e6),
    assumed_by_city=st.dictionaries(WORDS, st.floats(1, 1e6), max_size=2),
)
PROFILES = st.builds(
    Profile,
    zone=st.just("America/Chicago"),
    columns=st.fixed_dictionaries(
        {
            "received": st.lists(WORDS, min_size=1, max_size=2, unique=True).map(tuple),
            "place": COLUMN,
            "cleared": COLUMN,
            "type": COLUMN,
        }
    ),
    name=WORDS,
    written_in=st.sampled_from(["America/Chicago", "UTC"]),
    skipped_hour=st.sampled_from(["forward", "refuse"]),
    doubled_hour=st.sampled_from(["first", "second", "refuse"]),
    file=FILES,
    times=TIMES,
    places=st.builds(
        Places, st.none() | st.dictionaries(WORDS, WORDS, min_size=1, max_size=3), st.none() | WORDS
    ),
    codes=CODES.map(lambda codes: {"type": codes}),
    handling=HANDLING,
)


@given(profile=PROFILES)
def test_written_profile_reads_back_as_the_same(profile):
    assert read_profile(write_profile(profile)) == profile


def test_usual_settings_are_not_written():
    profile = Profile(
        zone="America/Chicago",
        columns={"received": ("time",), "place": ("beat",)},
        written_in="America/Chicago",
    )
    assert write_profile(profile) == (
        'zone = "America/Chicago"\n\n[columns]\nreceived = "time"\nplace = "beat"\n'
    )
    assert "written_in" in write_profile(replace(profile, written_in="UTC"))
