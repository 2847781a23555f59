"""The receipt: enough bits, both forms alike, and a typing error is found and placed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.programs.hotline.rules import receipt as rule

receipts = st.binary(min_size=32, max_size=32).map(rule.receipt_from)


def test_a_receipt_has_103_bits():
    assert math.log2(rule.MOST) > 103
    assert len(set(rule.word_list())) == 7776
    assert rule.receipt_from(b"\xff" * 32) < rule.MOST


@given(receipts)
def test_words_and_characters_are_the_same_receipt(receipt):
    words, code = rule.as_words(receipt), rule.as_code(receipt)
    assert len(words) == 9
    assert len(code.replace("-", "")) == 24
    for typed in (
        " ".join(words),
        "  " + ",\n".join(words).upper() + ".",
        " ".join(f"{number}. {word}" for number, word in enumerate(words, 1)),
        code,
        code.upper(),
        code.replace("-", ""),
        code.replace("-", " ").replace("0", "o").replace("1", "l"),
    ):
        assert rule.read_receipt(typed) == receipt


@given(receipts, st.integers(0, 8), st.integers(1, 7775))
def test_every_single_wrong_word_is_found(receipt, place, by):
    words = list(rule.as_words(receipt))
    changed = rule.word_list()[(rule.word_list().index(words[place]) + by) % 7776]
    words[place] = changed
    with pytest.raises(rule.WrongReceipt):
        rule.read_receipt(" ".join(words))


@given(receipts, st.integers(0, 23), st.integers(1, 31))
def test_a_single_wrong_character_is_found_and_placed(receipt, place, by):
    code = list(rule.as_code(receipt).replace("-", ""))
    code[place] = rule.ALPHABET[rule.ALPHABET.index(code[place]) ^ by]
    with pytest.raises(rule.WrongReceipt, match=f"Character {place + 1} is wrong"):
        rule.read_receipt("".join(code))


@given(receipts, st.permutations(range(24)), st.integers(2, 3), st.integers(1, 31))
def test_two_and_three_wrong_characters_are_found(receipt, places, count, by):
    code = list(rule.as_code(receipt).replace("-", ""))
    for place in places[:count]:
        code[place] = rule.ALPHABET[rule.ALPHABET.index(code[place]) ^ by]
    with pytest.raises(rule.WrongReceipt):
        rule.read_receipt("".join(code))


def test_what_is_wrong_is_said():
    words = rule.as_words(rule.receipt_from(bytes(range(32))))
    misspelled = words[2] + "q"
    for typed, said in (
        ("", "nine words, or 24 characters; this has 0"),
        (" ".join(words[:8]), "nine words; these are 8"),
        (
            " ".join([*words[:2], misspelled, *words[3:]]),
            f"Word 3, “{misspelled}”.*Did you mean “{words[2]}”",
        ),
        ("a" * 23, "24 characters; this has 23"),
        ("u" * 24, "Character 1 is in no receipt"),
    ):
        with pytest.raises(rule.WrongReceipt, match=said):
            rule.read_receipt(typed)


@given(st.text(max_size=300))
def test_whatever_is_typed_is_a_receipt_or_refused(typed):
    try:
        found = rule.read_receipt(typed)
    except rule.WrongReceipt:
        return
    assert 0 <= found < rule.MOST
