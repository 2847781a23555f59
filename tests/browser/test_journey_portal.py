"""A stranger who reads Spanish looks at the partnership, from the home page to what was done together."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


def test_stranger_reads_the_portal_in_spanish(page, live_server, check_page):
    call_command("load_sample", verbosity=0)
    page.goto(live_server.url)
    page.get_by_role("button", name="Español").click()
    html = page.locator("html")
    expect(html).to_have_attribute("lang", "es")
    check_page(page, "journey-portal-home")

    # The statement itself stays in the language in which the councils adopted it.
    page.get_by_role("link", name="Leer la declaración completa").first.click()
    expect(html).to_have_attribute("lang", "es")
    text = page.locator(".portal-text")
    expect(text).to_have_attribute("lang", "en")
    expect(text.locator(".portal-text__recitals li")).to_have_count(9)
    check_page(page, "journey-portal-statement")

    page.go_back()
    program = page.locator("#programs .portal-program").first.get_by_role("heading").get_by_role("link")
    title = program.inner_text()
    program.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    expect(html).to_have_attribute("lang", "es")
    check_page(page, "journey-portal-program")

    page.get_by_role("link", name="Iniciar sesión").click()
    expect(html).to_have_attribute("lang", "es")
    check_page(page, "journey-portal-sign-in")
