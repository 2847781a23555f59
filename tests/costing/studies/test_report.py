"""The report of a study: one structure in three forms, and every number leads to where it comes from."""

import io
import re
from html import unescape

import docx
import pytest
from django.urls import reverse
from docx.oxml.ns import qn
from hypothesis import given, settings
from pypdf import PdfReader
from tests.conftest import IS_FULL
from tests.costing.studies.test_working_out import studies
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.studies import (
    NOW,
    QuestionFactory,
    StudyFactory,
    city_of,
    fill,
    planned_study,
    study_begun_with,
)
from tests.mutual.finance.test_working import check

from interlocal.config.sample.data import read
from interlocal.costing.studies import actions, queries
from interlocal.costing.studies.catalog import services
from interlocal.costing.studies.models import Assumptions, Cell, OptionPart
from interlocal.costing.studies.report import as_docx, as_pdf, report_of, source_of, working_page
from interlocal.costing.studies.report.blocks import Table, said
from interlocal.costing.studies.report.numbering import codes_of
from interlocal.costing.studies.rules import read_formula, written_study
from interlocal.kernel.money import dollars, dollars_and_cents

pytestmark = pytest.mark.django_db


@pytest.fixture
def study():
    found = planned_study(read("studies")["studies"][0])
    Assumptions.objects.filter(study=found).update(years=3)
    return found


@pytest.fixture
def manager(client):
    PartnershipFactory.create()
    person = person_with("city-manager", JurisdictionFactory.create(name="Own").public_id)
    client.force_login(person)
    return person


def url(name, *args):
    return reverse(f"studies:{name}", args=args)


def sentences(report):
    return " ".join(said(line) for line in report.lines)


def table(report, beginning):
    return next(one for one in report.blocks if isinstance(one, Table) and one.caption.startswith(beginning))


def check_links(source, report):
    """Each link leads to a figure that is there once, and says what stands there."""
    marks = report.marks
    assert len(marks) == len(set(marks))
    rows = {source.numbers.of(key): row for key, row in source.working.rows.items()}
    amounts = 0
    for line in report.lines:
        for run in line:
            if not run.to:
                continue
            assert run.to in marks
            if run.to.startswith("C-") and re.fullmatch(r"-?\$[\d,]+", run.text):
                assert dollars(int(rows[run.to].values[0])) == run.text
                amounts += 1
    return amounts


def test_every_number_of_the_report_leads_to_its_figure(study):
    source = source_of(study)
    report = report_of(source, now=NOW)

    # Alone, and four ways of sharing, of five cities in three options; what all pay and save; the summary.
    assert check_links(source, report) == 3 * 5 * 5 + 3 * 2 + 1 + 1 + 3 * 4
    assert check_links(source, working_page(source, option="option-2", share="Nucleolus", now=NOW)) == 0


def test_figures_lead_down_to_cells_of_the_baselines_and_to_what_is_taken_for_granted(study):
    source = source_of(study)
    option, share = source.chosen()
    key = source.share_steps(option, share).pays_a_year["Raytown"]
    below = source.working.below([key])
    leaves = {source.numbers.of(one) for one, row in below.items() if not row.of}

    assert {number[0] for number in leaves} == {"A", "B"}
    cells = {one.number: one.cell.hundredths for one in source.numbers.of_city("Raytown")}
    mechanics = source.numbers.of("base/baseline/Mechanics/Raytown")
    assert (mechanics in leaves, cells[mechanics]) == (True, 121_500_00)


def test_line_of_several_cells_is_the_sum_of_their_numbers(study):
    city = study.cities.get(jurisdiction__name="Raytown")
    line = study.lines.get(name="Parts")
    actions.begin_version(by=None, city=city, reason="A part was missing", now=NOW)
    fill(city, line, 20_000_00, "Hydraulics", note="checked")
    fill(city, line, 13_500_00, "Brakes", note="checked")
    actions.freeze_baseline(by=None, city=city, name="Dana Reyes", office="Finance director", now=NOW)
    source = source_of(study)
    number = source.numbers.of("base/baseline/Parts/Raytown")
    steps = table(report_of(source, now=NOW), "Steps that all options share")
    (row,) = [row for row in steps.rows if row[0].mark == number]

    own = [one.number for one in source.numbers.of_city("Raytown") if one.line.pk == line.pk]
    assert (number[0], len(own), said(row[2].line)) == ("C", 2, " + ".join(own))
    assert said(row[3].line) == "$33,500.00"
    assert "version 2" in table(report_of(source, now=NOW), "Raytown: cells").caption


