"""A real Chromium, and one check for every page that a journey visits.

``check_page(page, "name")`` looks at the open page at 1280 and at 320 pixels: axe finds nothing, nothing
overflows sideways, the browser reported no error (a breach of the content policy is one), and a screenshot
of each is kept in ``test-results/screenshots``.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

HERE = Path(__file__).resolve().parent
SCREENSHOTS = HERE.parent.parent / "test-results" / "screenshots"
AXE = (HERE / "vendor" / "axe" / "axe.min.js").read_text(encoding="utf-8")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
SIZES = {1280: 900, 320: 640}

CheckPage = Callable[..., None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies here, so that it is skipped with a reason where Chromium is missing."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Keep the browser from asking the network for anything of its own."""
    quiet = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    return {**browser_type_launch_args, "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Look at pages as a person in the partnership's country does."""
    return {**browser_context_args, "locale": "en-US", "viewport": {"width": 1280, "height": SIZES[1280]}}


@pytest.fixture
def complaints(context: BrowserContext) -> list[str]:
    """Collect what the browser reports as an error, breaches of the content policy among it."""
    found: list[str] = []
    _note_errors(context, found)
    return found


def _note_errors(context: BrowserContext, found: list[str]) -> None:
    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            found.append(f"{message.text} ({message.location.get('url', '')})")

    context.on("console", note)
    context.on("weberror", lambda error: found.append(str(error.error)))


@pytest.fixture
def another_browser(
    browser: Browser, browser_context_args: dict[str, Any], complaints: list[str]
) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page for somebody else; its errors are collected too."""
    opened: list[BrowserContext] = []

    def open_page(**differences: Any) -> Page:
        context = browser.new_context(**{**browser_context_args, **differences})
        context.set_default_timeout(30_000)
        _note_errors(context, complaints)
        opened.append(context)
        return context.new_page()

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture
def page(context: BrowserContext, complaints: list[str]) -> Iterator[Page]:
    """Open an empty page whose errors are collected from the start."""
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    yield opened
    opened.close()


@pytest.fixture
def check_page(complaints: list[str], request: pytest.FixtureRequest) -> CheckPage:
    """Return the check described above; ``expected`` are texts of errors provoked on purpose."""

    def check(page: Page, name: str = "", *, expected: tuple[str, ...] = ()) -> None:
        label = name or request.node.name
        before = page.viewport_size
        problems = [problem for width in SIZES for problem in _problems_at(page, width, label)]
        problems += [text for text in complaints if not any(part in text for part in expected)]
        complaints.clear()
        if before is not None:
            page.set_viewport_size(before)
        assert problems == [], f"{label} ({page.url}):\n" + "\n".join(problems)

    return check


def _problems_at(page: Page, width: int, label: str) -> list[str]:
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{label}-{width}.png", full_page=True)
    return [f"at {width}: {problem}" for problem in (*_overflow(page), *_axe(page))]


def _overflow(page: Page) -> list[str]:
    """Name what sticks out, not only that something does."""
    return page.evaluate(
        """() => {
            const wide = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= wide) return [];
            const inScroller = (el) => {
                for (let up = el.parentElement; up && up !== document.body; up = up.parentElement)
                    if (["auto", "scroll", "hidden"].includes(getComputedStyle(up).overflowX)) return true;
                return false;
            };
            return [...document.body.querySelectorAll("*")]
                .filter((el) => el.getBoundingClientRect().right > wide + 1 && !inScroller(el))
                .slice(0, 5)
                .map((el) => `sticks out sideways: ${el.cloneNode(false).outerHTML}`)
                .concat(`the page is ${document.documentElement.scrollWidth} px wide`);
        }"""
    )


def _axe(page: Page) -> list[str]:
    """Run axe. It is evaluated by the browser's debugger, which the page's content policy does not stop."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE)
    result = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})",
        AXE_TAGS,
    )
    return [
        f"{violation['id']}: {violation['help']}: {node['target']} {node['html'][:200]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
