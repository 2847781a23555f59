"""A report about somebody who receives reports: from the form to its deletion, through five cities."""

import base64
import io
import itertools
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import Page
from tests.browser.acting import sign_in
from tests.browser.hotline_acting import ANOTHER, make_key, open_key
from tests.factories.accounts import UserFactory
from tests.factories.hotline import CategoryFactory, CityHotlineFactory, staff
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.programs.hotline.reporting import BASE
from tests.programs.hotline.test_cleaning import photo

from interlocal.foundation.accounts.models import User
from interlocal.kernel import clock
from interlocal.programs.hotline.actions.deleting import delete_due
from interlocal.programs.hotline.models import (
    CityHotline,
    Count,
    Duty,
    Holder,
    Office,
    RecoveryRule,
    RecoveryWrap,
    Report,
    SealedFile,
    StaffKey,
)

pytestmark = pytest.mark.django_db(transaction=True)
CITIES = ("Blue Springs", "Grandview", "Independence", "Lee's Summit", "Raytown")
TOLD = "The director signs every invoice of his brother's firm"
# Keeps the last picture that a page shows, so that a test can read its bytes.
KEEP_SHOWN = """
const make = URL.createObjectURL;
URL.createObjectURL = blob => make.call(URL, window.shown = blob);
"""
READ_SHOWN = """async () => {
    const bytes = new Uint8Array(await window.shown.arrayBuffer());
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
}"""


class Cast:
    """Everybody in the journey, each at a browser of their own, signed in and with a key."""

    def __init__(self, site: str, open_browser: Callable[..., Page]) -> None:
        self.site, self._open_browser = site, open_browser
        self.hotlines = {name: _hotline(name) for name in CITIES}
        self.users: dict[str, User] = {}
        self.pages: dict[str, Page] = {}

    def enter(self, name: str, city: str, duty: str = Duty.RECIPIENT) -> Page:
        """Name somebody to a duty, and let them make a key."""
        self.users[name] = staff(self.hotlines[city], duty, name=name)
        page = self.pages[name] = self._open_browser()
        page.add_init_script(KEEP_SHOWN)
        sign_in(page, self.site, self.users[name].email)
        make_key(page, self.site)
        return page

    def reports_of(self, name: str, **secret: str) -> Page:
        """Open somebody's list of reports."""
        page = self.pages[name]
        page.goto(f"{self.site}/programs/hotline/reports/")
        open_key(page, **secret)
        page.locator("#list").wait_for()
        return page

    def sees_nothing(self, name: str) -> bool:
        """Say whether somebody's list and everything that their page got from the server is empty."""
        page = self.pages[name]
        with page.expect_response("**/reports/listed/**") as answer:
            self.reports_of(name)
        page.locator("#show").select_option("all")
        return answer.value.json()["reports"] == [] and page.locator("#rows tr").count() == 0


def _hotline(name: str) -> CityHotline:
    city = JurisdictionFactory.create(name=name, member=True)
    return CityHotlineFactory.create(jurisdiction=city, keep_months=12, keep_source="General schedule")


@pytest.fixture
def cast(live_server: Any, another_browser: Any) -> Cast:
    """Five cities with a keeper each; Grandview's only recipient is its finance director."""
    PartnershipFactory.create()
    CategoryFactory.create(slug="corruption", title="Corruption")
    RecoveryRule.objects.create(needed=3, made_by=UserFactory.create(), created_at=clock.now())
    cast = Cast(live_server.url, another_browser)
    grandview = cast.hotlines["Grandview"]
    grandview.fallback = cast.hotlines["Raytown"]
    grandview.save()
    cast.enter("Fina Director", "Grandview")
    cast.enter("Ines Rey", "Raytown")
    cast.enter("Sam Poe", "Raytown", Duty.SUBSTITUTE)
    cast.enter("Kim Lee", "Independence")
    for city in CITIES:
        cast.enter(f"Keeper of {city}", city, Duty.KEEPER)
    office = Office.objects.create(
        jurisdiction=grandview.jurisdiction, title="Finance director", created_at=clock.now()
    )
    director = cast.users["Fina Director"]
    Holder.objects.create(office=office, name=director.name, user=director, created_at=clock.now())
    return cast


