"""A list of actions: what each row becomes, saved once as one, told once, and undone as one."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import UserFactory, person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.lists import bring, ready

from interlocal.foundation.audit.public import PARTNERSHIP_BOOK, entries_about, ref_to, verify_book
from interlocal.foundation.jobs.public import run_due
from interlocal.foundation.lists.actions import correct_rows, forget_old_lists
from interlocal.foundation.lists.models import PastedList
from interlocal.foundation.lists.public import lines_of, save_list, undo_list
from interlocal.foundation.notices.models import Notice
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.commitments import actions
from interlocal.partnerships.commitments.actions import pasted
from interlocal.partnerships.commitments.models import Commitment
from interlocal.partnerships.commitments.views.pasted import ACTIONS

pytestmark = pytest.mark.django_db
HEADINGS = ["Action", "City", "Assigned to", "Deadline", "Completed"]


@pytest.fixture
def cities():
    PartnershipFactory.create()
    names = ("Blue Springs", "Lee's Summit", "Raytown")
    return {name: JurisdictionFactory.create(name=name, member=True) for name in names}


@pytest.fixture
def coordinator(cities):
    return person_with("coordinator", name="Cora Coordinator", email="cora@example.org")


def saved(user, *rows):
    now = clock.now()
    listed = bring(user, ACTIONS, HEADINGS, *rows, now=now)
    return save_list(
        by=user, pasted=listed, purpose=ACTIONS, seen=ready(user, ACTIONS, listed, now=now), now=now
    )


def lines(user, *rows, headings=HEADINGS):
    listed = bring(user, ACTIONS, headings, *rows, now=clock.now())
    return lines_of(listed, ACTIONS, user, clock.now())


def test_rows_become_commitments_with_owner_and_date(coordinator, cities):
    clerk = person_with("clerk", cities["Raytown"].public_id, name="Rita Roe", email="rita@example.org")

    saved(coordinator, ["Post the notice", "City of Raytown", "rita roe", "4/2/2031", ""])

    made = Commitment.objects.get()
    assert (made.title, made.owed_by, made.owed_to, made.owner) == (
        "Post the notice",
        cities["Raytown"],
        None,
        clerk,
    )
    assert (made.due_on, made.source_label) == (date(2031, 4, 2), "Pasted rows, row 2")


def test_row_that_is_done_is_on_record_as_done(coordinator, cities):
    saved(coordinator, ["Compare vendors", "Raytown", "", "", "3/5/2024"])
    made = Commitment.objects.get()
    assert (made.outcome, made.done_on) == ("done", date(2024, 3, 5))


@pytest.mark.parametrize(
    ("row", "key", "words"),
    [
        (["", "Raytown"], "title", "This cell is empty"),
        (["Act", ""], "owed_by", "This cell is empty"),
        (["Act", "Raytwon"], "owed_by", "Did you mean Raytown?"),
        (["x" * 201, "Raytown"], "title", "201 letters"),
        (["Act", "Raytown", "Nobody"], "owner", "Nobody with a role for Raytown"),
        (["Act", "Raytown", "", "25/3/2026"], "due_on", "did you mean 3/25/2026"),
        (["Act", "Raytown", "", "", "1/1/2190"], "done_on", "has not come yet"),
    ],
)
def test_fault_stands_at_its_cell_with_how_to_mend_it(coordinator, row, key, words):
    found = lines(coordinator, ["Sound", "Raytown"], row)[1]
    assert (found.state, list(found.faults)) == ("faulty", [key])
    assert words in found.faults[key]


def test_city_without_its_apostrophe_or_with_its_state_is_meant(coordinator, cities):
    found = lines(
        coordinator, ["a", "Lees Summit"], ["b", "Lee’s Summit, Missouri"], ["c", "lee's summit, MO"]
    )
    assert [line.facts.owed_by for line in found] == [cities["Lee's Summit"]] * 3


def test_owner_of_two_people_of_one_name_needs_the_address(coordinator, cities):
    for _twice in range(2):
        person_with("clerk", cities["Raytown"].public_id, name="Rita Roe")
    assert "Several people" in lines(coordinator, ["Act", "Raytown", "Rita Roe"])[0].faults["owner"]


def test_what_is_there_and_what_stands_twice_is_recognised(coordinator, cities):
    saved(coordinator, ["Post the notice", "Raytown", "", "4/2/2031"])
    found = lines(
        coordinator,
        ["POST THE  NOTICE", "City of Raytown", "", "2031-04-02"],
        ["Send the figures", "Raytown"],
        ["Send the figures", "Raytown"],
        ["Send the figures", "Blue Springs"],
    )
    assert [line.state for line in found] == ["there", "ready", "there", "ready"]
    assert found[0].twin.url == reverse("commitments:detail", args=[Commitment.objects.get().public_id])
    assert found[2].twin.words == "The same as row 3 of this list."


def test_list_is_saved_once(coordinator):
    listed = saved(coordinator, ["Post the notice", "Raytown"])
    save_list(by=coordinator, pasted=listed, purpose=ACTIONS, seen=1, now=clock.now())
    assert Commitment.objects.count() == 1


def test_nothing_is_saved_that_nobody_has_seen(coordinator):
    listed = bring(coordinator, ACTIONS, HEADINGS, ["a", "Raytown"], ["b", "Raytown"], now=clock.now())
    with pytest.raises(Refusal, match="2 commitments would be made now"):
        save_list(by=coordinator, pasted=listed, purpose=ACTIONS, seen=1, now=clock.now())
    assert (Commitment.objects.count(), PastedList.objects.get().state) == (0, "draft")


def test_all_rows_are_saved_or_none(coordinator, monkeypatch):
    listed = bring(coordinator, ACTIONS, HEADINGS, ["a", "Raytown"], ["b", "Raytown"], now=clock.now())
    whole = pasted.check_opening

    def refuse_the_second(commitment):
        whole(commitment)
        if commitment.title == "b":
            raise Refusal("Not this one.")

    monkeypatch.setattr(pasted, "check_opening", refuse_the_second)
    with pytest.raises(Refusal, match=r"Row 3: Not this one\. Nothing was saved\."):
        save_list(by=coordinator, pasted=listed, purpose=ACTIONS, seen=2, now=clock.now())
    assert (Commitment.objects.count(), PastedList.objects.get().state) == (0, "draft")


def test_each_row_has_an_audit_entry_and_the_book_is_whole(coordinator):
    saved(coordinator, ["a", "Raytown"], ["b", "Raytown"])
    ref = ref_to(Commitment.objects.get(title="b"))
    (entry,) = entries_about(ref.kind, ref.public_id)
    assert (entry.detail.action, entry.detail.values["title"]) == ("commitments.open", "b")
    assert verify_book(PARTNERSHIP_BOOK).is_whole


def test_owner_is_told_once_of_all_that_is_theirs(coordinator, cities):
    clerk = person_with("clerk", cities["Raytown"].public_id, email="rita@example.org")
    saved(coordinator, *([f"Action {number}", "Raytown", "rita@example.org"] for number in range(12)))
    run_due(now=clock.now() + timedelta(seconds=1))
    notice = Notice.objects.get(recipient=clerk)
    assert (notice.template, notice.context["count"], notice.context["more"]) == (
        "commitments/mail/listed",
        12,
        2,
    )
    assert not Notice.objects.filter(recipient=coordinator).exists()


def test_list_is_undone_as_one_and_can_be_brought_again(coordinator):
    listed = saved(coordinator, ["a", "Raytown"], ["b", "Raytown", "", "", "3/5/2024"])
    assert undo_list(by=coordinator, pasted=listed, purpose=ACTIONS, now=clock.now()) == (2, 0)
    assert set(Commitment.objects.values_list("outcome", "withdrawal_reason")) == {
        ("withdrawn", "The list “Pasted rows” was undone.")
    }
    with pytest.raises(Refusal, match="Nothing of this list is left"):
        undo_list(by=coordinator, pasted=listed, purpose=ACTIONS, now=clock.now())
    assert [line.state for line in lines(coordinator, ["a", "Raytown"])] == ["ready"]


def test_what_something_was_built_on_stays_and_says_why(coordinator):
    listed = saved(coordinator, *([title, "Raytown"] for title in "abcd"))
    by_title = {one.title: one for one in Commitment.objects.all()}
    now = clock.now() + timedelta(minutes=5)
    actions.add_comment(by=coordinator, commitment=by_title["a"], text="Asked twice.", now=now)
    actions.close_commitment(by=coordinator, commitment=by_title["b"], done_on=clock.today(), now=now)
    actions.move_due_date(by=coordinator, commitment=by_title["c"], to_on=date(2031, 1, 1), now=now)

    assert undo_list(by=coordinator, pasted=listed, purpose=ACTIONS, now=now) == (1, 3)

    assert list(listed.records.values_list("subject_label", "kept_because")) == [
        ("a", "Somebody has commented on it."),
        ("b", "It was recorded as done since."),
        ("c", "Its date was moved."),
        ("d", ""),
    ]


def test_manager_brings_a_list_for_their_own_city_without_naming_it(cities):
    manager = person_with("city-manager", cities["Raytown"].public_id)
    found = lines(manager, ["Post the notice"], ["Send the figures"], headings=["Action", "Room"])
    assert [line.facts.owed_by for line in found] == [cities["Raytown"]] * 2
    other = lines(manager, ["Post the notice", "Blue Springs"])
    assert "No jurisdiction that you may name" in other[0].faults["owed_by"]


def test_list_of_another_person_is_not_there(client, coordinator):
    listed = bring(coordinator, ACTIONS, HEADINGS, ["a", "Raytown"], now=clock.now())
    client.force_login(person_with("coordinator"))
    for name in ("pasted", "pasted-columns", "pasted-undo"):
        assert client.get(reverse(f"commitments:{name}", args=[listed.public_id])).status_code == 404
    for name in ("pasted-save", "pasted-discard"):
        assert client.post(reverse(f"commitments:{name}", args=[listed.public_id])).status_code == 404


def test_pages_lead_from_the_clipboard_to_the_record_and_back(client, coordinator):
    client.force_login(coordinator)
    text = "Thing to do\tCity\nPost the notice\tRaytown\nSend the figures\tRaytwon\n"
    page = client.post(reverse("commitments:paste"), {"key": "one", "text": text}, follow=True)
    listed = PastedList.objects.get()
    assert page.redirect_chain[-1][0] == reverse("commitments:pasted-columns", args=[listed.public_id])

    said = {"sheet": "0", "header": "1", "column-0": "title", "column-1": "owed_by"}
    page = client.post(page.redirect_chain[-1][0], said, follow=True)
    address = reverse("commitments:pasted", args=[listed.public_id])
    assert (page.redirect_chain[-1][0], page.context["ready"]) == (address, 1)
    assert "Did you mean Raytown?" in page.content.decode()

    typed = {"shown": "3", "cell-3-owed_by": "Raytown", "was-3-owed_by": "Raytwon"}
    page = client.post(address, typed, follow=True)
    assert page.context["ready"] == 2
    page = client.post(
        reverse("commitments:pasted-save", args=[listed.public_id]), {"seen": "2"}, follow=True
    )
    assert Commitment.objects.count() == 2
    page = client.post(reverse("commitments:pasted-undo", args=[listed.public_id]), follow=True)
    assert "Taken back: 2 commitments." in page.content.decode()

    client.post(reverse("commitments:paste"), {"key": "two", "text": text})
    again = PastedList.objects.get(key="two")
    assert again.columns == {"0": "title", "1": "owed_by"}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "one of the two"),
        ({"text": "a\tb", "file": "x"}, "one of the two"),
        ({"file": "x"}, "holds no text"),
    ],
)
def test_list_that_cannot_be_read_is_refused_and_kept(client, coordinator, said, words):
    client.force_login(coordinator)
    files = {"file": SimpleUploadedFile("list.csv", b"a\x00b")} if "file" in said else {}
    page = client.post(reverse("commitments:paste"), {"key": "k", **said, **files})
    assert words in page.content.decode()
    assert PastedList.objects.count() == 0
    assert page.context["form"]["text"].value() == said.get("text", None)


def test_form_sent_twice_brings_one_list(client, coordinator):
    client.force_login(coordinator)
    for _twice in range(2):
        client.post(reverse("commitments:paste"), {"key": "k", "text": "Action\tCity\na\tRaytown"})
    assert PastedList.objects.count() == 1


def test_columns_that_are_needed_or_named_twice_are_said_and_kept(client, coordinator):
    client.force_login(coordinator)
    listed = bring(coordinator, ACTIONS, ["x", "y"], ["a", "Raytown"], now=clock.now())
    address = reverse("commitments:pasted-columns", args=[listed.public_id])
    said = {"sheet": "0", "header": "1", "column-0": "title", "column-1": "title"}
    page = client.post(address, said)
    assert "Two columns are given as" in page.content.decode()
    page = client.post(address, said | {"column-1": ""})
    assert "Say which column is" in page.content.decode()
    assert page.context["form"]["column-0"].value() == "title"


def test_page_of_rows_costs_the_same_with_three_and_many_rows(client, coordinator, cities):
    client.force_login(coordinator)
    costs = {}
    for rows in (3, 40):
        listed = [[f"Action {rows} {number}", "Raytown", "", "4/2/2031", ""] for number in range(rows)]
        listed = bring(coordinator, ACTIONS, HEADINGS, *listed, now=clock.now())
        address = reverse("commitments:pasted", args=[listed.public_id])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        costs[rows] = len(queries)
    assert len(set(costs.values())) == 1, costs


def test_rows_left_out_stay_out_until_they_are_taken_in(coordinator):
    listed = bring(coordinator, ACTIONS, HEADINGS, ["a", "Raytown"], ["b", "Raytown"], now=clock.now())
    said = {"by": coordinator, "pasted": listed, "purpose": ACTIONS, "typed": {}, "now": clock.now()}
    listed = correct_rows(**said, shown=[2, 3], left_out=[3, 99])
    assert listed.left_out == [3]
    listed = correct_rows(**said, shown=[2], left_out=[])
    assert listed.left_out == [3]
    assert correct_rows(**said, shown=[3], left_out=[]).left_out == []


def test_cells_are_not_kept_longer_than_the_notice_says(coordinator):
    now = clock.now()
    bring(coordinator, ACTIONS, HEADINGS, ["a", "Raytown"], now=now)
    kept = saved(coordinator, ["b", "Raytown"])

    forget_old_lists(now=now + timedelta(days=13))
    assert PastedList.objects.count() == 2
    forget_old_lists(now=now + timedelta(days=91))

    left = PastedList.objects.get()
    assert (left, left.sheets, left.records.count()) == (kept, [], 1)
    assert undo_list(by=coordinator, pasted=left, purpose=ACTIONS, now=now) == (1, 0)


def test_somebody_without_a_role_brings_nothing(client, cities):
    client.force_login(UserFactory.create())
    assert client.get(reverse("commitments:paste")).status_code in {403, 404}
