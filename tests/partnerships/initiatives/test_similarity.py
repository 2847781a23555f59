"""Which texts say much the same, against a slow reading of the same formula."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlocal.partnerships.initiatives.similarity import clusters_of, matches_of, stem, terms_of

ENGINES = "Fire engines wait weeks for repairs because mechanics are missing"
TRUCKS = "No mechanic to repair the fire trucks; an engine waited three weeks"
HIRING = "Applicants for police dispatch leave before the background check is done"
WORDS = ("engine", "engines", "repair", "repairs", "mechanic", "dispatch", "police", "the", "water", "leak")
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), max_size=6)


def slow_cosine(texts, first, second):
    """The formula of the docstring, written out plainly with no index and no scaling."""
    bags = [Counter(one for one, _word in terms_of(text)) for text in texts]

    def weight(bag, word):
        holders = sum(word in other for other in bags)
        return (1 + math.log(bag[word])) * (1 + math.log(len(bags) / holders)) if bag[word] else 0.0

    words = sorted(set(bags[first]) | set(bags[second]))
    a = [weight(bags[first], word) for word in words]
    b = [weight(bags[second], word) for word in words]
    size = math.sqrt(sum(x * x for x in a)) * math.sqrt(sum(x * x for x in b))
    return sum(x * y for x, y in zip(a, b, strict=True)) / size if size else 0.0


@pytest.mark.parametrize(
    "family",
    [
        ("repair", "repairs", "repaired", "repairing"),
        ("engine", "engines"),
        ("apply", "applied", "applies"),
        ("plan", "planning", "planned", "planner"),
        ("city", "cities"),
        ("stress",),
    ],
)
def test_words_of_one_family_have_one_stem(family):
    assert len({stem(word) for word in family}) == 1


def test_words_that_say_nothing_are_left_out():
    assert [word for _stem, word in terms_of("We do not have the engine, and it is a city's")] == ["engine"]


def test_match_says_which_words_both_hold():
    (match,) = matches_of([ENGINES, TRUCKS, HIRING])

    assert (match.first, match.second) == (0, 1)
    assert sorted(match.words) == ["engines", "fire", "mechanics", "repairs", "wait", "weeks"]


@given(TEXTS)
def test_scores_agree_with_the_formula_written_out(texts):
    found = {(match.first, match.second): match.score for match in matches_of(texts, least=0.0)}

    for first in range(len(texts)):
        for second in range(first + 1, len(texts)):
            slow = slow_cosine(texts, first, second)
            assert found.get((first, second), 0.0) == pytest.approx(min(1.0, slow), abs=1e-9)


@given(TEXTS)
def test_everything_in_a_cluster_is_alike_to_everything_in_it(texts):
    alike = {(match.first, match.second) for match in matches_of(texts, least=0.4)}
    clusters = clusters_of(texts, least=0.4)

    placed = [place for cluster in clusters for place in cluster.places]
    assert len(placed) == len(set(placed))
    for cluster in clusters:
        pairs = {(a, b) for a in cluster.places for b in cluster.places if a < b}
        assert pairs <= alike


@given(TEXTS)
def test_same_texts_give_the_same_answer(texts):
    assert matches_of(texts) == matches_of(list(texts))
    assert clusters_of(texts) == clusters_of(list(texts))


@pytest.mark.parametrize("text", ["", "   ", "the and of", "1234 !!"])
def test_text_without_words_matches_nothing(text):
    assert matches_of([text, text, ENGINES]) == []
