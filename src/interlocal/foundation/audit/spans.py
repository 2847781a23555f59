"""Runs of numbers, written short."""

from collections.abc import Iterable


def spans_of(numbers: Iterable[int]) -> list[list[int]]:
    """Return ascending ``numbers`` as spans, first and last: 1, 2, 3, 7 give [[1, 3], [7, 7]]."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return spans
