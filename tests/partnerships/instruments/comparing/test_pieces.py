import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.partnerships.instruments.comparing import PieceKind, applied_pieces, pieces_between, words_of

WORDS = st.sampled_from(
    [
        "the",
        "cities",
        "of",
        "Raytown",
        "Lee's",
        "Summit",
        ",",
        ";",
        "shall",
        "____",
        "staff",
        "20__",
        "(",
        ".",
    ]
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)


def keys(text):
    return tuple(word.key for word in words_of(text))


def told(old, new):
    return [(piece.kind.value, piece.text) for piece in pieces_between(old, new)]


def longest_common(one, other):
    """Length of the longest common subsequence, the slow way."""
    row = [0] * (len(other) + 1)
    for a in one:
        above = row[:]
        for place, b in enumerate(other, start=1):
            row[place] = above[place - 1] + 1 if a == b else max(above[place], row[place - 1])
    return row[-1]


@given(TEXTS, TEXTS)
def test_pieces_applied_to_the_old_text_give_the_new_one(old, new):
    assert applied_pieces(old, pieces_between(old, new)) == keys(new)


@given(st.text(max_size=60), st.text(max_size=60))
def test_pieces_of_any_text_give_the_new_one(old, new):
    assert applied_pieces(old, pieces_between(old, new)) == keys(new)


@given(TEXTS, TEXTS)
def test_no_more_is_kept_than_the_texts_have_in_common(old, new):
    kept = sum(len(piece.words) for piece in pieces_between(old, new) if piece.kind == PieceKind.KEPT)
    assert kept <= longest_common(keys(old), keys(new))


@given(TEXTS)
def test_same_text_has_no_change(text):
    assert {piece.kind for piece in pieces_between(text, text)} <= {PieceKind.KEPT}


def test_one_changed_word_is_found():
    assert told("does commit to supporting staff.", "does pledge to supporting staff.") == [
        ("kept", "does"),
        ("removed", "commit"),
        ("added", "pledge"),
        ("kept", "to supporting staff."),
    ]


def test_filled_blank_is_no_change():
    pieces = pieces_between("PASSED THIS ____ DAY OF _____, 20__.", "PASSED THIS 4th DAY OF April, 2022.")
    assert [(piece.kind.value, piece.text) for piece in pieces if piece.kind != PieceKind.KEPT] == [
        ("filled", "4th"),
        ("filled", "April"),
        ("filled", "2022"),
    ]


def test_blank_that_vanishes_is_a_change():
    assert told("on [date] it ends", "on it ends") == [
        ("kept", "on"),
        ("removed", "[date]"),
        ("kept", "it ends"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Lee’s Summit", "Lee's  Summit"),
        ("“best in class”", '"best in class"'),
        ("necessary\n\nstaff", "necessary staff"),
    ],
)
def test_layout_and_curls_are_no_change(old, new):
    assert [kind for kind, _text in told(old, new)] == ["kept"]


def test_punctuation_counts():
    assert told("cities, and", "cities and") == [("kept", "cities"), ("removed", ","), ("kept", "and")]


def test_pieces_of_another_text_are_refused():
    with pytest.raises(ValueError, match="not made from this text"):
        applied_pieces("something else", pieces_between("one text", "another text"))


def test_long_texts_without_anything_in_common_are_replaced_whole():
    old, new = "a " * 3000, "b " * 3000
    assert [kind for kind, _text in told(old, new)] == ["removed", "added"]
