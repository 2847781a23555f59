"""Charts: valid, named, described, without style or script, and the numbers below are those drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from interlocal.web import charts
from interlocal.web.svg import accessible_svg

SVG = "{http://www.w3.org/2000/svg}"
CITIES = ("Ashby", "Brookfield <b>", "Lee's & Dunmore")


def bars(**changes):
    values = {
        "title": "Cost of <training>",
        "description": "Ashby pays & most.",
        "category_label": "City",
        "categories": CITIES,
        "series": (
            charts.Series("Alone", (13_100_000, 9_240_050, None)),
            charts.Series("Together", (1, 2, 3)),
        ),
        "unit": charts.DOLLARS,
    }
    return charts.bar_chart(**(values | changes))


def lines():
    return charts.line_chart(
        title="Calls",
        description="They rise.",
        category_label="Month",
        categories=("Jan", "Feb", "Mar"),
        series=(charts.Series("Answered", (112, None, 139.5)),),
    )


@pytest.fixture(params=["wide bars", "narrow bars", "stacked bars", "lines"])
def drawing(request):
    drawn = {
        "wide bars": lambda: bars().svg,
        "narrow bars": lambda: bars().narrow_svg,
        "stacked bars": lambda: bars(stacked=True).svg,
        "lines": lambda: lines().svg,
    }
    return etree.fromstring(drawn[request.param]())


def test_drawing_is_one_named_and_described_image(drawing):
    named, described = drawing.get("aria-labelledby").split()
    title, description = drawing[0], drawing[1]

    assert drawing.tag == f"{SVG}svg"
    assert drawing.get("role") == "img"
    assert (title.tag, title.get("id")) == (f"{SVG}title", named)
    assert (description.tag, description.get("id")) == (f"{SVG}desc", described)
    assert title.text in {"Cost of <training>", "Calls"}
    assert description.text in {"Ashby pays & most.", "They rise."}


def test_drawing_has_no_style_script_handler_or_outside_address(drawing):
    tags = {etree.QName(element).localname for element in drawing.iter()}
    names = {name for element in drawing.iter() for name in element.attrib}

    assert tags <= {"svg", "g", "path", "line", "rect", "text", "title", "desc"}
    assert not names & {"style", "class", "href", "{http://www.w3.org/1999/xlink}href"}
    assert [name for name in names if name.startswith("on")] == []


def test_drawing_has_real_text_of_its_categories():
    texts = [element.text for element in etree.fromstring(bars().svg).iter(f"{SVG}text")]

    assert [text for text in texts if text in CITIES] == list(CITIES)
    assert [text for text in texts if text in {"$131,000", "$92,401"}] == ["$131,000", "$92,401"]


def test_table_below_has_the_same_numbers():
    chart = bars()

    assert [column.label for column in chart.columns] == ["City", "Alone (dollars)", "Together (dollars)"]
    assert [[cell.text for cell in row] for row in chart.rows] == [
        ["Ashby", "$131,000", "$0"],
        ["Brookfield <b>", "$92,401", "$0"],
        ["Lee's & Dunmore", "not recorded", "$0"],
    ]


def test_table_of_a_line_chart_says_what_was_not_recorded():
    assert [[cell.text for cell in row] for row in lines().rows] == [
        ["Jan", "112"],
        ["Feb", "not recorded"],
        ["Mar", "139.5"],
    ]


def test_percent_is_read_as_percent():
    chart = bars(series=(charts.Series("Share", (0.125, 0.5, 1)),), unit=charts.PERCENT)

    assert [row[1].text for row in chart.rows] == ["12.5 %", "50 %", "100 %"]


LONG = "Pay of mechanics and the director"


def test_name_too_long_for_a_phone_stands_above_its_bars_and_figures_have_room():
    chart = charts.bar_chart(
        title="Swings",
        description="d",
        category_label="Figure",
        categories=(LONG, "Rent"),
        series=[charts.Series("Low", (1_00, 2_00)), charts.Series("High", (-809_852_00, 809_852_00))],
        unit=charts.DOLLARS,
    )
    assert (LONG in texts_of(chart.narrow_svg), LONG in texts_of(chart.svg)) == (True, False)
    # The longest figure, “-$809,852”, has nine letters of eight pixels beside the twelve of every drawing.
    assert chart.spec["padding"]["right"] == 12 + 9 * 8


def texts_of(drawing):
    root = etree.fromstring(drawing.encode())
    return [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]


def test_same_chart_is_drawn_once(monkeypatch):
    charts.drawing.cache_clear()
    assert bars().svg == bars().svg

    assert charts.drawing.cache_info().misses == 1
    assert bars().key == bars().key != bars(title="Another").key


def test_wide_and_narrow_drawing_share_no_identifier():
    chart = bars()
    wide = {element.get("id") for element in etree.fromstring(chart.svg).iter()} - {None}
    narrow = {element.get("id") for element in etree.fromstring(chart.narrow_svg).iter()} - {None}

    assert len(wide) == len(narrow) == 2
    assert wide & narrow == set()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"categories": ()}, "A chart needs at least one category and one series."),
        ({"series": ()}, "A chart needs at least one category and one series."),
        ({"categories": ("A", "A", "B")}, "Each category may stand in a chart once."),
        ({"series": (charts.Series("Alone", (1,)),)}, "'Alone' has 1 values for 3 categories."),
        (
            {"series": tuple(charts.Series(str(n), (1, 2, 3)) for n in range(7))},
            "A chart shows at most 6 series; put the rest in a table.",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(changes, message):
    with pytest.raises(ValueError) as refusal:
        bars(**changes)

    assert str(refusal.value) == message


def test_style_becomes_attributes_and_what_is_foreign_is_taken_out():
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" onload="a()">'
        "<style>*{fill:red}</style><script>a()</script><foreignObject><p/></foreignObject>"
        '<image x:href="http://elsewhere/"/><defs><clipPath id="c"><rect/></clipPath></defs>'
        '<g clip-path="url(#c)" style="fill: red; behavior: x"><text onclick="a()">t</text></g></svg>'
    )

    cleaned = accessible_svg(drawn, title="T", description="D", key="k")

    assert cleaned == (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="k-svg-title k-svg-desc"'
        ' focusable="false"><title id="k-svg-title">T</title><desc id="k-svg-desc">D</desc>'
        '<defs><clipPath id="k-c"><rect/></clipPath></defs>'
        '<g clip-path="url(#k-c)" fill="red"><text>t</text></g></svg>'
    )


@given(title=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_no_title_becomes_markup(title):
    cleaned = accessible_svg(
        '<svg xmlns="http://www.w3.org/2000/svg"/>', title=title, description=title, key="k"
    )

    assert [element.text or "" for element in etree.fromstring(cleaned)] == [title, title]
