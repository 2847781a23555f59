"""Packets: one PDF with bookmarks, bad papers named, closed ones left out, made anew after a change."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from tests.factories.meetings import MeetingFactory

from interlocal.foundation.files.public import open_file
from interlocal.foundation.jobs.public import run_due
from interlocal.partnerships.meetings import actions, queries
from interlocal.partnerships.meetings.models import ItemKind, PacketState
from interlocal.partnerships.meetings.packets.pictures import NoPicture, without_traces

pytestmark = pytest.mark.django_db


def pdf(pages=1, password="", *, script=False):
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(612, 792)
    if script:
        action = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
        )
        writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def picture():
    written = io.BytesIO()
    Image.new("RGB", (3000, 60), "navy").save(written, "PNG")
    return written.getvalue()


def item(meeting, now, title, *papers, **facts):
    made = actions.add_item(by=None, meeting=meeting, facts={"title": title, **facts}, now=now)
    for name, data in papers:
        upload = ContentFile(data, name=name)
        actions.add_paper(by=None, item=made, title=name.partition(".")[0], upload=upload, now=now)
    return made


def packet_of(meeting, now, *, by=None):
    actions.ask_packet(by=by, meeting=meeting, now=now)
    run_due(now=now)
    return meeting.packets.first()


def read(packet):
    with open_file(packet.file) as stream:
        return PdfReader(io.BytesIO(stream.read()))


def outline(reader):
    """Bookmarks as (depth, title, page from 1)."""
    found = []

    def walk(rows, depth):
        for row in rows:
            if isinstance(row, list):
                walk(row, depth + 1)
            else:
                found.append((depth, row.title, reader.get_destination_page_number(row) + 1))

    walk(reader.outline, 0)
    return found


def test_packet_joins_agenda_and_papers_under_bookmarks(meeting, now):
    item(meeting, now, "Fleet repair", ("Draft.pdf", pdf(3)), ("Photo.png", picture()))
    item(meeting, now, "Budget", ("Figures.csv", b"a,b\n1,2\n"), ("Annex.pdf", pdf(2)))
    item(meeting, now, "Any other business")
    packet = packet_of(meeting, now)
    reader = read(packet)
    assert (packet.state, packet.page_count, packet.problems) == (PacketState.READY, 8, [])
    assert outline(reader) == [
        (0, "Agenda", 1),
        (0, "1. Fleet repair", 2),
        (1, "Draft", 2),
        (1, "Photo", 5),
        (0, "2. Budget", 6),
        (1, "Figures", 6),
        (1, "Annex", 7),
        (0, "3. Any other business", 1),
    ]
    first, sheet = reader.pages[0].extract_text(), reader.pages[5].extract_text()
    assert all(words in first for words in ("Draft, page 2", "Photo, page 5", "Annex, page 7", "Page 1 of 8"))
    assert "Page 6 of 8" in sheet
    assert "Figures.csv" in sheet
    assert f"/meetings/{meeting.public_id}/items/" in "".join(sheet.split())


def test_packet_says_its_title_and_language_and_keeps_its_tags(meeting, now):
    item(meeting, now, "Fleet repair", ("Draft.pdf", pdf()))
    reader = read(packet_of(meeting, now))
    root = reader.trailer["/Root"]
    assert reader.metadata.title == meeting.title
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert root["/StructTreeRoot"]["/K"]
    assert "/StructParents" in reader.pages[0]
    assert "/StructParents" not in reader.pages[1]
    assert "/Metadata" not in root


def test_picture_loses_its_traces_and_keeps_which_way_is_up():
    written, exif = io.BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera of J. Doe"
    Image.new("RGB", (40, 20), "navy").save(written, "JPEG", exif=exif, comment=b"Secret")
    cleaned, ending = without_traces(written.getvalue())
    with Image.open(io.BytesIO(cleaned)) as opened:
        assert dict(opened.getexif()) == {0x0112: 6}
        assert (opened.size, ending) == ((40, 20), "jpg")
        assert opened.getpixel((5, 5))[2] > 120
    assert b"J. Doe" not in cleaned
    assert b"Secret" not in cleaned


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", picture()[:20], b"\xff\xd8\xff\xe0\x00\x00", b"\xff\xd8\xff\xd9"]
)
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(NoPicture):
        without_traces(data)


def test_damaged_picture_is_named_and_stops_nothing(meeting, now):
    item(meeting, now, "Fleet repair", ("Photo.png", picture()[:-40]))
    packet = packet_of(meeting, now)
    assert packet.problems == ["Photo: The picture is damaged or too large."]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf(password="secret"), "locked"),
        (b"%PDF-1.7\nnothing that a reader knows\n%%EOF\n", "cannot be read"),
        (pdf()[:200], "cannot be read"),
    ],
)
def test_bad_pdf_is_named_and_stops_nothing(meeting, now, data, words):
    item(meeting, now, "Fleet repair", ("Bad.pdf", data), ("Good.pdf", pdf(2)))
    packet = packet_of(meeting, now)
    assert [problem.partition(":")[0] for problem in packet.problems] == ["Bad"]
    assert words in packet.problems[0]
    assert [row[1:] for row in outline(read(packet))[-2:]] == [("Bad", 2), ("Good", 3)]


def test_scripts_of_others_stay_out(meeting, now):
    item(meeting, now, "Fleet repair", ("Draft.pdf", pdf(script=True)))
    packet = packet_of(meeting, now)
    with open_file(packet.file) as stream:
        assert b"JavaScript" not in stream.read()


def test_paper_beyond_the_limit_is_named(meeting, now, settings):
    draft = pdf(1)
    item(meeting, now, "Fleet repair", ("Draft.pdf", draft))
    content = queries.content_of(meeting, now)
    small = actions.packets.packets.make(type(content)(**{**vars(content), "room": len(draft) - 1}))
    assert list(small.problems) == ["Draft: It is too large for one packet."]


def test_papers_of_a_closed_session_stay_out(meeting, now):
    closed = item(
        meeting, now, "Personnel", kind=ItemKind.CLOSED, grounds=["610.021(3)"], detail="About J. Doe"
    )
    upload = ContentFile(pdf(4), name="Secret.pdf")
    actions.add_paper(by=None, item=closed, title="Secret", upload=upload, now=now)
    reader = read(packet_of(meeting, now))
    text = reader.pages[0].extract_text()
    assert len(reader.pages) == 1
    assert "610.021(3)" in text
    assert "Secret" not in text
    assert "J. Doe" not in text


def test_changed_agenda_makes_the_packet_anew_and_keeps_the_old(meeting, now):
    first = item(meeting, now, "Fleet repair")
    old = packet_of(meeting, now)
    assert not queries.packet_standing(meeting, queries.agenda_of(meeting)).is_stale
    for title in ("Fleet", "Fleet repair pilot"):
        actions.change_item(by=None, item=first, facts={"title": title}, now=now)
    assert queries.packet_standing(meeting, queries.agenda_of(meeting)).is_stale
    run_due(now=now)
    assert queries.packet_standing(meeting, queries.agenda_of(meeting)).is_being_made
    run_due(now=now + timedelta(minutes=2))
    new = meeting.packets.first()
    assert [packet.version for packet in meeting.packets.all()] == [2, 1]
    assert "Fleet repair pilot" in read(new).pages[0].extract_text()
    assert "Fleet repair pilot" not in read(old).pages[0].extract_text()
    assert not queries.packet_standing(meeting, queries.agenda_of(meeting)).is_stale


def test_agenda_nobody_made_a_packet_of_makes_none(meeting, now):
    item(meeting, now, "Fleet repair")
    run_due(now=now)
    assert not meeting.packets.exists()


def test_asking_twice_makes_one(meeting, now):
    item(meeting, now, "Fleet repair")
    first, second = (actions.ask_packet(by=None, meeting=meeting, now=now) for _ in range(2))
    run_due(now=now)
    assert first == second
    assert meeting.packets.count() == 1


def test_job_that_runs_again_makes_nothing_new(meeting, now):
    item(meeting, now, "Fleet repair")
    packet = packet_of(meeting, now)
    assert actions.make_packet(packet=packet, now=now + timedelta(hours=1)).made_at == now


def test_long_agenda_prints_the_pages_it_really_has(now, body):
    meeting = MeetingFactory.create(body=body)
    for number in range(60):
        item(meeting, now, f"Item {number} " + "with many words " * 6)
    item(meeting, now, "Last", ("Draft.pdf", pdf(2)))
    packet = packet_of(meeting, now)
    reader = read(packet)
    length = packet.page_count - 2
    assert length > 2
    assert f"Draft, page {length + 1}" in "".join(page.extract_text() for page in reader.pages)
    assert f"Page {length} of {length + 2}" in reader.pages[length - 1].extract_text()
