"""A council's votes come from a spreadsheet, are mended and saved; one fills in its instrument's step."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.acting import sign_in
from tests.browser.conftest import CheckPage
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.commitments import published_procedure
from tests.factories.instruments import StatementFactory
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory

from interlocal.foundation.accounts.models import User
from interlocal.kernel import clock
from interlocal.partnerships.commitments.public import Step
from interlocal.partnerships.instruments.models import Instrument
from interlocal.partnerships.instruments.public import start_adoption
from interlocal.partnerships.meetings.models import CouncilMeeting

TITLE = "A RESOLUTION adopting the Statement of Common Purpose (synthetic)"
TABLE = f"""\
Body,Date,Number,Title,File number,Result,Person,Vote
City Council,3/10/2026,1.,Roll call,,,,
City Council,3/10/2026,7.,{TITLE},R26-14,Passed,Member A,Yea
City Council,10/3x/2026,7.,{TITLE},R26-14,,Member B,Yea
"""


@pytest.fixture
def clerk(transactional_db: None) -> User:
    PartnershipFactory.create()
    city = JurisdictionFactory.create(name="Raytown", member=True)
    statement = StatementFactory.create(title="Statement of Common Purpose", with_text=True)
    version = published_procedure(
        slug="by-vote", steps=(Step("vote", "The council votes", records="vote"),), kind="adoption"
    )
    start_adoption(
        by=None,
        statement=statement,
        jurisdictions=[city],
        version=version,
        starts_on=clock.today(),
        now=clock.now(),
    )
    return person_with("clerk", city.public_id, password=PASSWORD)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "council-votes.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_vote_comes_from_a_table_and_fills_in_the_step(
    page: Page, live_server: LiveServer, check_page: CheckPage, clerk: User, table: Path
) -> None:
    sign_in(page, live_server.url, clerk.email)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Meetings").click()
    page.get_by_role("link", name="Councils’ meetings").click()
    check_page(page, "councils-empty")
    page.get_by_role("link", name="Bring in a council’s record").click()
    check_page(page, "councils-bring")
    page.get_by_role("link", name="From a table").click()
    page.get_by_label("File").set_input_files(table)
    page.get_by_role("button", name="Read the table").click()

    expect(page.get_by_role("row", name="Row 4 Date 10/3x/2026")).to_be_visible()
    check_page(page, "councils-to-mend")
    rows = page.get_by_label("Or rows copied from a spreadsheet")
    rows.fill(rows.input_value().replace("10/3x/2026", "3/10/2026"))
    page.get_by_role("button", name="Read the table").click()

    check_page(page, "councils-seen")
    assert not CouncilMeeting.objects.exists()
    page.get_by_role("button", name="Save it to the record").click()
    check_page(page, "councils-saved")
    page.get_by_role("link", name="City Council").click()
    check_page(page, "councils-meeting")
    page.get_by_role("link", name="tie it to").click()
    check_page(page, "councils-evidence")
    page.get_by_role("button", name="Tie it").click()
    check_page(page, "councils-tied")

    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link").last.click()
    expect(page.locator("#council-record")).to_contain_text("2–0, Passed")
    page.get_by_role("link", name="Next step").click()
    page.get_by_role("link", name="Record this step").click()
    expect(page.get_by_label("Or the roll call by name")).to_have_value("Member A: aye\nMember B: aye")
    check_page(page, "councils-step")
    page.get_by_role("button", name="Record this step").click()
    expect(page.get_by_text("The council votes: recorded")).to_be_visible()
    assert Instrument.objects.get().passed_on.isoformat() == "2026-03-10"

    page.goto(f"{live_server.url}/meetings/councils/imports/")
    check_page(page, "councils-imports")
    page.get_by_role("link", name="Raytown").click()
    page.get_by_role("link", name="Undo this import").click()
    expect(page.get_by_text("It is tied to Raytown")).to_be_visible()
    check_page(page, "councils-undo")
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_text("but for what is listed below")).to_be_visible()
    check_page(page, "councils-undone")
