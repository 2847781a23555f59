"""The pages of councils' records: from a file to the record, what they cost, and that nothing is lost."""

import csv
import io

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.instruments import InstrumentFactory
from tests.factories.jurisdictions import JurisdictionFactory
from tests.factories.meetings import (
    NOW,
    CouncilImportFactory,
    CouncilItemFactory,
    CouncilMeetingFactory,
    CouncilVoteFactory,
)
from tests.partnerships.meetings.council_told import DAY, record_of

from interlocal.partnerships.meetings import actions
from interlocal.partnerships.meetings.models import CouncilImport, CouncilItem, CouncilMeeting, ImportSource

pytestmark = pytest.mark.django_db
HEAD = "Body,Date,Number,Title,Result,Person,Vote\n"
ROWS = (
    "City Council,3/10/2026,1.,Hotline,Passed,Member A,yea\nCity Council,3/10/2026,1.,Hotline,,Member B,nay\n"
)
KEY = ("City Council 2026-03-10", "City Council", DAY)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def visitor(client, clerk):
    client.force_login(clerk)
    return client


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


def upload(visitor, city, text, name="votes.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    said = {"jurisdiction": city.public_id, "file": SimpleUploadedFile(name, data), "text": ""}
    return visitor.post(url("bring-council-table"), said)


def paste(visitor, city, text):
    return visitor.post(url("bring-council-table"), {"jurisdiction": city.public_id, "text": text})


def cost(client, address):
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
        b"".join(answer) if answer.streaming else answer.content
    assert answer.status_code == 200
    return len(asked)


def test_file_is_seen_then_saved_then_read_by_all(visitor, city, client):
    answer = upload(visitor, city, HEAD + ROWS)
    brought = CouncilImport.objects.get()
    assert answer.url == url("council-import", brought.public_id)
    page = visitor.get(answer.url)
    assert page.context["counts"]["votes"] == 2
    assert record_of(city) == {}
    visitor.post(url("save-council-import", brought.public_id), {"seen": page.context["plan"].seal})
    assert record_of(city) == {KEY: {"1.": ("Hotline", "Passed", {"Member A": "yea", "Member B": "nay"})}}
    client.force_login(person_with("city-manager", JurisdictionFactory.create().public_id))
    meeting = CouncilMeeting.objects.get()
    assert [row.pk for row in client.get(url("councils")).context["page"].object_list] == [meeting.pk]
    shown = client.get(url("council", meeting.public_id))
    assert "1–1" in shown.content.decode()
    assert shown.context["may_bring"] is False


def test_pasted_rows_are_read_as_a_file_is(visitor, city):
    paste(visitor, city, (HEAD + ROWS).replace(",", "\t"))
    assert len(CouncilImport.objects.get().found) == 1


def test_workbook_is_read(visitor, city):
    from openpyxl import Workbook

    book, data = Workbook(), io.BytesIO()
    book.active.append(["How to use this workbook"])
    sheet = book.create_sheet("Votes")
    sheet.append(["Body", "Date", "Number", "Title"])
    sheet.append(["Council", NOW.replace(tzinfo=None), "1.", "Hotline"])
    book.save(data)
    upload(visitor, city, data.getvalue(), "votes.xlsx")
    assert CouncilImport.objects.get().found[0]["on"] == "2026-03-10"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "file"),
        ("Body,Date\nCouncil,3/10/2026\n", "file"),
        ("", "file"),
        (HEAD + "".join(f"C,3/10/2026,{n},T,,,\n" for n in range(5_001)), "file"),
        (HEAD + "C,soon,1.,T,,,\n", "file"),
        (HEAD + "C,3/10/2026,1.,T,,Member A,\n", "file"),
    ],
)
def test_file_that_cannot_be_taken_is_refused_at_its_field(visitor, city, text, field):
    answer = upload(visitor, city, text)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert answer.context["form"]["jurisdiction"].value() == city.public_id
    assert not CouncilImport.objects.exists()


def test_faults_of_a_file_are_listed_and_its_rows_can_be_mended_on_the_page(visitor, city):
    answer = upload(visitor, city, HEAD + "\nC,soon,1.,T,,,\nC,3/10/2026,2.,T,,A,\n")
    form = answer.context["form"]
    assert [(one.row, one.column) for one in form.faults] == [(3, "Date"), (4, "Vote")]
    mended = form["text"].value().replace("soon", "3/10/2026").replace("\tA\n", "\tA\tyea\n")
    paste(visitor, city, mended)
    (meeting,) = CouncilImport.objects.get().found
    assert [item["number"] for item in meeting["items"]] == ["1.", "2."]


def test_pasted_rows_are_kept_when_they_are_refused(visitor, city):
    text = HEAD + "C,soon,1.,T,,,\n"
    form = paste(visitor, city, text).context["form"]
    assert (form["text"].value(), list(form.errors)) == (text, ["text"])


