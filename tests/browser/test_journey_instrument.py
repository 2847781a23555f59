"""A resolution is read in from its text, five councils take it up, and what it asks is done from a phone."""

import re
from datetime import timedelta

import pytest
import typst
from playwright.sync_api import expect
from tests.browser.acting import PHONE, link_in, newest_mail, sign_in
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.instruments import RENEWAL
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.kernel import clock
from interlocal.partnerships.commitments.models import Commitment
from interlocal.partnerships.instruments.models import Instrument, ReadingDraft, Statement
from interlocal.partnerships.instruments.public import load_pack

pytestmark = pytest.mark.django_db(transaction=True)

CITIES = ("Blue Springs", "Grandview", "Independence", "Lee's Summit", "Raytown")
NAME = "Statement of Common Purpose, 2022 renewal"
DUTIES = (
    "Support staff in these activities",
    (
        "Assign the necessary staff resources to collaborate with the administrative staff "
        "in the other partner cities"
    ),
    "Further develop shared services models for the mutual benefit of the cities involved and the region",
)


@pytest.fixture
def people():
    """Return the coordinator, and each city's manager and clerk, by name of the city."""
    cities = [JurisdictionFactory.create(name=name, member=True) for name in CITIES]
    managers, clerks = (
        {
            city.name: person_with(role, city.public_id, name=f"{title} of {city.name}", password=PASSWORD)
            for city in cities
        }
        for role, title in (("city-manager", "Manager"), ("clerk", "Clerk"))
    )
    return person_with("coordinator", name="Dana Sample", password=PASSWORD), managers, clerks


def read_in(page, check_page):
    """Bring the text; what was read stands beside it, and a number that it leaves blank is filled in."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Instruments").click()
    check_page(page, "journey-no-instruments")
    page.get_by_role("link", name="Add an instrument from its text").click()
    page.get_by_label("File").set_input_files(RENEWAL)
    page.get_by_role("button", name="Read the text").click()
    expect(page.locator("main")).to_contain_text("9 recitals, 2 sections and 4 sign-offs were found")
    assert page.locator(".il-text__lines").inner_text().split() == RENEWAL.read_text(encoding="utf-8").split()
    assert page.get_by_label("Resolution or ordinance number").input_value() == ""
    check_page(page, "journey-reading")
    page.get_by_label("Resolution or ordinance number").fill("6512")
    page.get_by_label("Whose instrument").select_option(label="Independence")
    page.get_by_label("Or the name of a new statement").fill(NAME)
    page.get_by_role("button", name="Record the instrument").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What it asks of each council")
    assert page.get_by_text("To confirm").count() == 15
    check_page(page, "journey-duties")


def start_adoption(page, check_page):
    """Have the five councils begin."""
    page.get_by_role("link", name=NAME).click()
    check_page(page, "journey-statement")
    page.get_by_role("link", name="Start adoption").click()
    page.get_by_role("button", name="Start adoption").click()
    expect(page.locator(".il-errors")).to_contain_text("Tick at least one council.")
    for city in CITIES:
        page.get_by_text(city, exact=True).click()
    check_page(page, "journey-adopt")
    page.get_by_role("button", name="Start adoption").click()
    expect(page.locator("main")).to_contain_text("5 councils have begun.")
    assert page.locator(".il-matrix tbody tr").count() == 5
    check_page(page, "journey-matrix")


def confirm_duties(page, city, owner, due_on):
    """Give each of a city's commitments an owner and a date."""
    page.get_by_role("link", name=f"Confirm for {city}").click()
    for title in DUTIES:
        duty = page.get_by_role("group", name=title)
        duty.get_by_text("Confirm", exact=True).click()
        duty.get_by_label("Owner").select_option(label=str(owner))
        duty.get_by_label("Date", exact=False).first.fill(due_on.isoformat())
    page.get_by_role("button", name="Confirm the ticked commitments").click()
    expect(page.get_by_text(f"The commitments of {city} are on record.")).to_be_visible()


def row_of(page, city):
    """Return the cells of a city's row in the matrix."""
    return page.locator(".il-matrix tbody tr", has=page.get_by_role("link", name=city)).locator("td")


def test_renewal_is_read_adopted_confirmed_and_done_from_a_phone(
    page, another_browser, live_server, check_page, people
):
    coordinator, managers, clerks = people
    load_pack(by=None, name="missouri", now=clock.now())
    site, due_on = live_server.url, clock.today() + timedelta(days=30)

    sign_in(page, site, coordinator.email)
    read_in(page, check_page)
    statement = Statement.objects.get(title=NAME)
    instrument = Instrument.objects.get()
    assert (instrument.number, instrument.jurisdiction.name) == ("6512", "Independence")
    assert (statement.text, ReadingDraft.objects.count()) == (instrument.text, 0)

    start_adoption(page, check_page)
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("link", name="3 of each council").click()
    for city in CITIES:
        confirm_duties(page, city, managers[city], due_on)
    assert page.get_by_text("To confirm").count() == 0
    check_page(page, "journey-duties-confirmed")
    owed = Commitment.objects.filter(source_label__contains="Section", outcome="")
    assert sorted(owed.values_list("owed_by__name", "owner", "due_on")) == [
        (city, managers[city].pk, due_on) for city in CITIES for _title in DUTIES
    ]

    # The manager of Raytown answers one mail, and the clerk another, on a phone and without signing in.
    phone = another_browser(viewport=PHONE)
    done = close_from_mail(phone, site, managers["Raytown"], DUTIES[2], "Two people named", check_page)
    close_from_mail(phone, site, clerks["Raytown"], "Draft in the council's own form", "In our form", None)
    assert "sessionid" not in {cookie["name"] for cookie in phone.context.cookies()}
    assert (done.outcome, done.closed_by, done.evidence_note) == (
        "done",
        managers["Raytown"],
        "Two people named",
    )

    # Statement and matrix show both.
    page.reload()
    expect(page.locator("li", has=page.get_by_role("link", name=DUTIES[2])).last).to_contain_text("Done")
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("link", name="See each council's step").click()
    # The first cell says what a council waits for; its steps follow.
    expect(row_of(page, "Raytown").nth(1)).to_contain_text("In our form")
    expect(row_of(page, "Raytown").nth(2)).to_contain_text("Open now")
    expect(row_of(page, "Grandview").nth(1)).to_contain_text("Open now")
    check_page(page, "journey-matrix-moved")


