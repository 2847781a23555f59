"""Somebody reports without a script, on a phone and on a desk, and comes back by words."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.programs.hotline.reporting import BASE, PHRASE, an_open_city
from tests.programs.hotline.test_cleaning import photo

from interlocal.programs.hotline.models import CityHotline, Wrap

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def city() -> CityHotline:
    """Return a city that takes reports, with words of its own."""
    hotline = an_open_city()
    hotline.texts = {"en": {"after": "We look into every report within ten working days."}}
    hotline.save()
    return hotline


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Switch scripts off: reporters need none."""
    return {**browser_context_args, "java_script_enabled": False}


def _look(page: Page, another_browser: Any, check_page: Any, name: str) -> None:
    """Check the page as it stands: axe needs a script, so a copy of it opens where scripts run."""
    copy = another_browser(java_script_enabled=True)
    content, address = page.content(), page.url.partition("#")[0]

    def answer(route: Any) -> None:
        route.fulfill(body=content, content_type="text/html; charset=utf-8")

    copy.route(address, answer)
    copy.goto(address)
    assert copy.inner_text("h1") == page.inner_text("h1")
    check_page(copy, name)
    copy.context.close()


def test_a_report_without_a_script(
    page: Page, live_server: Any, check_page: Any, another_browser: Any, city: CityHotline, tmp_path: Path
) -> None:
    picture = tmp_path / "IMG_2041.jpg"
    picture.write_bytes(photo(size=(600, 400)))
    page.goto(live_server.url + BASE)
    _look(page, another_browser, check_page, "hotline-report")
    page.get_by_role("button", name="Send the report").click()
    assert "Tell what happened, in a sentence at least." in page.inner_text("main")
    _look(page, another_browser, check_page, "hotline-report-empty")
    page.get_by_label("What happened?").fill(PHRASE)
    page.get_by_text("Grandview", exact=True).click()
    page.get_by_text("Offices of Grandview").click()
    page.get_by_text("Finance director").click()
    page.get_by_role("button", name="Español").click()
    assert page.get_by_label("¿Qué pasó?").input_value() == PHRASE
    _look(page, another_browser, check_page, "hotline-report-es")
    page.get_by_role("button", name="English").click()
    page.get_by_label("Files").set_input_files(picture)
    page.get_by_role("button", name="Send the report").click()
    _look(page, another_browser, check_page, "hotline-receipt")
    words = page.locator(".il-receipt li").all_inner_texts()
    assert len(words) == 9
    assert Wrap.objects.get().key.user == city.readers["Ana Ortiz"][0]
    _come_back(page, live_server.url, check_page, another_browser, words)


def _come_back(page: Page, site: str, check_page: Any, another_browser: Any, words: list[str]) -> None:
    page.goto(f"{site}{BASE}come-back/")
    page.get_by_label("Your nine words").fill(" ".join(["wrongg", *words[1:]]))
    page.get_by_role("button", name="Open my report").click()
    assert "Word 1" in page.inner_text("main")
    _look(page, another_browser, check_page, "hotline-come-back")
    page.get_by_label("Your nine words").fill(" ".join(words))
    page.get_by_role("button", name="Open my report").click()
    assert PHRASE in page.inner_text("main")
    assert "where it was taken" in page.inner_text("main")
    page.get_by_label("Your message").fill("There is a second ledger")
    page.get_by_role("button", name="Send", exact=True).click()
    assert "There is a second ledger" in page.inner_text("main")
    _look(page, another_browser, check_page, "hotline-mine")
    page.get_by_text("Proof that you reported").click()
    page.get_by_role("button", name="Show the proof").click()
    proof = page.inner_text("pre")
    _look(page, another_browser, check_page, "hotline-proof")
    page.get_by_role("link", name="Check a proof").click()
    page.get_by_label("The proof, as it was given out").fill(proof)
    page.get_by_role("button", name="Check the proof").click()
    assert "The proof is genuine" in page.inner_text("main")
    _look(page, another_browser, check_page, "hotline-check-proof")
    page.goto(f"{site}{BASE}mine/")
    page.get_by_role("button", name="Leave").click()
    _look(page, another_browser, check_page, "hotline-left")
    page.goto(f"{site}{BASE}mine/")
    assert PHRASE not in page.inner_text("main")
    page.goto(f"{site}{BASE}protection/")
    _look(page, another_browser, check_page, "hotline-protection")
