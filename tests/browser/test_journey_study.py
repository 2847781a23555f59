"""Five cities give their figures, and the coordinator finds a way of sharing that nobody would leave."""

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer
from tests.browser.acting import sign_in
from tests.browser.conftest import CheckPage
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.studies import NOW, LineFactory, StudyFactory, city_of, fill, signed

from interlocal.costing.studies import actions, queries
from interlocal.costing.studies.models import Assumptions, CityStand, LineKind, Study
from interlocal.foundation.accounts.models import User
from interlocal.partnerships.agreements.models import Agreement
from mutual.formulas import Drivers, evaluate, parse

# Made up, so that by trucks alone two cities would rather repair theirs together.
FIGURES = {
    "Blue Springs": (350_000, 800, 12),
    "Grandview": (237_000, 420, 44),
    "Independence": (248_500, 510, 18),
    "Lee's Summit": (195_000, 300, 22),
    "Raytown": (510_000, 1_200, 36),
}
LINES = ("Mechanics", "Repair orders", "Heavy trucks")
OPTIONS = (
    ("A workshop of our own", "joint agency", (("fixed", 120_000_00), ("rate", 350_00))),
    ("Independence repairs for all", "lead city", (("fixed", 260_000_00), ("rate", 380_00))),
    ("A dealer's contract", "vendor", (("rate", 470_00),)),
)
FORMULA = """\
Each member has repair_orders in orders.
The group has budget in dollars.
Pool repair costs budget.
Share repair by repair_orders.
"""


@pytest.fixture
def study(transactional_db: None) -> Study:
    """Return a study that waits for figures, its options and three ways of sharing put."""
    PartnershipFactory.create()
    study = StudyFactory.create(title="Heavy trucks", goals="Pay for use.", goals_agreed_on=NOW.date())
    kinds = (LineKind.COST, LineKind.VOLUME, LineKind.VOLUME)
    lines = [
        LineFactory.create(study=study, name=name, kind=kind) for name, kind in zip(LINES, kinds, strict=True)
    ]
    cities = {
        name: city_of(JurisdictionFactory.create(name=name, member=True), study=study) for name in FIGURES
    }
    outside = city_of(JurisdictionFactory.create(name="Grain Valley"), study=study, stand=CityStand.MIGHT)
    for line, figure in zip(lines, (130_000, 240, 9), strict=True):
        fill(outside, line, figure * 100, note="checked")
    signed(outside)
    Assumptions.objects.create(study=study, years=5, draws=400, created_at=NOW)
    for title, kind, parts in OPTIONS:
        lead = cities["Independence"] if kind == "lead city" else None
        facts = {"title": title, "kind": kind, "phase_in": "", "lead": lead}
        option = actions.put_option(by=None, study=study, facts=facts, now=NOW)
        for part, cents in parts:
            amount = {"kind": part, "name": part, "amount_cents": cents, "source": "Synthetic"}
            amount |= {"driver": lines[1]} if part == "rate" else {}
            actions.put_part(by=None, option=option, facts=amount, now=NOW)
    weights = {lines[1].public_id: "20", lines[2].public_id: "80"}
    for name, kind, more in (
        ("Orders and trucks", "drivers", {"weights": weights}),
        ("Equal parts", "equal", {}),
        ("Shapley", "solution", {"solution": "shapley"}),
    ):
        actions.put_share(
            by=None, study=study, facts={"name": name, "kind": kind, "weights": {}, **more}, now=NOW
        )
    return study


def officer_of(study: Study, name: str) -> tuple[User, str]:
    city = study.cities.get(jurisdiction__name=name)
    person = person_with("finance-officer", city.jurisdiction.public_id, password=PASSWORD)
    return person, f"/studies/baselines/{city.public_id}/"


def rows_of(name: str) -> list[tuple[str, int]]:
    return list(zip(LINES, FIGURES[name], strict=True))


def csv_file(folder: Path) -> Path:
    """A table whose headings say what they are, and whose rows are called as the lines are."""
    rows = [f'{line},"{figure:,}",from the ledger' for line, figure in rows_of("Independence")]
    path = folder / "independence.csv"
    path.write_text("\n".join(["Line,This year,Comment", *rows]), encoding="utf-8")
    return path


