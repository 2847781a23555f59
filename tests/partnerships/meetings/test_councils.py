"""What was seen is saved, once, over what is on record; an import is undone as one."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import IS_FULL
from tests.factories.accounts import person_with
from tests.factories.instruments import InstrumentFactory
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.meetings import NOW
from tests.partnerships.meetings.council_told import DAY, item, meeting, record_of

from interlocal.foundation.audit.public import entries_about, ref_to
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.meetings import actions
from interlocal.partnerships.meetings.models import (
    CouncilImport,
    CouncilItem,
    CouncilMeeting,
    CouncilVote,
    ImportSource,
    ImportState,
)
from interlocal.partnerships.meetings.queries import councils as queries

pytestmark = pytest.mark.django_db
YEA, NAY = ("Member A", "yea"), ("Member B", "nay")


def bring(by, city, *read, source=ImportSource.CSV):
    return actions.bring_record(by=by, jurisdiction=city, source=source, read=read, now=NOW)


def save(by, brought):
    plan = queries.plan_of(brought)
    return actions.save_import(by=by, brought=brought, seen=plan.seal, now=NOW)


def brought_and_saved(by, city, *read, **more):
    return save(by, bring(by, city, *read, **more))


def undo(by, brought):
    return actions.undo_import(by=by, brought=brought, now=NOW)


def test_nothing_is_on_record_before_it_is_saved(clerk, city):
    brought = bring(clerk, city, meeting(item("i1", YEA)))
    assert (brought.state, record_of(city)) == (ImportState.READ, {})


def test_saved_meetings_are_on_record_with_their_votes(clerk, city):
    saved = brought_and_saved(clerk, city, meeting(item("i1", YEA, NAY, result="Passed"), item("i2")))
    assert record_of(city) == {
        ("m1", "City Council", DAY): {
            "i1": ("Hotline", "Passed", {"Member A": "yea", "Member B": "nay"}),
            "i2": ("Hotline", "", {}),
        }
    }
    assert (saved.state, saved.found) == (ImportState.SAVED, [])
    assert (saved.counts["meetings_new"], saved.counts["items_new"], saved.counts["votes"]) == (1, 2, 2)


def test_same_record_brought_again_has_nothing_to_save(clerk, city):
    brought_and_saved(clerk, city, meeting(item("i1", YEA)))
    again = bring(clerk, city, meeting(item("i1", YEA)))
    assert not queries.plan_of(again).does_something
    with pytest.raises(Refusal):
        save(clerk, again)
    assert CouncilItem.objects.count() == 1


def test_record_brought_again_is_brought_up_to_date_and_not_doubled(clerk, city):
    brought_and_saved(clerk, city, meeting(item("i1", YEA), item("i2")))
    changed = meeting(item("i1", ("Member A", "nay"), result="Failed"), item("i2"), body="Council")
    plan = queries.plan_of(bring(clerk, city, changed))
    assert {(one.field, one.before, one.after) for one in plan.meetings[0].changes} == {
        ("body", "City Council", "Council")
    }
    assert {(one.field, one.before, one.after) for one in plan.meetings[0].items[0].changes} == {
        ("result", "", "Failed"),
        ("votes", "Member A: yea", "Member A: nay"),
    }
    brought_and_saved(clerk, city, changed)
    assert record_of(city) == {
        ("m1", "Council", DAY): {
            "i1": ("Hotline", "Failed", {"Member A": "nay"}),
            "i2": ("Hotline", "", {}),
        }
    }
    assert (CouncilMeeting.objects.count(), CouncilItem.objects.count()) == (1, 3)
    (earlier,) = queries.earlier_tellings(CouncilMeeting.objects.get())
    assert (earlier.source_id, earlier.result) == ("i1", "")


def test_what_a_table_leaves_out_stays_on_record(clerk, city):
    told = meeting(item("i1", number="1."), item("i2", number="2."), place="Hall")
    brought_and_saved(clerk, city, told)
    brought_and_saved(clerk, city, meeting(item("i3", number="3.")))
    assert [row.source_id for row in queries.current_items(CouncilMeeting.objects.get())] == [
        "i1",
        "i2",
        "i3",
    ]
    assert CouncilMeeting.objects.get().place == "Hall"


def test_agenda_of_a_web_api_is_put_in_its_new_order(clerk, city):
    for order in (("i1", "i2"), ("i2", "new", "i1")):
        told = meeting(*(item(one) for one in order))
        brought_and_saved(clerk, city, told, source=ImportSource.LEGISTAR)
    assert [row.source_id for row in queries.current_items(CouncilMeeting.objects.get())] == [
        "i2",
        "new",
        "i1",
    ]


def test_two_cities_may_have_meetings_of_the_same_id(clerk, city):
    other = JurisdictionFactory.create()
    for one in (city, other):
        brought_and_saved(clerk, one, meeting(item("i1")))
    assert record_of(city) == record_of(other)
    assert CouncilMeeting.objects.count() == 2


def test_what_is_saved_is_what_was_seen(clerk, city):
    first, second = (bring(clerk, city, meeting(item("i1", title=title))) for title in ("A", "B"))
    seen = queries.plan_of(second).seal
    save(clerk, first)
    with pytest.raises(Refusal, match="Look again"):
        actions.save_import(by=clerk, brought=second, seen=seen, now=NOW)
    save(clerk, second)
    assert record_of(city)[("m1", "City Council", DAY)] == {"i1": ("B", "", {})}


def test_saving_twice_saves_once(clerk, city):
    saved = brought_and_saved(clerk, city, meeting(item("i1")))
    actions.save_import(by=clerk, brought=saved, seen="", now=NOW)
    assert CouncilItem.objects.count() == 1


@pytest.mark.parametrize(
    "read",
    [
        [meeting(item("i1"), item("i1"))],
        [meeting(item("i1")), meeting(item("i2"))],
        [meeting(item("i1", YEA, ("Member A", "nay")))],
        [meeting(item(""))],
    ],
)
def test_records_that_contradict_themselves_are_refused(clerk, city, read):
    with pytest.raises(Refusal):
        bring(clerk, city, *read)
    assert not CouncilImport.objects.exists()


def test_texts_that_are_too_long_are_cut_and_marked(clerk, city):
    brought_and_saved(clerk, city, meeting(item("i1", result="x" * 200)))
    assert CouncilItem.objects.get().result == "x" * 119 + "…"


def test_undone_import_leaves_nothing(clerk, city):
    saved = brought_and_saved(clerk, city, meeting(item("i1", YEA), item("i2")))
    undone = undo(clerk, saved)
    assert (len(undone.items), len(undone.meetings), undone.stays) == (2, 1, [])
    assert not CouncilMeeting.objects.exists()
    assert not CouncilItem.objects.exists()
    assert not CouncilVote.objects.exists()
    saved.refresh_from_db()
    assert (saved.state, saved.undone_at) == (ImportState.UNDONE, NOW)


def test_undoing_lets_what_was_told_before_stand_again(clerk, city):
    brought_and_saved(clerk, city, meeting(item("i1", YEA), place="Hall"))
    before = record_of(city)
    later = brought_and_saved(clerk, city, meeting(item("i1", NAY), item("i2"), body="Board", place="Annex"))
    undo(clerk, later)
    assert record_of(city) == before
    assert CouncilMeeting.objects.get().place == "Hall"


def test_what_a_later_import_tells_anew_stays_until_that_is_undone(clerk, city):
    first = brought_and_saved(clerk, city, meeting(item("i1", YEA), item("i2")))
    later = brought_and_saved(clerk, city, meeting(item("i1", NAY)))
    undone = undo(clerk, first)
    assert [row.source_id for row in undone.items] == ["i2"]
    assert [row.source_id for row, _why in undone.stays] == ["i1"]
    undo(clerk, later)
    undo(clerk, first)
    assert not CouncilMeeting.objects.exists()


def test_item_that_is_evidence_stays_until_it_is_untied(clerk, city):
    saved = brought_and_saved(clerk, city, meeting(item("i1", YEA), item("i2")))
    instrument = InstrumentFactory.create(jurisdiction=city)
    tie = actions.tie_item(
        by=clerk, item=CouncilItem.objects.get(source_id="i1"), instrument=instrument, now=NOW
    )
    undone = undo(clerk, saved)
    ((kept, why),) = undone.stays
    assert (kept.source_id, "evidence" in why) == ("i1", True)
    actions.untie_item(by=clerk, evidence=tie, now=NOW)
    undo(clerk, saved)
    assert not CouncilItem.objects.exists()


def test_what_was_not_saved_is_not_undone(clerk, city):
    with pytest.raises(Refusal):
        undo(clerk, bring(clerk, city, meeting(item("i1"))))


def test_import_that_is_thrown_away_is_gone_and_a_saved_one_is_not(clerk, city):
    actions.discard_import(by=clerk, brought=bring(clerk, city, meeting(item("i1"))), now=NOW)
    assert not CouncilImport.objects.exists()
    saved = brought_and_saved(clerk, city, meeting(item("i1")))
    with pytest.raises(Refusal):
        actions.discard_import(by=clerk, brought=saved, now=NOW)


def test_what_nobody_saved_is_forgotten_after_two_weeks(clerk, city):
    bring(clerk, city, meeting(item("i1")))
    saved = brought_and_saved(clerk, city, meeting(item("i2"), source_id="m2"))
    assert actions.forget_unsaved_imports(now=NOW + timedelta(days=14)) == 0
    assert actions.forget_unsaved_imports(now=NOW + timedelta(days=15)) == 1
    assert list(CouncilImport.objects.all()) == [saved]


def test_audit_has_what_was_done_with_an_import(clerk, city):
    saved = brought_and_saved(clerk, city, meeting(item("i1", YEA)))
    undo(clerk, saved)
    ref = ref_to(saved)
    assert [entry.detail.action for entry in entries_about(ref.kind, ref.public_id)] == [
        "meetings.undo_council_record",
        "meetings.save_council_record",
        "meetings.bring_council_record",
    ]


ITEMS = st.dictionaries(
    st.sampled_from(["i1", "i2", "i3"]),
    st.tuples(
        st.sampled_from(["Hotline", "Fleet"]),
        st.sampled_from(["", "Passed"]),
        st.dictionaries(st.sampled_from(["A", "B"]), st.sampled_from(["yea", "nay"])),
    ),
    min_size=1,
)
TELLINGS = st.lists(st.dictionaries(st.sampled_from(["m1", "m2"]), ITEMS, min_size=1), max_size=5)


@settings(
    max_examples=200 if IS_FULL else 15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(tellings=TELLINGS)
def test_record_is_what_was_told_last_and_undoing_goes_all_the_way_back(db, tellings):
    """The oracle is a dictionary that each telling overwrites; undone in turn, each record comes back."""
    city = JurisdictionFactory.create()
    clerk = person_with("clerk", city.public_id)
    expected, stood, saved = {}, [], []
    for telling in tellings:
        read = [
            meeting(
                *(
                    item(key, *votes.items(), title=title, result=result)
                    for key, (title, result, votes) in items.items()
                ),
                source_id=source_id,
            )
            for source_id, items in telling.items()
        ]
        brought = bring(clerk, city, *read)
        stood.append({key: dict(value) for key, value in expected.items()})
        for source_id, items in telling.items():
            expected.setdefault((source_id, "City Council", DAY), {}).update(items)
        if queries.plan_of(brought).does_something:
            saved.append((save(clerk, brought), stood[-1]))
        assert record_of(city) == expected
    for brought, before in reversed(saved):
        assert undo(clerk, brought).stays == []
        assert record_of(city) == before