def test_table_of_the_largest_size_is_taken(visitor, city):
    rows = "".join(f"C,3/10/2026,{n // 7},Item {n // 7},,Member {n % 7},yea\n" for n in range(4_999))
    upload(visitor, city, HEAD + rows)
    page = visitor.get(url("council-import", CouncilImport.objects.get().public_id))
    assert page.context["counts"]["votes"] == 4_999


def test_votes_by_somebody_unknown_and_words_that_are_no_votes_are_pointed_at(visitor, city):
    CouncilVoteFactory.create(item__meeting__jurisdiction=city, person="Member A")
    answer = upload(visitor, city, HEAD + ROWS + "City Council,3/10/2026,1.,Hotline,,Member C,perhaps\n")
    page = visitor.get(answer.url)
    assert [(one.vote.person, one.is_name) for one in page.context["doubts"]] == [
        ("Member B", True),
        ("Member C", True),
        ("Member C", False),
    ]


def test_first_record_of_a_council_has_no_unknown_names(visitor, city):
    upload(visitor, city, HEAD + ROWS)
    page = visitor.get(url("council-import", CouncilImport.objects.get().public_id))
    assert page.context["doubts"] == ()


def test_nobody_brings_in_for_another_city(visitor, city):
    other = JurisdictionFactory.create()
    answer = upload(visitor, other, HEAD + ROWS)
    assert answer.context["form"].has_error("jurisdiction")
    assert not CouncilImport.objects.exists()


def test_seal_that_is_not_what_is_there_saves_nothing(visitor, city):
    upload(visitor, city, HEAD + ROWS)
    brought = CouncilImport.objects.get()
    for seen in ("", "x", "0" * 64):
        visitor.post(url("save-council-import", brought.public_id), {"seen": seen})
    assert record_of(city) == {}


def test_import_is_undone_from_its_page(visitor, city):
    upload(visitor, city, HEAD + ROWS)
    brought = CouncilImport.objects.get()
    seal = visitor.get(url("council-import", brought.public_id)).context["plan"].seal
    visitor.post(url("save-council-import", brought.public_id), {"seen": seal})
    assert len(visitor.get(url("undo-council-import", brought.public_id)).context["undoing"].items) == 1
    visitor.post(url("undo-council-import", brought.public_id))
    assert not CouncilMeeting.objects.exists()
    assert visitor.get(url("undo-council-import", brought.public_id)).status_code == 200


def hand(city, *items, **more):
    facts = {
        "body": "City Council",
        "on": "2026-03-10",
        "starts_at_time": "18:00",
        "place": "Hall",
        "url": "",
        "items-TOTAL_FORMS": str(len(items)),
        "items-INITIAL_FORMS": "0",
        **({"jurisdiction": city.public_id} if city else {}),
    }
    for place, item in enumerate(items):
        facts |= {f"items-{place}-{name}": value for name, value in item.items()}
    return facts | more


def saved_by_hand(visitor, city):
    votes = "Member A: yea\nMember B: nay"
    visitor.post(url("bring-council-hand"), hand(city, {"title": "Hotline", "votes": votes}, {"title": ""}))
    save_last(visitor)
    return CouncilMeeting.objects.get()


def save_last(visitor):
    brought = CouncilImport.objects.first()
    seal = visitor.get(url("council-import", brought.public_id)).context["plan"].seal
    visitor.post(url("save-council-import", brought.public_id), {"seen": seal})


def test_meeting_written_by_hand_is_seen_before_it_is_saved(visitor, city):
    meeting = saved_by_hand(visitor, city)
    item = CouncilItem.objects.get()
    assert (meeting.source, meeting.place, item.title) == (ImportSource.HAND, "Hall", "Hotline")
    assert {vote.person: vote.choice for vote in item.votes.all()} == {"Member A": "yea", "Member B": "nay"}


def test_meeting_written_by_hand_is_corrected_and_what_it_said_stays(visitor, city):
    meeting = saved_by_hand(visitor, city)
    item = CouncilItem.objects.get()
    form = visitor.get(url("correct-council", meeting.public_id)).context["items"]
    assert form[0].initial["votes"] == "Member A: yea\nMember B: nay"
    corrected = {"title": "Hotline", "votes": "Member A: yea", "source_id": item.source_id}
    visitor.post(url("correct-council", meeting.public_id), hand(None, corrected))
    save_last(visitor)
    assert CouncilItem.objects.get(replaced_by=None).replaces == item
    assert CouncilMeeting.objects.count() == 1
    assert "1 earlier telling" in visitor.get(url("council", meeting.public_id)).content.decode()


def test_meeting_that_came_from_elsewhere_is_not_corrected_by_hand(visitor, city):
    meeting = CouncilMeetingFactory.create(jurisdiction=city)
    assert visitor.get(url("correct-council", meeting.public_id)).status_code == 404