def close_from_mail(page, site, owner, title, note, check_page):
    """Open the link of the mail about ``title`` and record it as done; return the commitment."""
    commitment = Commitment.objects.get(owner=owner, title=title)
    message = newest_mail(owner, about=title)
    page.goto(link_in(message, site, "/do/"))
    assert page.get_by_role("heading", level=1).inner_text() == title
    if check_page is not None:
        check_page(page, "journey-phone")
    comment = page.get_by_label("Comment")
    if not comment.is_visible():
        page.get_by_text("Add hours, a comment or a link").click()
    comment.fill(note)
    page.get_by_role("button", name="Yes, record it as done").click()
    expect(page.locator("main")).to_contain_text(f"Recorded by {owner}")
    commitment.refresh_from_db()
    return commitment


def test_clerk_records_for_the_own_city_alone(page, live_server, people):
    _coordinator, _managers, clerks = people
    sign_in(page, live_server.url, clerks["Raytown"].email)
    page.goto(f"{live_server.url}/instruments/add/")
    page.get_by_label("Or paste the text").fill(RENEWAL.read_text(encoding="utf-8"))
    page.get_by_role("button", name="Read the text").click()

    offered = page.get_by_label("Whose instrument").locator("option").all_inner_texts()

    assert offered[1:] == ["Raytown"]
    assert page.get_by_label("Or the name of a new statement").count() == 0


# A page that is a picture, as a scanner makes it.
SCANNED = typst.compile(b"#rect(width: 50%, height: 50%, fill: gray)")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "is empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "picture.png"),
        ("scan.pdf", SCANNED, "is a scan"),
        ("cut-off.txt", RENEWAL.read_bytes()[:2500], "looks cut off"),
        ("huge.txt", b"WHEREAS, this never ends; and\n" * 1_750_000, "larger than 5 MB"),
    ],
    ids=["empty", "binary", "scanned", "truncated", "50 MB"],
)
def test_bad_upload_is_explained_and_nothing_is_saved(
    page, live_server, check_page, people, tmp_path, name, content, said
):
    coordinator, _managers, _clerks = people
    (tmp_path / name).write_bytes(content)
    sign_in(page, live_server.url, coordinator.email)
    page.goto(f"{live_server.url}/instruments/add/")
    page.get_by_label("File").set_input_files(tmp_path / name)
    page.get_by_role("button", name="Read the text").click()

    expect(page.locator(".il-errors")).to_contain_text(said, timeout=30_000)
    assert ReadingDraft.objects.count() == Instrument.objects.count() == 0
    check_page(page, f"journey-bad-upload-{name.partition('.')[0]}")


def test_truncated_paste_names_the_line_and_keeps_the_text(page, live_server, check_page, people):
    coordinator, _managers, _clerks = people
    text = RENEWAL.read_text(encoding="utf-8")[:2500]
    sign_in(page, live_server.url, coordinator.email)
    page.goto(f"{live_server.url}/instruments/add/")
    page.get_by_label("Or paste the text").fill(text)
    page.get_by_role("button", name="Read the text").click()

    assert re.search(r"[Ll]ine \d+", page.locator(".il-errors").inner_text())
    assert page.get_by_label("Or paste the text").input_value() == text
    assert ReadingDraft.objects.count() == 0
    check_page(page, "journey-truncated-paste")


def test_refused_filing_keeps_every_correction(page, live_server, check_page, people):
    coordinator, _managers, _clerks = people
    sign_in(page, live_server.url, coordinator.email)
    page.goto(f"{live_server.url}/instruments/add/")
    page.get_by_label("File").set_input_files(RENEWAL)
    page.get_by_role("button", name="Read the text").click()
    page.get_by_label("Bill number").fill("22-014")
    page.get_by_label("WHEREAS 1").fill("neighbours can do more together")
    page.get_by_role("button", name="Record the instrument").click()

    assert page.locator(".il-errors").is_visible()
    assert page.get_by_label("Bill number").input_value() == "22-014"
    assert page.get_by_label("WHEREAS 1").input_value() == "neighbours can do more together"
    assert Instrument.objects.count() == 0
    check_page(page, "journey-filing-refused")
