"""The gallery and the page frame in a real browser: both widths, keyboard, content policy, no script."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.urls("tests.web.urls")


@pytest.fixture
def visit(live_server, page):
    def open_page(name, query=""):
        page.goto(live_server.url + reverse(name) + query)
        return page

    return open_page


def focused(page):
    return page.evaluate("document.activeElement.outerHTML")


def test_gallery_is_readable_and_clean(visit, check_page):
    check_page(visit("web:gallery"), "gallery")


def test_gallery_with_every_detail_open_is_readable_and_clean(visit, check_page):
    page = visit("web:gallery")
    page.evaluate("document.querySelectorAll('main details').forEach(details => details.open = true)")

    check_page(page, "gallery-open")


def test_form_with_mistakes_is_clean_and_its_summary_has_the_focus(visit, check_page):
    page = visit("web:gallery", "?mistakes=1")

    assert focused(page).startswith('<div class="il-errors"')
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#vote_held_on"
    check_page(page, "gallery-mistakes")


def test_record_page_is_readable_and_clean(visit, check_page):
    check_page(visit("record"), "record")


def test_error_pages_are_readable_and_clean(visit, check_page):
    for name, status in (("missing", 404), ("broken", 500)):
        check_page(
            visit(name), f"error-{status}", expected=(f"the server responded with a status of {status}",)
        )


def test_skip_link_is_the_first_stop_and_leads_to_the_content(visit):
    page = visit("record")
    page.keyboard.press("Tab")
    assert 'class="usa-skipnav"' in focused(page)
    assert page.locator(".usa-skipnav").bounding_box()["y"] >= 0

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_person_menu_opens_with_the_keyboard(visit):
    page = visit("record")
    page.locator(".il-menu > summary").focus()
    page.keyboard.press("Enter")

    assert page.locator(".il-menu__panel").is_visible()
    assert page.locator(".il-menu__who").inner_text().split("\n") == ["Dana Sample", "City clerk, Ashby"]


def test_every_link_button_and_field_can_be_reached_with_the_keyboard(visit):
    page = visit("record")
    wanted = page.locator("a:visible, button:visible, input:visible, summary:visible").count()
    reached = set()
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))

    # The skip link is not visible until it has the focus; the body is reached at the end.
    assert len(reached) >= wanted


def test_phone_opens_the_whole_navigation_from_the_dock(visit, check_page):
    page = visit("record")
    page.set_viewport_size({"width": 320, "height": 640})
    assert not page.locator(".il-rail").is_visible()
    page.locator(".il-sheet > summary").click()

    assert page.locator(".il-sheet__panel a").all_inner_texts() == [
        "Home",
        "Meetings",
        "Agreements",
        "Supervisory training",
        "Fraud hotline",
        "Members",
        "Audit",
    ]
    check_page(page, "record-sheet")


def test_targets_on_a_phone_are_big_enough_to_touch(visit):
    page = visit("record")
    page.set_viewport_size({"width": 320, "height": 640})
    boxes = [
        control.bounding_box()
        for control in page.locator("button:visible, .usa-button:visible, .il-dock__item:visible").all()
    ]

    assert boxes
    assert [box for box in boxes if box["height"] < 43.5] == []


def test_language_switch_works_without_script(browser, browser_context_args, live_server):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + reverse("web:gallery") + "?page=2")
    page.locator(".il-top").get_by_role("button", name="Español").click()

    assert page.url.endswith("/components/?page=2")
    assert page.locator("html").get_attribute("lang") == "es"
    assert page.locator("h1").inner_text() == "Componentes"
    context.close()


def test_fragment_replaces_one_part_under_the_content_policy_and_the_token(visit, complaints):
    page = visit("counter")
    page.evaluate("window.wasHereBefore = true")
    page.get_by_role("button", name="Count").click()
    page.get_by_text("1 by fragment").wait_for()

    assert page.locator("#count").inner_text() == "1 by fragment"
    assert page.evaluate("window.wasHereBefore") is True
    assert complaints == []


def test_page_prints_without_its_frame(visit):
    page = visit("record")
    page.emulate_media(media="print")

    assert not page.locator(".il-rail").is_visible()
    assert not page.locator(".il-dock").is_visible()
    assert not page.locator(".il-top__tools").is_visible()
    assert page.locator("h1").is_visible()


def test_zoom_to_twice_the_size_loses_nothing(visit):
    page = visit("record")
    page.set_viewport_size({"width": 640, "height": 450})

    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.locator(".il-dock").is_visible()
