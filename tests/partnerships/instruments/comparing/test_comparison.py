from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.factories.instruments import renewal

from interlocal.partnerships.instruments import reading
from interlocal.partnerships.instruments.comparing import applied, compare, likeness, passages_of

SENTENCES = st.lists(
    st.sampled_from(
        [
            "the",
            "city",
            "council",
            "shall",
            "commit",
            "its",
            "staff",
            "and",
            "money",
            "to",
            "shared",
            "services",
            "for",
            "five",
            "years",
        ]
    ),
    min_size=1,
    max_size=14,
).map(" ".join)


def parts_of(recitals, sections):
    return {
        "recitals": list(recitals),
        "sections": [{"number": str(n), "heading": None, "text": text} for n, text in enumerate(sections, 1)],
    }


PARTS = st.builds(parts_of, st.lists(SENTENCES, max_size=5), st.lists(SENTENCES, max_size=5))


def said(changes):
    return [(change.kind.value, change.passage, change.old_place, change.new_place) for change in changes]


@given(PARTS, PARTS)
def test_changes_applied_to_the_old_text_give_the_new_one(old, new):
    result = applied(passages_of(old), compare(old, new).changes)
    assert [(one.kind, one.text) for one in result] == [(one.kind, one.text) for one in passages_of(new)]


@given(PARTS)
def test_text_equals_itself(parts):
    found = compare(parts, parts)
    assert (found.changes, found.particulars, found.unchanged) == ((), (), len(passages_of(parts)))


def text_with(**changes):
    return reading.to_json(reading.read_text(reading.write_text(replace(renewal(), **changes))))


COMMON = reading.to_json(renewal())


def test_one_word_in_a_section_is_one_change():
    section = renewal().sections[0]
    changed = replace(section, text=section.text.replace("does commit to", "does pledge to"))
    found = compare(COMMON, text_with(sections=(changed, renewal().sections[1])))
    assert said(found.changes) == [("changed", "section", 0, 0)]
    assert [piece.text for piece in found.changes[0].pieces if piece.kind != "kept"] == ["commit", "pledge"]
    assert (found.particulars, found.unchanged) == ((), 10)


def test_title_numbers_and_dates_are_particulars():
    filled = {
        "title": "A RESOLUTION TO RENEW AND EXPAND.",
        "bill_number": "22-014",
        "resolution_number": "6512",
    }
    found = compare(COMMON, text_with(**filled))
    assert found.changes == ()
    assert [(one.name, one.after) for one in found.particulars] == [
        ("title", "A RESOLUTION TO RENEW AND EXPAND."),
        ("bill_number", "22-014"),
        ("resolution_number", "6512"),
    ]


def test_moved_recital_is_one_change():
    recitals = list(COMMON["recitals"])
    recitals.insert(0, recitals.pop(5))
    found = compare(COMMON, COMMON | {"recitals": recitals})
    assert said(found.changes) == [("moved", "recital", 5, 0)]


def test_added_and_removed_sections_are_told_apart():
    added = {"number": "3", "heading": None, "text": "That this resolution ends on June 30, 2024."}
    found = compare(COMMON, COMMON | {"sections": [COMMON["sections"][1], added]})
    assert said(found.changes) == [("removed", "section", 0, None), ("added", "section", None, 1)]


def test_renumbered_section_is_no_change():
    sections = [one | {"number": f"{place}.0"} for place, one in enumerate(COMMON["sections"], start=1)]
    assert compare(COMMON, COMMON | {"sections": sections}).changes == ()


def test_likeness_tells_the_statement_from_something_else():
    other = parts_of(["weeds grow on vacant lots"], ["Owners mow lawns twice each month."])
    assert likeness(COMMON, COMMON) == 1.0
    assert likeness(COMMON, other) < 0.2
