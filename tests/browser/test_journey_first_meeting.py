"""From an empty folder to the minutes of the first meeting: the installation's own processes, in Chromium."""

import re
import signal
import socket
import time
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.acting import code_from
from tests.browser.conftest import CheckPage
from tests.resilience.house import House, a_house

from interlocal.kernel import clock

PASSWORD = "a-bridge-between-two-rivers"
PEOPLE = (("Ana Ruiz", "Raytown"), ("Ben Cole", "Grandview"), ("Cy Marsh", "Olathe"))


def a_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """An installation without anything in it, as an administrator starts it: no sample, no demo mode."""
    port = a_port()
    with a_house(tmp_path / "data") as empty:
        empty.environment |= {
            "INTERLOCAL_DEMO": "0",
            "INTERLOCAL_BASE_URL": f"http://localhost:{port}",
            "PYTHONUNBUFFERED": "1",
        }
        empty.environment["SETUP_LINK"] = empty.command("init", "--link")
        running = empty.start("-m", "interlocal.config.cli", "run", "--port", port)
        try:
            _wait_for(f"http://localhost:{port}/health/ready")
            yield empty
        finally:
            running.send_signal(signal.SIGINT)
            running.communicate(timeout=60)


def _wait_for(address: str) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"{address} does not answer")


def found_it(page: Page, link: str, check_page: CheckPage) -> str:
    """Answer the set-up page, across a state line; return the link of the coordinator's invitation."""
    page.goto(link)
    check_page(page, "first-run")
    page.get_by_label("Name of the partnership").fill("Two Rivers Shared Services")
    page.get_by_label("State", exact=True).fill("Missouri")
    page.get_by_label("Cities").fill("Raytown\nGrandview\nOlathe | Kansas")
    page.get_by_label("Name of the first coordinator").fill("Dana Park")
    page.get_by_label("E-mail address of the first coordinator").fill("dana@example.org")
    page.get_by_role("button", name="Make the partnership").click()
    check_page(page, "first-run-done")
    return str(page.locator("a", has_text="/invitations/").get_attribute("href"))


def come_in(page: Page, invitation: str) -> None:
    """Accept the invitation, and set up the authenticator that a coordinator needs."""
    page.goto(invitation)
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Accept and sign in").click()
    secret = page.locator("#secret").inner_text()
    page.get_by_label("Code from your authenticator").fill(code_from(secret))
    page.get_by_role("button", name="Turn it on").click()
    page.get_by_role("link", name="I have kept them: go on").click()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def bring_contacts(page: Page, site: str) -> None:
    """Paste who speaks for each city; nothing is there before it is saved."""
    page.goto(f"{site}/getting-started/")
    page.get_by_role("link", name="Bring your contacts").click()
    rows = [f"{city}\t{name}\tCity Manager\t{name.split()[0].lower()}@example.org" for name, city in PEOPLE]
    page.locator("textarea").first.fill("\n".join(["City\tName\tOffice\tE-mail", *rows]))
    page.get_by_role("button", name="Read the list").click()
    if page.get_by_role("button", name="Check the rows").is_visible():
        page.get_by_role("button", name="Check the rows").click()
    page.get_by_role("button", name=re.compile("^(Save|Name|Add)")).first.click()
    page.goto(f"{site}/members/representatives/")
    for name, _city in PEOPLE:
        expect(page.locator("main")).to_contain_text(name)


def call_the_first(page: Page, site: str, check_page: CheckPage) -> None:
    """Set up who meets, yesterday's meeting and its agenda, and record the notice of a week before."""
    page.goto(f"{site}/meetings/bodies/add/")
    page.get_by_label("Name", exact=True).fill("Steering group")
    page.get_by_role("button", name="Add the body").click()
    expect(page.locator("main")).to_contain_text("RSMo 610.020.2")
    for name, city in PEOPLE:
        page.locator("a[href$='/members/add/']").first.click()
        page.get_by_label("Name of a person without an account").fill(name)
        page.get_by_label("Speaks for").select_option(label=city)
        page.get_by_label("From", exact=True).fill((clock.today() - timedelta(days=30)).isoformat())
        page.locator("main form button[type=submit]").first.click()
    page.get_by_role("link", name="Set up a meeting").click()
    page.get_by_label("Title").fill("First meeting")
    page.get_by_label("Day").fill((clock.today() - timedelta(days=1)).isoformat())
    page.get_by_label("Begins").fill("09:00")
    page.get_by_label("Ends").fill("10:00")
    page.get_by_label("Place").fill("City hall of Raytown")
    page.locator("main form button[type=submit]").first.click()
    page.get_by_role("link", name=re.compile("Add an item")).first.click()
    page.get_by_label("Title").fill("How we work together")
    page.locator("main form button[type=submit]").first.click()
    check_page(page, "first-meeting")
    page.get_by_role("link", name="Post the notice").click()
    page.get_by_label("Posted on").fill((clock.today() - timedelta(days=8)).isoformat())
    page.get_by_label("Where").fill("City hall of Raytown")
    page.get_by_role("button", name="Record the posting").click()
    expect(page.locator("main")).to_contain_text("The posting is recorded")


def hold_it(page: Page) -> None:
    """Call to order, take the item up, adjourn, and draft the minutes."""
    page.get_by_role("link", name="Page for running it").click()
    for name, _city in PEOPLE:
        page.get_by_role("group", name="Present in the room").get_by_text(name).click()
    presiding = page.locator("select[name$=presiding]")
    if presiding.count() and not presiding.input_value():
        presiding.select_option(index=1)
    page.get_by_role("button", name="Call to order").click()
    page.locator("button", has_text="Take up: How we work together").click()
    expect(page.locator("#floor")).to_contain_text("How we work together")
    page.get_by_role("button", name="Adjourn").click()
    page.get_by_role("link", name="Draft its minutes").click()
    page.get_by_role("button", name="Draft the minutes").click()


def test_an_empty_folder_leads_to_the_minutes_of_the_first_meeting(
    page: Page, check_page: CheckPage, house: House
) -> None:
    site = house.environment["INTERLOCAL_BASE_URL"]
    (link,) = re.findall(r"http://\S+/setup/\S+", house.environment["SETUP_LINK"])
    come_in(page, found_it(page, link, check_page))
    bring_contacts(page, site)
    call_the_first(page, site, check_page)
    hold_it(page)
    for name, _city in PEOPLE:
        expect(page.locator("main")).to_contain_text(name)
    expect(page.locator("main")).to_contain_text("City hall of Raytown")
    check_page(page, "first-minutes")
    page.goto(link)
    assert page.locator("h1").inner_text() != "Set up the partnership"
    assert house.verified()["entries"] > 10
