"""Pages of packets, of the one page for council members, and of a clerk's template."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.accounts import person_with
from tests.factories.agreements import agreement_of
from tests.factories.commitments import CommitmentFactory
from tests.factories.initiatives import InitiativeFactory, OutcomeFactory, ParticipationFactory
from tests.factories.instruments import (
    NOW,
    DeviationFactory,
    InstrumentFactory,
    PacketFactory,
    PacketTemplateFactory,
    StatementFactory,
)
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.jobs.public import run_due
from interlocal.kernel import clock
from interlocal.partnerships.instruments.models import Packet, PacketTemplate
from interlocal.partnerships.instruments.packets import house_template

pytestmark = pytest.mark.django_db


def raytown():
    return JurisdictionFactory.create(
        name="Raytown", formal_name="City of Raytown", state="Missouri", governing_body="City Council"
    )


def adopting(city=None, **more):
    return InstrumentFactory.create(jurisdiction=city or raytown(), statement__with_text=True, **more)


def signed_in(client, role, city=None):
    person = person_with(role, *([city.public_id] if city else []))
    client.force_login(person)
    return person


def test_clerk_makes_the_packet_of_the_own_council_alone(client):
    statement = StatementFactory.create(with_text=True)
    city = raytown()
    own = InstrumentFactory.create(jurisdiction=city, statement=statement)
    InstrumentFactory.create(statement=statement)
    signed_in(client, "clerk", city)

    page = client.get(f"/instruments/statements/{statement.public_id}/packets/").content.decode()
    assert "Make 1 packet" in page
    client.post(f"/instruments/statements/{statement.public_id}/packets/make/")
    run_due(now=clock.now())

    assert [(one.instrument, one.problem) for one in Packet.objects.all()] == [(own, "")]
    page = client.get(f"/instruments/{own.public_id}/packet/").content.decode()
    assert "Word document" in page
    packet = Packet.objects.get()
    for form, kind in (
        ("word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("pdf", "application/pdf"),
        ("page", "application/pdf"),
        ("xml", "application/akn+xml"),
    ):
        response = client.get(f"/instruments/packets/{packet.public_id}/{form}/")
        assert (response.status_code, response["Content-Type"]) == (200, kind)
        assert response["Content-Disposition"].startswith("attachment")
        assert len(response.getvalue()) > 0
    assert client.get(f"/instruments/packets/{packet.public_id}/exe/").status_code == 404


def test_packet_under_way_is_shown_with_its_progress_until_it_is_made(client):
    instrument = adopting()
    signed_in(client, "coordinator")
    client.post(f"/instruments/{instrument.public_id}/packet/make/")

    page = client.get(f"/instruments/{instrument.public_id}/packet/").content.decode()
    assert ('hx-trigger="every 2s"' in page, "0 of 1" in page) == (True, True)
    run_due(now=clock.now())
    fragment = client.get(f"/instruments/{instrument.public_id}/packet/", headers={"HX-Request": "true"})
    assert ("hx-trigger" in fragment.content.decode(), "<html" in fragment.content.decode()) == (False, False)


def test_row_of_the_matrix_opens_the_packet(client):
    instrument = adopting(adopted=True)
    signed_in(client, "auditor")
    page = client.get(f"/instruments/statements/{instrument.statement.public_id}/packets/").content.decode()
    assert f'href="/instruments/{instrument.public_id}/packet/"' in page
    assert "Make 1 packet" not in page


def test_one_page_says_what_is_on_record_with_its_source_and_what_is_not(client):
    instrument = adopting()
    city = instrument.jurisdiction
    CommitmentFactory.create(owed_by=city, title="Two supervisors sent", done=True)
    CommitmentFactory.create(owed_by=city, title="Kept between two", done=True, visibility="jurisdiction")
    part = ParticipationFactory.create(jurisdiction=city, program__title="Supervisory training")
    OutcomeFactory.create(program=part.program, statement="Sixty trained", source_title="Yearly letter")
    signed_in(client, "auditor")

    page = client.get(f"/instruments/{instrument.public_id}/brief/").content.decode()

    for said in (
        "Two supervisors sent",
        "Supervisory training: Sixty trained",
        "Yearly letter",
        "Not recorded: nobody has certified a figure.",
        "None of 1 so far.",
    ):
        assert said in page
    assert "Kept between two" not in page
    assert page.count("Not recorded.") == 2  # staff hours, and money paid


def test_money_that_nobody_recorded_is_not_a_zero(client):
    instrument = adopting()
    agreement = agreement_of(instrument.jurisdiction, title="Signals together")
    agreement.amounts.create(payer=instrument.jurisdiction, year=2024, created_at=NOW)
    agreement.amounts.create(payer=instrument.jurisdiction, year=2025, amount_cents=480_000, created_at=NOW)
    signed_in(client, "auditor")

    page = client.get(f"/instruments/{instrument.public_id}/brief/").content.decode()

    assert 'Signals together, 2025</a> <span class="il-quiet">($4,800)' in page
    assert 'Signals together, 2024</a> <span class="il-quiet">(Amount not recorded)' in page


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("agreements.agreement", agreement_of),
        ("initiatives.initiative", lambda _city, **more: InitiativeFactory.create(**more)),
    ],
)
def test_one_page_marks_what_comes_from_a_record_made_up_for_a_sample(client, kind, made):
    instrument = adopting()
    city = instrument.jurisdiction
    for title, is_synthetic in (("Real", False), ("Made up", True)):
        row = made(city, is_synthetic=is_synthetic)
        CommitmentFactory.create(
            owed_by=city, title=title, done=True, source_kind=kind, source_id=row.public_id
        )
    signed_in(client, "auditor")

    page = client.get(f"/instruments/{instrument.public_id}/brief/").content.decode()

    lines = {title: line for line in page.split("<li") for title in ("Real<", "Made up<") if title in line}
    assert "Synthetic" in lines["Made up<"]
    assert "Synthetic" not in lines["Real<"]


def word(*lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def upload(content, name="own.docx"):
    return {"upload": SimpleUploadedFile(name, content)}


def test_template_is_kept_in_versions_and_put_aside(client):
    city = raytown()
    clerk = signed_in(client, "clerk", city)
    address = f"/instruments/templates/{city.public_id}/"
    assert "In the plain template" in client.get(address).content.decode()

    for _version in range(2):
        assert client.post(address, upload(house_template())).status_code == 302

    page = client.get(address).content.decode()
    assert [one.file.version for one in PacketTemplate.objects.all()] == [2, 1]
    assert {one.by for one in PacketTemplate.objects.all()} == {clerk}
    assert ("Version 2" in page, "in use" in page) == (True, True)
    client.post(f"{address}retire/")
    assert PacketTemplate.objects.filter(retired_at=None).count() == 0
    assert client.post(address, upload(house_template())).status_code == 302
    assert PacketTemplate.objects.filter(retired_at=None).get().file.version == 3


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (word("{{ titel }} {{ mayor }}"), "own.docx", "There are no fields of these names: mayor, titel."),
        (word("{{ title }}"), "own.docx", "recitals.text, enacting_clause, sections.text"),
        (b"not Word", "own.docx", "This is no Word file"),
        (house_template(), "own.pdf", "is named like this type"),
        (b"", "own.docx", "This is no Word file"),
    ],
)
def test_template_that_cannot_be_used_is_refused_in_words(client, content, name, said):
    city = raytown()
    signed_in(client, "clerk", city)

    page = client.post(f"/instruments/templates/{city.public_id}/", upload(content, name)).content.decode()

    assert said in page
    assert PacketTemplate.objects.count() == 0


def test_preview_shows_the_template_filled_in_and_bears_no_mark_of_a_packet(client):
    instrument = adopting()
    PacketTemplateFactory.create(jurisdiction=instrument.jurisdiction)
    signed_in(client, "clerk", instrument.jurisdiction)

    made = client.get(f"/instruments/templates/{instrument.jurisdiction.public_id}/preview/").content

    assert any("CITY OF RAYTOWN" in one.text for one in docx.Document(io.BytesIO(made)).paragraphs)


def test_text_without_a_mark_is_flagged_on_its_page(client):
    deviation = DeviationFactory.create()
    signed_in(client, "coordinator")
    address = f"/instruments/returned/{deviation.returned.public_id}/"
    assert "It does not bear the mark of a packet made here" in client.get(address).content.decode()

    returned = deviation.returned
    returned.packet = PacketFactory.create(instrument=returned.instrument, common_digest="another")
    returned.save()
    assert "It came from an earlier packet" in client.get(address).content.decode()
