"""A coordinator sets a hotline up without code; another city confirms; a rehearsal; the yearly figures."""

from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.acting import sign_in
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.hotline import CityHotlineFactory, give_key, staff
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.accounts.models import User
from interlocal.kernel import clock
from interlocal.programs.hotline.actions.figures import publish_year
from interlocal.programs.hotline.models import CityHotline, Duty, Report

pytestmark = pytest.mark.django_db(transaction=True)
HOME = "/programs/hotline/"


@pytest.fixture
def council() -> CityHotline:
    """The fallback, where everybody has a key, and keepers of three bodies."""
    hotline = CityHotlineFactory.create(is_open=False, jurisdiction__name="Regional Council")
    give_key(staff(hotline, name="Carla Council"))
    for body in (hotline, CityHotlineFactory.create(), CityHotlineFactory.create()):
        give_key(staff(body, Duty.KEEPER))
    return hotline


def _name(page: Page, site: str, address: str, person: User, duty: str) -> None:
    page.goto(f"{site}{address}")
    page.get_by_role("link", name="Name a person").click()
    page.get_by_text(duty, exact=True).click()  # USWDS hides the button itself behind its label
    page.get_by_label("Person", exact=True).select_option(label=str(person))
    page.get_by_role("button", name="Name the person").click()
    page.get_by_text("Somebody of another city confirms it now.").wait_for()


def test_a_city_is_set_up_confirmed_rehearsed_and_opened(
    page: Page, another_browser: Any, live_server: Any, check_page: Any, council: CityHotline
) -> None:
    site = live_server.url
    city = JurisdictionFactory.create(member=True, name="Riverton")
    coordinator = person_with("coordinator", password=PASSWORD)
    ines = person_with("hotline-investigator", city.public_id, name="Ines Investigator")
    fina = person_with("hotline-investigator", city.public_id, name="Fina Director")
    sign_in(page, site, coordinator.email)

    page.goto(f"{site}{HOME}")
    check_page(page, "hotline-home")
    page.get_by_role("link", name="Set up a city").click()
    check_page(page, "hotline-begin-city")
    page.get_by_label("City or body").select_option(label="Riverton")
    page.get_by_role("button", name="Set it up").click()
    page.get_by_role("link", name="Riverton", exact=True).click()
    check_page(page, "hotline-city-empty")
    page.get_by_text("Nobody is named to receive reports.").wait_for()
    address = page.url.removeprefix(site)

    page.goto(f"{site}{HOME}categories/")
    check_page(page, "hotline-categories-empty")
    page.get_by_role("button", name="Begin with the usual eight").click()
    page.get_by_text("The usual categories are there").wait_for()
    check_page(page, "hotline-categories")

    for person in (ines, fina):
        _name(page, site, address, person, "Recipient")
        give_key(person)
    page.get_by_role("link", name="Add an office").click()
    page.get_by_label("Office, in English").fill("Finance director")
    page.get_by_label("Office, in Spanish").fill("Dirección de finanzas")
    page.get_by_role("button", name="Add the office").click()
    page.get_by_role("link", name="Add a holder").click()
    page.get_by_label("Name", exact=True).fill("Fina Director")
    page.get_by_label("Their account here").select_option(label="Fina Director")
    check_page(page, "hotline-holder")
    page.get_by_role("button", name="Add the holder").click()
    page.get_by_role("link", name="Change the rules").click()
    page.get_by_label("Fallback").select_option(label="Regional Council")
    page.get_by_label("Months that a closed report is kept").fill("60")
    page.get_by_role("button", name="Save the rules").click()
    page.get_by_text("Say which rule gives this time.").first.wait_for()
    check_page(page, "hotline-rules-refused")
    page.get_by_label("Rule that says so").fill("General schedule, GS 037")
    page.get_by_role("button", name="Save the rules").click()
    page.get_by_role("link", name="Change the texts").click()
    check_page(page, "hotline-texts")
    page.get_by_label("How to report by phone or mail (English)").fill("Call 816-555-0100.")
    page.get_by_role("button", name="Save the texts").click()
    page.get_by_text("“How to report by phone or mail” is missing in Spanish.").wait_for()
    assert page.get_by_role("button", name="Open the hotline").count() == 0

    other = another_browser()
    sign_in(other, site, User.objects.get(name="Carla Council").email)
    other.goto(f"{site}{HOME}")
    other.get_by_role("link", name="2 people of other cities wait for your confirmation.").click()
    check_page(other, "hotline-to-confirm")
    for _each in range(2):
        other.get_by_role("button", name="Confirm").first.click()
        other.get_by_text("It is confirmed, and everybody who serves").wait_for()
    other.get_by_text("Nobody waits for you.").wait_for()

    page.goto(f"{site}{address}")
    check_page(page, "hotline-city-ready")
    page.get_by_role("link", name="Rehearse").click()
    check_page(page, "hotline-rehearsal")
    marked = page.get_by_role("row").filter(has_text="“Finance director” is marked")
    assert "Ines Investigator" in marked.inner_text()
    assert "Fina Director" not in marked.inner_text()
    page.get_by_role("button", name="Send a test report on every way").click()
    page.get_by_text("sealed to exactly the people below").wait_for()
    assert Report.objects.filter(is_rehearsal=True).count() == page.get_by_role("row").count() - 1

    page.goto(f"{site}{address}")
    page.get_by_role("button", name="Open the hotline").click()
    page.get_by_text("The hotline takes reports now.").wait_for()
    page.get_by_role("link", name="Close the hotline").click()
    check_page(page, "hotline-close")


def test_the_yearly_page_is_read_in_both_languages(
    page: Page, live_server: Any, check_page: Any, council: CityHotline
) -> None:
    year = clock.today().year - 1
    publish_year(year=year, on=clock.today(), now=clock.now())

    page.goto(f"{live_server.url}{HOME}figures/")
    check_page(page, "hotline-figures")
    page.get_by_role("link", name=str(year)).click()
    check_page(page, "hotline-figures-of-year")
    page.get_by_role("button", name="Español").click()
    page.get_by_role("heading", name=f"La línea de denuncia en {year}").wait_for()
    check_page(page, "hotline-figures-of-year-es")
