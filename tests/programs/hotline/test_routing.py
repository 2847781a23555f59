"""Who is concerned never reads: by office, by name, as deputy, as keeper, in any city."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import IS_FULL

from interlocal.programs.hotline.rules.names import Likeness, likeness, pairs_in, stands_in
from interlocal.programs.hotline.rules.routing import Known, Place, Serving, World, route

FIRST = ("Ana", "Bo", "Carla", "Dev", "Eve", "Finn")
LAST = ("Ortiz", "Reed", "Stone", "Ueda", "Vance")
CITIES = ("north", "south", "west")

people = st.lists(
    st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST)), min_size=1, max_size=8, unique=True
).map(lambda names: [Known(f"p{place}", " ".join(name)) for place, name in enumerate(names)])


@st.composite
def worlds(draw):
    known = draw(people)
    one = st.sampled_from(known)
    serving = draw(
        st.lists(
            st.builds(
                Serving, one, st.sampled_from(CITIES), st.sampled_from(("recipient", "substitute", "keeper"))
            ),
            max_size=12,
        )
    )
    held = st.lists(
        st.builds(
            lambda person, is_deputy: dataclasses.replace(person, is_deputy=is_deputy), one, st.booleans()
        ),
        max_size=3,
    )
    offices = [
        Place(f"office-{number}", draw(st.sampled_from(CITIES)), tuple(draw(held))) for number in range(3)
    ]
    fallbacks = draw(st.dictionaries(st.sampled_from(CITIES), st.sampled_from(CITIES), max_size=3))
    return World(offices, serving, fallbacks, keepers_needed=2)


filings = st.fixed_dictionaries(
    {
        "city": st.sampled_from(("", *CITIES)),
        "offices": st.lists(st.sampled_from(("office-0", "office-1", "office-2")), max_size=2),
        "names": st.lists(
            st.one_of(
                st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST)).map(" ".join),
                st.tuples(st.sampled_from(LAST), st.sampled_from(FIRST)).map(", ".join),
                st.sampled_from(LAST),
                st.just("Somebody Else"),
            ),
            max_size=2,
        ),
        "text": st.sampled_from(("", "ask ana ortiz of parks", "It was Reed, Bo.")),
    }
)


@settings(max_examples=10_000 if IS_FULL else 300)
@given(worlds(), filings)
def test_nobody_concerned_reads_or_keeps(world, filing):
    found = route(world, **filing)
    reading = set(found.readers) | {one for group in found.groups for one in group}
    names = {one.person.id: one.person.name for one in world.serving}
    # Said again, in other words than the rule's.
    for office in world.offices:
        if office.id in filing["offices"]:
            assert not reading & {person.id for person in office.people}
    for person in reading:
        parts = set(names[person].casefold().split())
        for typed in filing["names"]:
            assert not set(typed.casefold().replace(",", "").split()) <= parts
    if "ana ortiz" in filing["text"]:
        assert "Ana Ortiz" not in {names[person] for person in reading}
    assert not reading & found.excluded
    serving = {one.person.id for one in world.serving if one.duty != "keeper"}
    assert bool(found.readers) is bool(serving - found.excluded - _of_the_city_alone(world, found, filing))


def _of_the_city_alone(world, found, filing):
    """Those who serve nowhere but in the city whose unknown person might be one of them."""
    if not found.unknown:
        return set()
    city = filing["city"]
    if not city:
        counted = list(world.fallbacks.values())
        recipients = sorted({one.city for one in world.serving if one.duty == "recipient"})
        city = min(
            set(counted), key=lambda body: (-counted.count(body), body), default=(recipients or [""])[0]
        )
    elsewhere = {one.person.id for one in world.serving if one.city != city and one.duty != "keeper"}
    return {one.person.id for one in world.serving} - elsewhere


def test_a_name_that_fits_nobody_sends_the_report_outside_the_city_first():
    world = World(
        [],
        [
            Serving(Known("a", "Ana Ortiz"), "north", "recipient"),
            Serving(Known("b", "Bo Reed"), "south", "recipient"),
            Serving(Known("k", "Kim Katz"), "north", "keeper"),
            Serving(Known("l", "Lou Lane"), "south", "keeper"),
            Serving(Known("m", "May Moss"), "west", "keeper"),
        ],
        {"north": "south"},
        keepers_needed=2,
    )
    known = route(world, city="north", offices=[], names=["Bo Reed"])
    assert (known.city, known.readers, known.unknown) == ("north", ("a",), ())
    unknown = route(world, city="north", offices=[], names=["Zoe Zimmer"])
    assert (unknown.city, unknown.readers, unknown.unknown) == ("south", ("b",), ("Zoe Zimmer",))
    assert unknown.groups == (("l", "m"),)  # a keeper of the city may be the one who is meant
    misspelled = route(world, city="north", offices=[], names=["Anna Ortis"])
    assert (misspelled.city, misspelled.excluded) == ("south", {"a"})
    nobody = route(world, city="north", offices=[], names=["Ana Ortiz", "Reed"])
    assert (nobody.city, nobody.readers, nobody.groups) == ("", (), ())


def test_the_deputies_of_who_is_named_are_left_out_too():
    office = Place("finance", "north", (Known("d", "Dana Dole"), Known("e", "Ed Este", is_deputy=True)))
    serving = [Serving(Known(one, one * 5), "north", "recipient") for one in "de"]
    serving.append(Serving(Known("s", "Sam Sol"), "north", "substitute"))
    world = World([office], serving, {})
    assert route(world, city="north", offices=[], names=["Dana Dole"]).readers == ("s",)
    assert route(world, city="north", offices=["finance"], names=[]).readers == ("s",)
    assert route(world, city="north", offices=[], names=["Ed Este"]).readers == ("d",)


@pytest.mark.parametrize(
    ("typed", "person", "likely"),
    [
        ("María Núñez", "Maria Nunez", Likeness.SAME),
        ("Nunez, Maria", "María Núñez", Likeness.SAME),
        ("M. Nunez", "María Núñez", Likeness.SAME),
        ("Director Nunez", "María Núñez", Likeness.SAME),
        ("nunez", "María Núñez", Likeness.SAME),
        ("Maria Luisa Nunez", "María Núñez", Likeness.SAME),
        ("Maria Nunes", "María Núñez", Likeness.NEAR),
        ("Mr.", "María Núñez", Likeness.OTHER),
        ("M.", "María Núñez", Likeness.OTHER),
        ("Pat O'Neil", "Pat ONeil", Likeness.SAME),
        ("Sam Sol", "María Núñez", Likeness.OTHER),
        ("", "María Núñez", Likeness.OTHER),
    ],
)
def test_names_are_compared_as_people_write_them(typed, person, likely):
    assert likeness(typed, person) is likely


def test_a_whole_name_in_the_text_counts_and_a_part_does_not():
    assert stands_in(pairs_in("Yesterday maría núñez, of finance, told me"), "Maria Nunez")
    assert stands_in(pairs_in("Nunez, Maria"), "Maria Nunez")
    assert stands_in(pairs_in("Maria L. Nunez signed"), "Maria Luisa Nunez")
    assert not stands_in(pairs_in("Maria told me. The Nunez file is gone."), "Maria Nunez")
