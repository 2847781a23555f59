"""The public pages in a real browser: a stranger reads them, on a desk and on a phone, in both languages."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from interlocal.partnerships.initiatives.public import published_programs
from interlocal.partnerships.instruments.public import published_statements


@pytest.fixture
def site(live_server, transactional_db):
    call_command("load_sample", verbosity=0)
    return live_server.url


def test_stranger_reads_the_partnerships_home(site, page, check_page):
    page.goto(site)

    assert page.locator("h1").inner_text() == (
        "Eastern Jackson County Shared Service Collaborative Partnership"
    )
    check_page(page, "portal-home")


def test_stranger_switches_to_spanish_and_stays_there(site, page, check_page):
    page.goto(site)
    page.get_by_role("button", name="Español").click()

    assert page.locator("html").get_attribute("lang") == "es"
    assert "Ciudades vecinas" in page.locator("main").inner_text()
    check_page(page, "portal-home-es")

    page.locator("main").get_by_role("link", name="Privacidad").click()
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.locator("h1").inner_text() == "Privacidad"
    check_page(page, "portal-privacy-es")


def test_statement_is_read_in_full(site, page, check_page):
    statement = published_statements()[0]
    page.goto(site + reverse("portal:statement", args=[statement.public_id]))

    assert page.locator(".portal-text__recitals li").count() == 9
    assert page.locator(".portal-text").get_attribute("lang") == "en"
    check_page(page, "portal-statement")


def test_program_is_read_from_the_home_page(site, page, check_page):
    program = published_programs().get(title__startswith="Police")
    page.goto(site)
    page.get_by_role("link", name=program.title).click()

    assert "1,339" in page.locator("main").inner_text()
    check_page(page, "portal-program")


@pytest.mark.parametrize("name", ["accessibility", "privacy"])
def test_pages_about_the_site_are_clean(site, page, check_page, name):
    page.goto(site + reverse(f"portal:{name}"))

    check_page(page, f"portal-{name}")


def test_home_is_walked_by_keyboard_alone(site, page):
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