@pytest.mark.parametrize("service", services().values(), ids=lambda service: service.slug)
def test_steps_of_every_service_come_to_the_engines_cents(service):
    source = source_of(study_begun_with(service))
    option, share = source.chosen()
    steps, rows = source.share_steps(option, share), source.working.rows

    for city in share["cities"]:
        paid = rows[steps.parts[city["city"]]]
        assert tuple(map(int, paid.values)) == tuple(city["lines"]["part of what is shared"])
        assert int(rows[steps.pays_a_year[city["city"]]].values[0]) == city["pays_a_year"]
        assert int(rows[steps.saves_a_year[city["city"]]].values[0]) == city["saves_a_year"]
        told = said(report_row(source, steps.parts[city["city"]]))
        assert dollars_and_cents(int(paid.values[0])) in told
    assert check_links(source, report_of(source, now=NOW)) > 0
    formula = sentences(working_page(source, now=NOW))
    assert f"In {source.found['years'][0]}: $" in formula


def report_row(source, key):
    number = source.numbers.of(key)
    report = working_page(source, now=NOW)
    tables = [block for block in report.blocks if isinstance(block, Table)]
    (row,) = [row for one in tables for row in one.rows if row[0].mark == number]
    return row[3].line


@settings(max_examples=25 if IS_FULL else 5)
@given(facts=studies())
def test_steps_of_a_generated_study_file_come_to_the_engines_cents(facts):
    check(written_study(facts))


def test_report_says_what_is_missing_unconfirmed_and_made_up(study):
    study.is_synthetic = True
    study.save()
    absent = city_of(JurisdictionFactory.create(name="Grain Valley"), study=study)
    QuestionFactory.create(city=study.cities.get(jurisdiction__name="Grandview"), line=study.lines.first())
    Cell.objects.filter(baseline__city__jurisdiction__name="Grandview").update(note="")
    OptionPart.objects.update(source="")
    report = report_of(source_of(study), now=NOW)
    words = sentences(report)

    assert "Synthetic: the figures of this study are made up" in words
    assert "A first look: the ranges come from 500 draws. The study asks for 300" in words
    cities = {said(row[0].line): said(row[2].line) for row in table(report, "Cities of the study").rows}
    assert cities[absent.jurisdiction.name].startswith("Missing: has not signed")
    assert cities["Raytown"].startswith("Version 1, signed by Dana Reyes, Finance director, on Mar 10, 2026")
    assert {said(row[4].line) for row in table(report, "Amounts of “A workshop").rows} == {
        "Unconfirmed: no source is named"
    }
    assert "Unconfirmed: Grandview, Mechanics: Is overtime in it?" in words
    notes = {said(row[3].line) for row in table(report, "Figures that stand out").rows}
    assert notes == {"Unconfirmed: no note explains it"}


def test_formula_stands_in_the_report_as_a_council_would_adopt_it(study):
    formula = (
        "The group has budget in dollars.\nEach member has heavy_trucks in trucks.\n"
        "Pool repair costs budget.\nShare repair by 100% heavy_trucks."
    )
    facts = {"name": "As adopted", "kind": "formula", "formula": formula}
    actions.put_share(by=None, study=study, facts=facts, now=NOW)
    report = report_of(source_of(study), now=NOW)

    legal = read_formula(formula).legal
    assert legal
    assert all(line in sentences(report) for line in legal)


def test_pdf_is_tagged_named_and_every_link_leads_to_a_place(study):
    report = report_of(source_of(study), now=NOW)
    pdf = PdfReader(io.BytesIO(as_pdf(report, at=NOW)))
    root = pdf.trailer["/Root"]

    assert (root["/MarkInfo"]["/Marked"], root["/Lang"], pdf.metadata.title) == (True, "en-US", report.title)
    assert "/StructTreeRoot" in root
    links = [
        mark.get_object()
        for page in pdf.pages
        for mark in page.get("/Annots", ())
        if mark.get_object()["/Subtype"] == "/Link"
    ]
    aims = [link["/Dest"].get_object()[0].idnum for link in links]
    assert len(links) >= sum(bool(run.to) for line in report.lines for run in line)
    pages = {page.indirect_reference.idnum: page for page in pdf.pages}
    assert pages.keys() >= set(aims)
    assert all(re.search(r"[ACRL]-\d|B-[A-Z]{3}-\d", pages[one].extract_text()) for one in set(aims))
    words = " ".join("".join(page.extract_text() for page in pdf.pages[:4]).split())
    _option, share = source_of(study).chosen()
    for city in share["cities"]:
        assert city["sentence"] in words


