"""Every page of the sample, as each role comes to it by its links.

Each role's links are followed and answer; each page is looked at once in the browser, at both widths.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.management import call_command
from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext, Page
from tests.access.routes import routes

from interlocal.config.roles import HOUSE_ROLES
from interlocal.config.sample import SIGN_INS
from interlocal.foundation.accounts.models import User
from interlocal.programkit.public import program_roles

pytestmark = pytest.mark.django_db(transaction=True)

# The gallery has tests of its own, and switching the language sends a form.
NOT_WALKED = ("/components/", "/i18n/")
# Addresses without a record in their path that open on their own account, and what leads there.
BY_ANOTHER_WAY = {
    "account/inactive/": "signing in to an account that is suspended",
    "account/city/": "the sign-in page, once a city has its own sign-in",
    "account/login/passkey/challenge/": "the sign-in page's script",
    "leaving/schemas/": "what each archive says of itself",
    "account/logout/": "the menu behind the person's name, which sends a form",
}
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')


@dataclass
class Walk:
    """What one person finds by following links from Home and from the public home."""

    requests: APIRequestContext
    site: str
    routes: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def follow(self, *starts: str) -> None:
        """Open each address once a route, and what its page links to; a second record where there is one."""
        opened: dict[str, int] = {}
        waiting = [(start, "the start") for start in starts]
        seen = set(starts)
        while waiting:
            path, origin = waiting.pop(0)
            route = _route(path)
            if opened.get(route, 0) >= (2 if "<" in route else 1):
                continue
            opened[route] = opened.get(route, 0) + 1
            answer = self.requests.get(self.site + path)
            if answer.status >= 400:
                self.broken.append(f"{path} answers {answer.status}; {origin} links to it")
                continue
            landed = urlsplit(answer.url).path
            if "text/html" not in answer.headers["content-type"]:
                self.routes.setdefault(route, "")
                continue
            self.routes.setdefault(_route(landed), landed)
            for target in _links(answer.text(), landed):
                if target not in seen:
                    seen.add(target)
                    waiting.append((target, landed))


def _route(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).route
    except Resolver404:
        return path


def _links(page: str, path: str) -> Iterator[str]:
    for found in LINK.findall(page):
        address = urlsplit(urljoin(path, html.unescape(found)))
        if address.netloc or address.scheme not in {"", "http"} or address.path.startswith(NOT_WALKED):
            continue
        # A list that is narrowed down or sorted is the same page.
        yield address.path


@pytest.fixture
def enter(another_browser, live_server, client):
    """Return a function that opens a browser of one's own for a person, or for a stranger."""

    def open_browser(person: User | None) -> Page:
        page = another_browser()
        if person is not None:
            client.force_login(person)
            cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
            page.context.add_cookies([{**cookie, "url": live_server.url}])
        return page

    return open_browser


def test_every_page_of_every_role(enter, live_server, client, check_page):
    call_command("load_sample", verbosity=0)
    people = {one.role: User.objects.get(email=one.email) for one in reversed(SIGN_INS)}
    roles = [role.slug for role in reversed((*HOUSE_ROLES, *program_roles()))]
    assert set(people) >= {role.slug for role in HOUSE_ROLES}
    problems: list[str] = []
    looked_at: set[str] = set()

    # The widest role comes last, so that pages are looked at by whoever can use the fewest first.
    for role in ("", *(one for one in roles if one in people)):
        page = enter(people.get(role))
        walk = Walk(page.context.request, live_server.url)
        walk.follow("/home/" if role else "/", "/")
        problems += [f"{role or 'stranger'}: {broken}" for broken in walk.broken]
        for route, path in walk.routes.items():
            if path and route not in looked_at:
                looked_at.add(route)
                page.goto(live_server.url + path)
                problems += _problems_of(page, check_page, route)

    client.force_login(people["coordinator"])
    problems += _without_a_link(client, looked_at | set(walk.routes))
    assert problems == []
    assert len(looked_at) > 60


def _problems_of(page: Page, check_page, route: str) -> list[str]:
    name = re.sub(r"<[^>]*>|[^a-z0-9]+", "-", route).strip("-") or "public-home"
    problems = []
    try:
        check_page(page, f"page-{name}")
    except AssertionError as error:
        problems.append(str(error))
    found = page.evaluate(LOOK)
    if found["headings"] != 1:
        problems.append(f"{route}: {found['headings']} headings of the first level")
    if len(found["primary"]) > 1:
        problems.append(f"{route}: more than one primary button: {found['primary']}")
    problems += [f"{route}: a form cannot be sent by keyboard: {form}" for form in found["unsendable"]]
    page.keyboard.press("Tab")
    if not page.evaluate("document.activeElement.matches('.usa-skipnav')"):
        problems.append(f"{route}: the first stop is not the link to the content")
    if found["has_rail"] and not _reaches_rail(page):
        problems.append(f"{route}: the main navigation is not reached within 12 stops")
    return problems


# What is looked for in a page that is open.
LOOK = """() => {
    const seen = (el) => el.checkVisibility({visibilityProperty: true});
    const folded = (el) => el.closest("details:not([open])") !== null;
    const plain = ".usa-button:not(.usa-button--outline, .usa-button--unstyled, .usa-button--secondary)";
    const sends = (button) => button.tabIndex >= 0 && !button.disabled && (seen(button) || folded(button));
    return {
        headings: document.querySelectorAll("h1").length,
        primary: [...document.querySelectorAll(`main ${plain}`)].filter(seen).map((el) => el.innerText),
        unsendable: [...document.forms]
            .filter((form) => seen(form) || folded(form))
            .filter((form) => ![...form.elements].some((el) => el.type === "submit" && sends(el)))
            .map((form) => form.outerHTML.slice(0, 120)),
        has_rail: [...document.querySelectorAll(".il-rail nav")].some(seen),
    };
}"""


def _reaches_rail(page: Page) -> bool:
    for _stop in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.il-rail nav') !== null"):
            return True
    return False


def _without_a_link(client, reached: set[str]) -> list[str]:
    """Name the pages that open when their address is typed in, and to which nothing leads."""
    found = []
    for route in routes():
        known = route.pattern in reached or route.pattern in BY_ANOTHER_WAY
        if route.parameters or known or f"/{route.pattern}".startswith((*NOT_WALKED, "/health/")):
            continue
        answer = client.get(f"/{route.pattern}")
        if answer.status_code == 200:
            found.append(f"nothing leads to /{route.pattern}")
    return found


def test_somebody_signs_in_and_sends_a_form_by_keyboard_alone(page, live_server, check_page):
    call_command("load_sample", verbosity=0)
    clerk = next(one for one in SIGN_INS if one.role == "clerk")
    page.goto(f"{live_server.url}/account/login/")
    _tab_to(page, "[name=login]")
    page.keyboard.type(clerk.email)
    _tab_to(page, "[name=password]")
    page.keyboard.type(clerk.password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/home/")

    _tab_to(page, ".il-rail a[href='/instruments/']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/instruments/")
    _tab_to(page, "main a[href='/instruments/record/']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/instruments/record/")
    _tab_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    page.locator(".il-errors").wait_for()

    # What is wrong has the focus, and its first line leads to the field.
    assert page.evaluate("document.activeElement.matches('.il-errors')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('[name=jurisdiction]')")
    check_page(page, "keyboard-mistakes")


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until ``selector`` has the focus, as somebody without a mouse does."""
    for _stop in range(80):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} is not reached by keyboard on {page.url}")