def budget_book(folder: Path) -> Path:
    """A workbook with a title, merged cells, headings of its own and names of its own."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Fund 101 (made up)"])
    sheet.merge_cells("A1:D1")
    sheet.append(["Object", "Sum", "Before", "For the study"])
    named = ("5100 Salaries of mechanics", "Orders closed", "Trucks over 10 t")
    for name, (line, figure) in zip(named, rows_of("Lee's Summit"), strict=True):
        sheet.append([name, figure, None, line])
    path = folder / "lees-summit.xlsx"
    book.save(path)
    return path


def counts(folder: Path) -> Path:
    """A sheet beside another, in which a figure is said in words."""
    book = openpyxl.Workbook()
    book.active.append(["How this was counted (made up)"])
    sheet = book.create_sheet("Counts")
    sheet.append(["Measure", "Value"])
    for line, figure in rows_of("Raytown"):
        sheet.append([line, "about 36" if line == "Heavy trucks" else figure])
    path = folder / "raytown.xlsx"
    book.save(path)
    return path


def sign(page: Page) -> None:
    page.get_by_role("link", name="Sign the baseline").click()
    page.get_by_label("Your office").fill("Finance director")
    page.locator("label", has_text="These are our city").click()
    page.get_by_role("button", name="Sign the baseline").click()
    expect(page.get_by_text("The baseline is signed.")).to_be_visible()


def test_five_officers_give_their_figures_each_in_their_own_way(
    page: Page,
    another_browser: Callable[..., Page],
    live_server: LiveServer,
    check_page: CheckPage,
    study: Study,
    tmp_path: Path,
) -> None:
    site = live_server.url
    for name in ("Blue Springs", "Grandview"):
        officer, address = officer_of(study, name)
        own = page if name == "Blue Springs" else another_browser()
        sign_in(own, site, officer.email)
        own.goto(site + address)
        if name == "Blue Springs":
            own.get_by_label("Mechanics", exact=True).fill("-350,000")
            own.get_by_label("Repair orders", exact=True).fill("about 800")
            own.get_by_role("button", name="Save the figures").click()
            expect(own.get_by_label("Mechanics", exact=True)).to_have_value("-350,000")
            check_page(own, "study-baseline-faults")
        for line, figure in rows_of(name):
            own.get_by_label(line, exact=True).fill(f"{figure:,}")
        own.get_by_role("button", name="Save the figures").click()
        expect(own.get_by_text("Saved.")).to_be_visible()
        sign(own)
    check_page(page, "study-baseline-signed")

    for name, file in (
        ("Independence", csv_file(tmp_path)),
        ("Lee's Summit", budget_book(tmp_path)),
        ("Raytown", counts(tmp_path)),
    ):
        officer, address = officer_of(study, name)
        own = another_browser()
        sign_in(own, site, officer.email)
        own.goto(site + address)
        own.get_by_role("link", name="Bring your spreadsheet").click()
        own.get_by_label("Or a file").set_input_files(file)
        own.get_by_role("button", name="Read the list").click()
        if name == "Lee's Summit":
            expect(own.get_by_role("heading", level=1)).to_have_text("Which column is which?")
            own.get_by_label("What is the column “Sum”?").select_option(label="Figure")
            own.get_by_label("What is the column “For the study”?").select_option(label="Counts as")
            check_page(own, "study-columns")
            own.get_by_role("button", name="Check the rows").click()
        if name == "Raytown":
            check_page(own, "study-rows-to-mend")
            own.get_by_label(re.compile(r"^Figure, row")).first.fill("36")
            own.get_by_role("button", name="Check these rows again").click()
        own.get_by_role("button", name="Take over 3 figures").click()
        own.goto(site + address)
        for note in own.get_by_label(re.compile("^Note on")).all():
            note.fill("as in our books")
        own.get_by_role("button", name="Save the figures").click()
        sign(own)
    figures = queries.figures_of(baselines := queries.signed_baselines(study))
    cost = study.lines.get(name="Mechanics").pk
    totals = {one.city.jurisdiction.name: figures[one.pk][cost] for one in baselines}
    assert {name: totals[name] for name in FIGURES} == {
        name: cost * 100 for name, (cost, _orders, _trucks) in FIGURES.items()
    }


@pytest.fixture
def whole(study: Study) -> Study:
    """Return the study with the figures of all five signed."""
    lines = list(study.lines.order_by("pk"))
    for name, figures in FIGURES.items():
        city = study.cities.get(jurisdiction__name=name)
        for line, figure in zip(lines, figures, strict=True):
            fill(city, line, figure * 100, note="checked")
        signed(city)
    return study


def test_coordinator_finds_what_nobody_would_leave_and_sends_it_to_an_agreement(
    page: Page, live_server: LiveServer, check_page: CheckPage, whole: Study
) -> None:
    coordinator = person_with("coordinator", password=PASSWORD)
    sign_in(page, live_server.url, coordinator.email)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Studies").click()
    page.get_by_role("link", name="Heavy trucks").click()

    tabs = page.get_by_role("navigation", name="Parts of this study")
    tabs.get_by_role("link", name="Options and shares").click()
    page.get_by_role("link", name="Add a way of sharing").click()
    page.get_by_label("Name").fill("By orders, as text")
    page.locator("label", has_text="By a formula in the formula language").click()
    page.get_by_label("The formula, where you write it").fill(FORMULA.replace("Share", "Shrae"))
    expect(page.locator("#checked")).to_contain_text("Did you mean “Share”?")
    page.get_by_label("The formula, where you write it").fill(FORMULA)
    expect(page.locator("#checked")).to_contain_text("Would pay")
    check_page(page, "study-formula")
    page.get_by_role("button", name="Add the way of sharing").click()

    tabs.get_by_role("link", name="Result").click()
    check_page(page, "study-result")
    page.get_by_text("Who would leave, in sentences").click()
    expect(page.locator("#shares")).to_contain_text("Grandview and Lee's Summit together would pay")
    for title, _kind, _parts in OPTIONS:
        expect(page.locator("#options")).to_contain_text(title)

    page.get_by_role("link", name="Use it").click()
    check_page(page, "study-nearest")
    page.get_by_role("button", name="Add the way of sharing").click()
    tabs.get_by_role("link", name="Result").click()
    page.get_by_role("link", name="Orders and trucks, stable").click()
    row = page.locator("#shares tr", has_text="Orders and trucks, stable")
    expect(row).to_contain_text("Nobody")

    page.locator("label", has_text="Grain Valley").click()
    page.get_by_role("button", name="See what changes").click()
    expect(page.locator("#cities")).to_contain_text("Grain Valley pays")
    check_page(page, "study-what-if")

    page.go_back()
    with page.expect_download(timeout=60_000) as report:
        page.get_by_role("link", name="Report as PDF").click(timeout=60_000)
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(report.value.path()).pages)
    assert "Orders and trucks, stable" in text

    page.get_by_role("link", name="How this was worked out").click()
    check_page(page, "study-working")
    page.go_back()
    page.get_by_role("link", name="Send it to an agreement").click()
    check_page(page, "study-clause")
    page.get_by_label("Title of the new agreement").fill("Repair of heavy trucks together")
    page.get_by_role("button", name="Send the cost clause").click()
    expect(page.get_by_text("The agreement has the cost clause")).to_be_visible()
    check_page(page, "study-agreement")
    agreement = Agreement.objects.get(title="Repair of heavy trucks together")
    assert (agreement.clauses.count(), agreement.documents.count()) == (1, 1)
    shared = evaluate(
        parse(agreement.cost_formula),
        Drivers.from_table(
            {
                "Repair orders": {name: orders for name, (_cost, orders, _trucks) in FIGURES.items()},
                "Heavy trucks": {name: trucks for name, (_cost, _orders, trucks) in FIGURES.items()},
            },
            {"budget": 1_000_000},
        ),
    )
    assert shared.total == 1_000_000_00