def test_a_report_about_a_recipient_from_the_form_to_its_deletion(
    cast: Cast, another_browser: Any, check_page: Any, tmp_path: Path
) -> None:
    reporter = another_browser(java_script_enabled=False)
    words = _report(reporter, cast.site)
    assert cast.sees_nothing("Fina Director")

    ines = cast.reports_of("Ines Rey")
    ines.get_by_role("link", name=TOLD).click()
    assert "Finance director" in ines.locator(".hl-told").inner_text()
    _answer(ines, "Which months were those?")

    _come_back(reporter, cast.site, words)
    assert "Which months were those?" in reporter.inner_text("main")
    picture = tmp_path / "IMG_2041.jpg"
    picture.write_bytes(photo(size=(600, 400)))
    reporter.get_by_label("Your message").fill("March to May: see the photo.")
    reporter.locator("input[type=file]").set_input_files(picture)
    reporter.get_by_role("button", name="Send", exact=True).click()
    assert "where it was taken" in reporter.inner_text("main")

    ines = cast.reports_of("Ines Rey")
    ines.get_by_role("link", name=TOLD).click()
    _look_at_the_photo(ines, picture)
    check_page(ines, "hotline-journey-photo")

    _step_off(ines, "Sam Poe")
    assert cast.sees_nothing("Ines Rey")
    sam = cast.reports_of("Sam Poe")
    sam.get_by_role("link", name=TOLD).click()
    _hand_over(sam, "Independence")
    assert cast.sees_nothing("Sam Poe")

    _come_back(reporter, cast.site, words)
    assert "The report was handed from Raytown to Independence." in reporter.inner_text("main")
    section = reporter.locator("section", has_text="Your report was handed to another city").last
    section.get_by_label("In your words").fill("His cousin works there.")
    reporter.get_by_role("button", name="Object to it").click()
    assert "You objected to handing the report on." in reporter.inner_text("main")
    assert reporter.get_by_role("button", name="Object to it").count() == 0

    kim = cast.reports_of("Kim Lee")
    kim.get_by_role("link", name=TOLD).click()
    kim.get_by_text("His cousin works there.").first.wait_for()
    check_page(kim, "hotline-journey-objection")
    _lose_and_recover(cast, kim)
    kim = cast.reports_of("Kim Lee", passphrase=ANOTHER)
    kim.get_by_role("link", name=TOLD).click()
    _close(kim)
    assert cast.sees_nothing("Fina Director")

    report = Report.objects.get()
    assert report.delete_after is not None
    assert json.loads(Count.objects.get().facts)["recovered_cents"] == 48_200_00
    _come_back(reporter, cast.site, words)
    assert "March to May" in reporter.inner_text("main")
    delete_due(now=clock.now() + timedelta(days=300))
    assert Report.objects.exists()
    delete_due(now=clock.now() + timedelta(days=400))
    assert not Report.objects.exists()
    assert not SealedFile.objects.exists()
    _come_back(reporter, cast.site, words)
    assert "No report has this receipt." in reporter.inner_text("main")


def _report(reporter: Page, site: str) -> list[str]:
    reporter.goto(site + BASE)
    reporter.get_by_label("What happened?").fill(TOLD)
    reporter.get_by_text("Grandview", exact=True).click()
    reporter.get_by_text("Offices of Grandview").click()
    reporter.get_by_text("Finance director").click()
    reporter.get_by_role("button", name="Send the report").click()
    return reporter.locator(".il-receipt li").all_inner_texts()


