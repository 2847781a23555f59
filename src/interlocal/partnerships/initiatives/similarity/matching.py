"""How alike texts are: the cosine of their TF-IDF vectors (Salton and Buckley 1988).

The weight of a stem in a text is (1 + ln(how often it stands there)) x (1 + ln(n / texts that hold it)); two
texts are as alike as the cosine between their weights, from 0 (no word in common) to 1.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from interlocal.partnerships.initiatives.similarity.words import terms_of

# Found by reading pairs of pain points: below it, what they share is mostly how people write.
CLOSE = 0.18
MOST_WORDS = 8
KEPT = 4  # answers that a process keeps: reading a page must not weigh the same texts again
_SLACK = 1e-9  # more than plain addition of a few hundred weights can be off


@dataclass(frozen=True)
class Match:
    """Two texts by their places in what was given, how alike they are, and the words that say so."""

    first: int
    second: int
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Cluster:
    """Texts that are all alike, each to each; ``score`` is that of the least alike two."""

    places: tuple[int, ...]
    score: float
    words: tuple[str, ...]


def matches_of(texts: Sequence[str], *, least: float = CLOSE) -> list[Match]:
    """Return the pairs of ``texts`` that are at least ``least`` alike, the closest first.

    The words of a match are those that both hold, heaviest first, as the first of the two writes them.
    Equal input gives equal output, on any machine that adds in IEEE doubles.
    """
    return list(_weighed(tuple(texts), least))


@lru_cache(maxsize=KEPT)
def _weighed(texts: tuple[str, ...], least: float) -> tuple[Match, ...]:
    terms = [terms_of(text) for text in texts]
    vectors = _vectors([Counter(one for one, _word in row) for row in terms])
    spelt = [_spellings(row) for row in terms]
    found = []
    for first, second in _candidates(vectors, least - _SLACK):
        shared = sorted(vectors[first].keys() & vectors[second].keys())
        products = {one: vectors[first][one] * vectors[second][one] for one in shared}
        score = min(1.0, math.fsum(products.values()))
        if score >= least:
            heaviest = sorted(shared, key=lambda one: (-products[one], one))[:MOST_WORDS]
            found.append(Match(first, second, score, tuple(spelt[first][one] for one in heaviest)))
    return tuple(sorted(found, key=lambda match: (-match.score, match.first, match.second)))


def clusters_of(
    texts: Sequence[str], *, least: float = CLOSE, among: Container[int] | None = None
) -> list[Cluster]:
    """Return groups of ``texts`` of which every two are at least ``least`` alike, the closest first.

    Words are weighed over all texts; ``among`` are the places that may be joined, where not all may.

    Complete linkage: the closest pairs are joined first, and a group grows only by texts that are alike to
    all in it, so that no chain of neighbours joins what has nothing in common. Each text is in one at most.
    """
    pairs = {
        (match.first, match.second): match
        for match in matches_of(texts, least=least)
        if among is None or (match.first in among and match.second in among)
    }
    groups: dict[int, list[int]] = {}
    for first, second in pairs:  # the closest first
        left, right = groups.get(first, [first]), groups.get(second, [second])
        if left is right or not all((min(a, b), max(a, b)) in pairs for a in left for b in right):
            continue
        joined = sorted(left + right)
        groups.update(dict.fromkeys(joined, joined))
    unique = {tuple(group) for group in groups.values()}
    clusters = [_cluster(places, pairs) for places in unique]
    return sorted(clusters, key=lambda cluster: (-cluster.score, cluster.places))


def _cluster(places: tuple[int, ...], pairs: Mapping[tuple[int, int], Match]) -> Cluster:
    inside = [pairs[a, b] for index, a in enumerate(places) for b in places[index + 1 :]]
    counted = Counter(word for match in inside for word in match.words)
    words = sorted(counted, key=lambda word: (-counted[word], word))[:MOST_WORDS]
    return Cluster(places, min(match.score for match in inside), tuple(words))


def _vectors(counts: Sequence[Counter[str]]) -> list[dict[str, float]]:
    """The weights of each text, scaled to length one."""
    held = Counter(one for count in counts for one in count)
    vectors = []
    for count in counts:
        weights = {
            one: (1 + math.log(often)) * (1 + math.log(len(counts) / held[one]))
            for one, often in sorted(count.items())
        }
        length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
        vectors.append({one: weight / length for one, weight in weights.items()} if length else {})
    return vectors


def _candidates(vectors: Sequence[Mapping[str, float]], least: float) -> list[tuple[int, int]]:
    """The pairs that are at least ``least`` alike, added up as it comes: only they are weighed exactly."""
    holders: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    found: list[tuple[int, int]] = []
    for place, vector in enumerate(vectors):
        sums: defaultdict[int, float] = defaultdict(float)
        for one, weight in vector.items():
            for earlier, other in holders[one]:
                sums[earlier] += weight * other
        found += [(earlier, place) for earlier, score in sums.items() if score >= least]
        for one, weight in vector.items():
            holders[one].append((place, weight))
    return sorted(found)


def _spellings(terms: Sequence[tuple[str, str]]) -> dict[str, str]:
    spelt: dict[str, str] = {}
    for one, word in terms:
        spelt.setdefault(one, word)
    return spelt
