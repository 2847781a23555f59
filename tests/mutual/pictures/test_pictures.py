"""The pictures as another reader finds them: parsed as XML, measured, and read as words."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutual.pictures import bar_chart, heat_map, line_chart
from mutual.pictures.refusal import PictureError
from mutual.pictures.ticks import said, ticks

SVG = "{http://www.w3.org/2000/svg}"
DAYS = ("Monday", "Tuesday")
NAMES = st.text(min_size=1, max_size=60).filter(lambda word: word.isprintable() and word.strip())
FIGURES = st.floats(-1e7, 1e7).map(lambda value: round(value, 3))


def parts(drawn, name):
    return list(ET.fromstring(drawn).iter(f"{SVG}{name}"))


def words(drawn):
    return [one.text for one in parts(drawn, "text")]


def titled(drawn):
    """The rectangles that say what they show, by what they say."""
    return {one[0].text: one for one in parts(drawn, "rect") if len(one)}


@given(bars=st.dictionaries(NAMES, FIGURES, min_size=1, max_size=12))
def test_bars_are_as_long_as_their_figures(bars):
    drawn = bar_chart("Savings", bars=bars, unit="dollars")
    found = titled(drawn)

    lengths = {
        name: float(found[f"{name}: {said(value)} dollars"].get("width")) for name, value in bars.items()
    }
    most = max(bars, key=lambda name: abs(bars[name]))
    for name, value in bars.items():
        assert lengths[name] == pytest.approx(abs(value) / (abs(bars[most]) or 1) * lengths[most], abs=0.02)
    assert set(map(said, bars.values())) <= set(words(drawn))


@given(values=st.lists(FIGURES, min_size=2, max_size=30))
def test_line_goes_through_its_figures(values):
    drawn = line_chart("Waits", across=range(len(values)), series={"All": values}, x="hour", y="seconds")
    (path,) = [one for one in parts(drawn, "path") if one.get("stroke-width") == "2.2"]
    points = [tuple(map(float, pair.split(","))) for pair in path.get("d")[1:].split("L")]

    assert len(points) == len(values)
    assert all(before[0] < after[0] for before, after in pairwise(points))
    for (value, point), (other, beside) in pairwise(zip(values, points, strict=True)):
        assert (point[1] - beside[1]) * (other - value) >= 0  # higher figures stand higher up
    assert all(0 <= left <= 720 and 0 <= top <= 380 for left, top in points)


def test_steps_hold_until_the_next_place():
    drawn = line_chart(
        "Staff",
        across=range(169),
        series={"Required": [3.0] * 84 + [5.0] * 84},
        x="hour",
        y="people",
        steps=True,
    )
    (path,) = [one for one in parts(drawn, "path") if one.get("stroke-width") == "2.2"]
    assert len(path.get("d").split("L")) == 2 * 168
    assert {"Mon", "Sun"} <= set(words(drawn))
    assert parts(drawn, "desc")[0].text == "people by hour. Required from 3 to 5."


def test_cells_are_darker_the_more_and_say_their_figure():
    drawn = heat_map(
        "Calls", rows=DAYS, columns=("0", "1", "2"), values=[[0, 4, 8], [1, 2, 2.5]], unit="calls"
    )
    found = titled(drawn)

    assert list(found)[:3] == ["Monday, 0: 0 calls", "Monday, 1: 4 calls", "Monday, 2: 8 calls"]
    shades = [int(found[key].get("fill")[1:3], 16) for key in list(found)[:3]]
    assert shades == sorted(set(shades), reverse=True)
    assert parts(drawn, "desc")[0].text == "calls: from 0 to 8, most at Monday, 2."


def test_words_of_anyone_are_words_in_the_picture():
    name = 'Lee\'s <script>alert(1)</script> & "Summit"'
    drawn = bar_chart(name, bars={name: 1}, unit="<b>")
    assert parts(drawn, "script") == []
    assert parts(drawn, "title")[0].text == name


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: bar_chart("Costs", bars={}, unit="dollars"), "Costs has no figure to draw."),
        (lambda: bar_chart("Costs", bars={"A": float("nan")}, unit="dollars"), "not finite"),
        (
            lambda: line_chart("Waits", across=[0, 1], series={"A": [1]}, x="x", y="y"),
            "Waits, A: 2 figures belong here, not 1.",
        ),
        (
            lambda: line_chart("Waits", across=[1, 1], series={"A": [1, 2]}, x="x", y="y"),
            "Waits: the places along the axis must rise.",
        ),
        (
            lambda: line_chart("Waits", across=[0], series={}, x="x", y="y"),
            "Waits can be drawn with 1 to 6 lines, not 0.",
        ),
        (
            lambda: heat_map("Calls", rows=DAYS, columns=("0",), values=[[1]], unit="calls"),
            "Calls: a figure for each of 2 x 1 cells belongs here.",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(draw, message):
    with pytest.raises(PictureError, match=message.replace(".", r"\.")):
        draw()


@given(low=FIGURES, wide=st.floats(1e-3, 1e9))
def test_ticks_hold_the_figures_and_are_few(low, wide):
    marks = ticks(low, low + wide)
    assert marks[0] <= low + wide * 1e-6
    assert marks[-1] >= (low + wide) - wide * 1e-6
    assert 2 <= len(marks) <= 12