def _come_back(reporter: Page, site: str, words: list[str]) -> None:
    reporter.goto(f"{site}{BASE}come-back/")
    reporter.get_by_label("Your nine words").fill(" ".join(words))
    reporter.get_by_role("button", name="Open my report").click()


def _answer(page: Page, text: str) -> None:
    page.get_by_label("Answer the reporter").fill(text)
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_text("It is written in the report.").wait_for()


def _look_at_the_photo(page: Page, sent: Path) -> None:
    row = page.locator("#file-rows > li", has_text=sent.name)
    assert "The viewing copy lacks: " in row.inner_text()
    assert "where it was taken" in row.inner_text()
    row.get_by_role("button", name="Show the viewing copy").click()
    row.locator("img").wait_for()
    shown = Image.open(io.BytesIO(base64.b64decode(page.evaluate(READ_SHOWN))))
    assert dict(shown.getexif().get_ifd(ExifTags.IFD.GPSInfo)) == {}
    assert dict(shown.getexif()) == {}
    with page.expect_download() as saved:
        row.get_by_role("button", name="Save the original").click()
    original = Path(saved.value.path()).read_bytes()
    assert original == sent.read_bytes()
    assert Image.open(io.BytesIO(original)).getexif().get_ifd(ExifTags.IFD.GPSInfo)


def _step_off(page: Page, substitute: str) -> None:
    page.get_by_text("Step off yourself").click()
    page.locator("#recuse-form").get_by_text("I understand").click()
    assert page.inner_text("#recuse-who") == substitute
    page.get_by_role("button", name="Step off this report").click()
    page.get_by_text("You stepped off.").wait_for()


def _hand_over(page: Page, city: str) -> None:
    page.get_by_text("Hand it to another city").click()
    page.locator("#transfer-choice").select_option(label=city)
    page.locator("#transfer-form").get_by_text("I understand").click()
    page.get_by_role("button", name="Hand the report over").click()
    page.get_by_text("The report is handed over").wait_for()


def _lose_and_recover(cast: Cast, page: Page) -> None:
    """Lose the passphrase; three keepers of five open the reports again, two could not."""
    page.goto(f"{cast.site}/programs/hotline/key/")
    page.get_by_role("button", name="I lost my passphrase").click()
    lost = page.locator("#lost-form")
    lost.get_by_label("New passphrase").fill(ANOTHER)
    lost.get_by_label("The same passphrase again").fill(ANOTHER)
    lost.get_by_role("button", name="Give the old key up").click()
    page.get_by_text("You have a new key. Ask colleagues").wait_for()
    page.goto(f"{cast.site}/programs/hotline/recovery/")
    page.get_by_role("button", name="Ask for the reports of Independence").click()
    page.get_by_text("Asked for Independence").wait_for()
    groups = list(RecoveryWrap.objects.values_list("keys", flat=True))
    assert len(groups) == len(list(itertools.combinations(CITIES, 3)))
    for number, key in enumerate(groups[0]):
        page = cast.reports_of("Kim Lee", passphrase=ANOTHER)
        assert page.get_by_role("link", name=TOLD).count() == 0, f"{number} keepers were enough"
        _open_part(cast, StaffKey.objects.get(public_id=key).user)


def _open_part(cast: Cast, keeper: User) -> None:
    page = cast.pages[keeper.name]
    page.goto(f"{cast.site}/programs/hotline/recovery/")
    open_key(page)
    page.get_by_role("button", name="I spoke with them: open my part").click()
    page.get_by_text("Your part is opened.").wait_for()


def _close(page: Page) -> None:
    page.get_by_label("Money recovered, in dollars").fill("48,200")
    page.get_by_role("button", name="Add the amount").click()
    page.get_by_text("$48,200.00").wait_for()
    page.get_by_label("Outcome").select_option("substantiated")
    page.get_by_label("Decision and reasons").fill("The invoices were his brother's.")
    page.get_by_role("button", name="Close the report").click()
    page.get_by_role("button", name="Open it again").wait_for()
