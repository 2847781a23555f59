"""The 2022 renewal goes to five councils by their own steps; one changes a word, and all adopt it."""

import re

import docx
import pytest
from playwright.sync_api import expect
from tests.browser.acting import sign_in, sign_out
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.instruments import StatementFactory, take_steps
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.jobs.public import run_due
from interlocal.kernel import clock
from interlocal.partnerships.instruments.models import Packet, Standing
from interlocal.partnerships.instruments.public import load_pack

pytestmark = pytest.mark.django_db(transaction=True)

CITIES = ("Blue Springs", "Grandview", "Independence", "Lee's Summit", "Raytown")
NAME = "Statement of Common Purpose, 2022 renewal"


@pytest.fixture
def cities():
    """Return the five members, each with its governing body on record."""
    return [
        JurisdictionFactory.create(
            name=name,
            formal_name=f"City of {name}",
            state="Missouri",
            governing_body="City Council",
            member=True,
        )
        for name in CITIES
    ]


def begin_in_every_council(page, site, check_page):
    """Start the adoption, and make the five packets with one click."""
    page.goto(f"{site}/instruments/")
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("link", name="Start adoption").click()
    for city in CITIES:
        page.get_by_text(city, exact=True).click()
    page.get_by_role("button", name="Start adoption").click()
    expect(page.locator(".il-matrix tbody tr")).to_have_count(5)
    page.get_by_role("link", name="Packets for councils").click()
    page.get_by_role("button", name="Make 5 packets").click()
    expect(page.locator("main")).to_contain_text("5 packets are being made.")
    run_due(now=clock.now())
    expect(page.get_by_role("link", name=re.compile("^Word.*Raytown"))).to_be_visible(timeout=15_000)
    check_page(page, "journey-packets")


def change_a_word(page, tmp_path, check_page):
    """The clerk opens the city's packet from the matrix, changes a word, and brings the file back."""
    page.locator(".il-matrix").get_by_role("link", name="Raytown").click()
    check_page(page, "journey-packet")
    with page.expect_download() as download:
        page.get_by_role("link", name="Word document").click()
    packet, returned = tmp_path / "packet.docx", tmp_path / "raytown-returned.docx"
    download.value.save_as(packet)
    document = docx.Document(packet)
    changed = 0
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if "does commit to" in run.text:
                run.text, changed = run.text.replace("does commit to", "does pledge to"), changed + 1
    document.save(returned)
    assert changed == 1
    page.get_by_role("link", name="Compare a text that came back").click()
    page.get_by_label("File").set_input_files(returned)
    page.get_by_role("button", name="Compare the text").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 passage differs")
    expect(page.locator(".il-diff del")).to_contain_text("commit")
    expect(page.locator(".il-diff ins")).to_contain_text("pledge")
    check_page(page, "journey-returned")


def test_renewal_is_adopted_by_five_councils_and_the_public_sees_it(
    page, live_server, check_page, cities, tmp_path
):
    coordinator = person_with("coordinator", name="Dana Sample", password=PASSWORD)
    clerk = person_with("clerk", cities[-1].public_id, name="Clerk of Raytown", password=PASSWORD)
    statement = StatementFactory.create(title=NAME, with_text=True)
    load_pack(by=None, name="missouri", now=clock.now())
    site = live_server.url
    matrix = f"{site}/instruments/statements/{statement.public_id}/matrix/"

    sign_in(page, site, coordinator.email)
    begin_in_every_council(page, site, check_page)
    sign_out(page)

    sign_in(page, site, clerk.email)
    page.goto(matrix)
    change_a_word(page, tmp_path, check_page)
    assert page.get_by_role("link", name="Decide").count() == 0
    sign_out(page)

    sign_in(page, site, coordinator.email)
    page.goto(matrix)
    page.get_by_role("link", name="1 change to decide").click()
    page.get_by_role("link", name="Decide").click()
    page.get_by_text("Accepted for this council alone", exact=True).click()
    page.get_by_role("button", name="Record the decision").click()
    expect(page.locator("main")).to_contain_text("All decided")

    for city in cities:
        take_steps(statement, city)
    standings = statement.instruments.values_list("standing", flat=True)
    assert list(standings) == [Standing.ADOPTED] * 5
    page.goto(matrix)
    expect(page.locator("main")).to_contain_text("Adopted everywhere")
    check_page(page, "journey-adopted-everywhere")
    page.goto(f"{site}/instruments/statements/{statement.public_id}/")
    page.get_by_role("button", name="Publish for everybody").click()
    sign_out(page)

    page.goto(f"{site}/statements/{statement.public_id}/")
    for city in CITIES:
        expect(page.locator("main")).to_contain_text(city)
    check_page(page, "journey-public-renewal")
    assert Packet.objects.exclude(made_at=None).count() == 5