@pytest.mark.parametrize(
    ("item", "more", "where"),
    [
        ({"title": "", "result": "Passed"}, {}, "title"),
        ({"title": "Hotline", "votes": "Member A yea"}, {}, "votes"),
        ({"title": "Hotline", "votes": "Member A: yea\nMember A: nay"}, {}, "votes"),
        ({"title": "Hotline"}, {"on": "soon"}, "on"),
        ({"title": ""}, {}, None),
    ],
)
def test_what_was_written_by_hand_is_kept_when_it_is_refused(visitor, city, item, more, where):
    answer = visitor.post(url("bring-council-hand"), hand(city, item, **more))
    form, (line, *_rest) = answer.context["form"], answer.context["items"]
    assert not CouncilImport.objects.exists()
    assert [*form.errors, *line.errors] == [where or "__all__"]
    assert form["place"].value() == "Hall"
    assert {name: line[name].value() for name in item} == item


def test_more_items_keep_what_was_written(visitor, city):
    answer = visitor.post(url("bring-council-hand"), hand(city, {"title": "Hotline"}, more="1"))
    assert len(answer.context["items"].forms) == 6
    assert answer.context["items"][0]["title"].value() == "Hotline"
    assert not CouncilImport.objects.exists()


def test_likely_items_are_offered_tied_and_untied(visitor, clerk, city):
    instrument = InstrumentFactory.create(jurisdiction=city, bill_number="BILL NO. 26-14", title="Fleet")
    same = CouncilItemFactory.create(meeting__jurisdiction=city, matter="26-14", title="Consent agenda")
    CouncilItemFactory.create(meeting__jurisdiction=city, matter="26-15", title="Zoning")
    address = url("council-evidence", instrument.public_id)
    assert [one.item for one in visitor.get(address).context["candidates"]] == [same]
    visitor.post(address, {"item": same.public_id})
    assert [tie.item for tie in visitor.get(address).context["ties"]] == [same]
    shown = visitor.get(url("council", same.meeting.public_id)).context["rows"]
    assert [(list(row.tied), row.likely) for row in shown] == [([instrument], None)]
    (tie,) = visitor.get(address).context["ties"]
    visitor.post(url("untie-council-item", tie.public_id))
    assert visitor.get(address).context["ties"] == []


def test_item_of_another_council_is_not_tied(visitor, city):
    instrument = InstrumentFactory.create(jurisdiction=city)
    address = url("council-evidence", instrument.public_id)
    for item in (CouncilItemFactory.create().public_id, "", "none/such"):
        assert visitor.post(address, {"item": item}).status_code == 404


def test_words_find_items_by_title_or_file_number(visitor, city):
    instrument = InstrumentFactory.create(jurisdiction=city)
    titled = CouncilItemFactory.create(meeting__jurisdiction=city, title="Zoning")
    filed = CouncilItemFactory.create(meeting__jurisdiction=city, title="Other", matter="ZON-7")
    found = visitor.get(url("council-evidence", instrument.public_id), {"q": "zon"}).context["candidates"]
    assert {one.item for one in found} == {titled, filed}


def test_list_is_narrowed_and_downloaded(visitor, city):
    voted = CouncilVoteFactory.create(item__meeting__jurisdiction=city, item__title="Hotline").item.meeting
    CouncilItemFactory.create(meeting__jurisdiction=city)
    CouncilItemFactory.create(title="Hotline")
    wanted = {"city": city.public_id, "q": "hotline", "voted": "on"}
    shown = visitor.get(url("councils"), wanted)
    assert list(shown.context["page"].object_list) == [voted]
    answer = visitor.get(url("export-councils"), wanted)
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert [row[:3] for row in rows[1:]] == [[city.name, "City Council", "2026-03-10"]]
    assert rows[1][4:6] == ["1", "1"]


@pytest.mark.parametrize("name", ["councils", "export-councils", "council-imports", "bring-council"])
def test_lists_cost_the_same_with_one_and_three_rows(visitor, city, name):
    costs = {}
    for rows in (1, 3):
        while CouncilImport.objects.count() < rows:
            CouncilVoteFactory.create(item__meeting__jurisdiction=city)
        costs[rows] = cost(visitor, url(name))
    assert costs[1] == costs[3]


def test_meeting_and_import_cost_the_same_with_one_and_three_items(visitor, clerk, city):
    instruments = InstrumentFactory.create_batch(3, jurisdiction=city)
    meeting = CouncilMeetingFactory.create(jurisdiction=city)
    costs = []
    for count in (1, 3):
        while meeting.items.count() < count:
            vote = CouncilVoteFactory.create(item__meeting=meeting)
            instrument = instruments[meeting.items.count() - 1]
            actions.tie_item(by=clerk, item=vote.item, instrument=instrument, now=NOW)
        pages = [url("council", meeting.public_id), url("council-import", meeting.brought_with.public_id)]
        costs.append([cost(visitor, page) for page in pages])
    assert costs[0] == costs[1]


def test_imports_of_other_cities_are_not_there(visitor):
    other = CouncilImportFactory.create()
    assert visitor.get(url("council-import", other.public_id)).status_code == 404
    assert list(visitor.get(url("council-imports")).context["page"].object_list) == []