def test_word_document_has_headings_and_links_to_its_bookmarks(study):
    report = report_of(source_of(study), now=NOW)
    document = docx.Document(io.BytesIO(as_docx(report, at=NOW)))
    body = document.element.body

    assert document.core_properties.title == report.title
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings == [block.text for block in report.blocks if getattr(block, "level", 0) == 1]
    marks = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    aims = [one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))]
    assert len(marks) == len(report.marks)
    assert len(aims) == sum(bool(run.to) for line in report.lines for run in line)
    assert marks.issuperset(aims)
    paragraphs = " ".join(one.text for one in document.paragraphs)
    _option, share = source_of(study).chosen()
    assert all(city["sentence"] in paragraphs for city in share["cities"])
    tables = [block for block in report.blocks if isinstance(block, Table)]
    assert [len(one.rows) for one in document.tables] == [1 + len(one.rows) for one in tables]
    (picture,) = body.iter(qn("wp:docPr"))
    assert "Raytown" in picture.get("descr")


def test_page_shows_the_steps_and_leads_to_the_cells_in_their_sheets(client, manager, study):
    page = client.get(url("working", study.public_id), {"option": "option-2", "share": "Equal parts"})
    text = page.content.decode()

    assert "“Independence repairs for all” shared by “Equal parts”" in unescape(text)
    ids = set(re.findall(r' id="([^"]+)"', text))
    aims = re.findall(r'href="#([A-Z]-[^"]+)"', text)
    assert aims
    assert ids.issuperset(aims)
    raytown = study.cities.get(jurisdiction__name="Raytown")
    (cell,) = Cell.objects.filter(baseline__city=raytown, line__name="Mechanics")
    to = f"{url('baseline', raytown.public_id)}?version=1#cell-{cell.public_id}"
    assert to in unescape(text)
    sheet = client.get(url("baseline", raytown.public_id), {"version": 1}).content.decode()
    assert f'id="cell-{cell.public_id}"' in sheet


def test_report_is_handed_out_also_of_a_what_if_and_says_so(client, manager, study):
    made = client.get(url("report-docx", study.public_id), {"share": "Nucleolus"})
    assert made["Content-Disposition"].startswith('attachment; filename="study-')
    assert made.content[:2] == b"PK"
    assert client.get(url("report-pdf", study.public_id)).content[:5] == b"%PDF-"
    cities = {one.jurisdiction.name: one.public_id for one in study.cities.select_related("jurisdiction")}
    taking = {cities["Blue Springs"], cities["Grandview"]}
    report = report_of(source_of(study, taking), now=NOW)
    assert "A what-if: who takes part is another choice" in sentences(report)
    page = client.get(url("working", study.public_id), {"city": sorted(taking)})
    assert page.context["option"]["members"] == ("Blue Springs", "Grandview")


def test_study_that_is_not_ready_has_no_report_and_says_why(client, manager):
    study = StudyFactory.create()
    for name in ("working", "report-pdf", "report-docx"):
        page = client.get(url(name, study.public_id), follow=True)
        assert page.redirect_chain[-1][0] == url("result", study.public_id)
        assert "Two cities must have signed" in page.content.decode()


def test_codes_of_cities_tell_them_apart():
    names = ["Raytown", "Raymore", "Ray", "Lee's Summit", "Ñ", "Ray"]
    assert codes_of(names[:4]) == {"Raytown": "RAY", "Raymore": "RAYM", "Ray": "RAY2", "Lee's Summit": "LEE"}
    assert codes_of(["Ñ", "Õ"]) == {"Ñ": "CIT", "Õ": "CITY"}


def test_study_of_the_sample_is_worked_out_once_a_file(study):
    assert source_of(study).working is source_of(study).working
    assert queries.digest_of_file(source_of(study).text) == source_of(study).digest
