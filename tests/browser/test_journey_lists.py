"""A list comes from Excel: an awkward workbook is seen, mended, saved, built on, and undone as one."""

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.acting import sign_in
from tests.browser.conftest import CheckPage
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

from interlocal.foundation.accounts.models import User
from interlocal.partnerships.commitments.models import Commitment


@pytest.fixture
def coordinator(transactional_db: None) -> User:
    PartnershipFactory.create()
    for name in ("Blue Springs", "Lee's Summit", "Raytown"):
        JurisdictionFactory.create(name=name, member=True)
    return person_with("coordinator", password=PASSWORD)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A made-up list as people keep it: cover sheet, title, merged cells, a formula, days of every kind."""
    book = openpyxl.Workbook()
    book.active.append(["How to use this list"])
    sheet = book.create_sheet("Actions")
    for row in (
        ["Actions of the steering group"],
        [],
        ["#", "What has to happen", "Lead  city", "Due date", "Notes"],
        [1, "Post the notice of the April meeting", "Blue Springs", date(2031, 4, 2), "on the board"],
        [2, "Send the fleet figures", None, "4/15/2031", None],
        [],
        [3, '=CONCATENATE("Draft"," the budget")', "Lees Summit", 47_953, None],
        [4, "Compare vendors", "Raytwon", "25/3/2031", None],
        [5, "Post the notice of the April meeting", "Blue Springs", "April 2, 2031", None],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("C4:C5")
    path = tmp_path / "actions.xlsx"
    book.save(path)
    return path


def test_list_of_actions_comes_from_excel_and_is_undone_as_one(
    page: Page, live_server: LiveServer, check_page: CheckPage, coordinator: User, workbook: Path
) -> None:
    sign_in(page, live_server.url, coordinator.email)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Commitments").click()
    page.get_by_role("link", name="Bring a list").click()
    page.get_by_role("button", name="Read the list").click()
    expect(page.locator(".il-errors")).to_contain_text("one of the two")
    check_page(page, "list-paste")
    page.get_by_label("Or a file").set_input_files(workbook)
    page.get_by_role("button", name="Read the list").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Which column is which?")
    page.get_by_label("What is the column “What has to happen”?").select_option(label="What is owed")
    check_page(page, "list-columns")
    page.get_by_role("button", name="Check the rows").click()

    expect(page.get_by_text("did you mean 3/25/2031?")).to_be_visible()
    check_page(page, "list-to-mend")
    page.get_by_label("What is owed, row 7").fill("Draft the budget")
    page.get_by_label("Owed by, row 8").fill("Raytown")
    page.get_by_role("button", name="Check these rows again").click()
    expect(page.get_by_label("Due, row 8")).to_have_value("25/3/2031")
    page.get_by_label("Due, row 8").fill("3/25/2031")
    page.get_by_role("button", name="Check these rows again").click()
    page.get_by_role("link", name="There already 1").click()
    expect(page.get_by_text("The same as row 4 of this list.")).to_be_visible()
    check_page(page, "list-there-already")
    page.get_by_role("link", name="Ready 4").click()
    check_page(page, "list-ready")
    page.get_by_role("button", name="Open 4 commitments").click()
    expect(page.get_by_text("Saved: 4 commitments.")).to_be_visible()
    check_page(page, "list-saved")
    owed = {(one.title, one.owed_by.name, one.due_on) for one in Commitment.objects.select_related("owed_by")}
    assert owed == {
        ("Post the notice of the April meeting", "Blue Springs", date(2031, 4, 2)),
        ("Send the fleet figures", "Blue Springs", date(2031, 4, 15)),
        ("Draft the budget", "Lee's Summit", date(2031, 4, 15)),
        ("Compare vendors", "Raytown", date(2031, 3, 25)),
    }

    address = page.url
    page.get_by_role("link", name="Compare vendors").click()
    page.get_by_label("Your comment").fill("Two offers are in.")
    page.get_by_role("button", name=re.compile("comment", re.IGNORECASE)).click()
    page.goto(address)
    page.get_by_role("link", name="Undo this list").click()
    expect(page.get_by_text("Somebody has commented on it.")).to_be_visible()
    check_page(page, "list-undo")
    page.get_by_role("button", name="Undo the list").click()
    expect(page.get_by_text("Taken back: 3 commitments.")).to_be_visible()
    check_page(page, "list-undone")
    assert Commitment.objects.filter(outcome="withdrawn").count() == 3


def test_contacts_and_agreements_are_pasted(
    page: Page, live_server: LiveServer, check_page: CheckPage, coordinator: User
) -> None:
    sign_in(page, live_server.url, coordinator.email)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Members").click()
    page.get_by_role("link", name="Bring a list of contacts").click()
    contacts = "Agency\tContact name\tTitle\tEmail\nRaytown\tDoe, Jane\tCity Clerk\tjane@example.org\n"
    page.get_by_label("Rows copied from the spreadsheet").fill(contacts)
    page.get_by_role("button", name="Read the list").click()
    check_page(page, "list-contacts")
    page.get_by_role("button", name="Name 1 representative").click()
    page.get_by_role("link", name="Jane Doe, City Clerk").click()
    expect(page.get_by_role("link", name="jane@example.org")).to_be_visible()
    check_page(page, "list-contact-on-record")

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Agreements").click()
    page.get_by_role("link", name="Bring a list").click()
    agreements = (
        "Contract\tCities\tEffective date\tExpires\tAnnual cost\tNotice days\tClause\n"
        "Shared store\tRaytown, Blue Springs\t7/1/2024\t6/30/2031\t$4,800\t90\tSection 9\n"
    )
    page.get_by_label("Rows copied from the spreadsheet").fill(agreements)
    page.get_by_role("button", name="Read the list").click()
    check_page(page, "list-agreements")
    page.get_by_role("button", name="Add 1 agreement").click()
    page.get_by_role("link", name="Shared store").click()
    expect(page.locator("main")).to_contain_text("$4,800")
    expect(page.locator("main")).to_contain_text("Section 9")
    check_page(page, "list-agreement-on-record")
