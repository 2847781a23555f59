"""Take the pictures of docs/images from the sample, as somebody sees it who has just started it.

``python scripts/screenshots.py`` needs Chromium (or its path in ``CHROMIUM``). It starts the sample in a
folder of its own, which it takes away again. ``--port`` (8399) is where the sample answers meanwhile.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.request import urlopen

import django_setup  # noqa: F401
from playwright.sync_api import Browser, Page, sync_playwright

from interlocal.config.sample import SIGN_INS

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
INSTRUMENT = ROOT / "tests" / "data" / "instruments" / "independence-renewal-2022.txt"
PATIENCE_SECONDS = 120
DESK, PHONE = (1280, 800), (320, 640)
TALL, PAPER = (1280, 1750), (900, 1100)


def home(page: Page, site: str) -> None:
    """A city manager's Home."""
    _sign_in(page, site, "city-manager")


def matrix(page: Page, site: str) -> None:
    """One statement, five councils."""
    _sign_in(page, site, "coordinator")
    page.goto(f"{site}/instruments/")
    page.get_by_role("link", name="Adoption by 5 councils").click()


def live_meeting(page: Page, site: str) -> None:
    """A meeting in session, in the middle of a roll call."""
    _sign_in(page, site, "coordinator")
    page.goto(f"{site}/meetings/")
    page.get_by_role("link", name="Steering group, special meeting").first.click()
    page.get_by_role("link", name="Run the meeting").click()
    page.get_by_role("heading", name="Roll call").wait_for()


def live_phone(page: Page, site: str) -> None:
    """The same on a phone."""
    live_meeting(page, site)


def portal(page: Page, site: str) -> None:
    """What everybody sees."""
    page.goto(site)


def read_instrument(page: Page, site: str) -> None:
    """What was read, beside the text."""
    _sign_in(page, site, "clerk")
    page.goto(f"{site}/instruments/add/")
    page.get_by_label("File").set_input_files(INSTRUMENT)
    page.get_by_role("button", name="Read the text").click()
    page.get_by_role("heading", name="Check what was read").wait_for()


def phone_link(page: Page, site: str) -> None:
    """A commitment, opened from the mail without signing in."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (link := _link_in_some_mail(page, site)):
        if time.monotonic() > deadline:
            sys.exit("The sample sent no mail with a link to a commitment.")
        time.sleep(1)
    page.goto(link)


def study_result(page: Page, site: str) -> None:
    """What a study comes to: a sentence for each city, a picture, a table."""
    _sign_in(page, site, "coordinator")
    page.goto(f"{site}/studies/")
    page.get_by_role("link", name="Heavy truck repair together").click()
    page.get_by_role("link", name="Result", exact=True).click()
    page.get_by_role("heading", name="Ways of sharing it").wait_for()


def study_report(page: Page, site: str) -> None:
    """The first page of its report."""
    study_result(page, site)
    address = page.get_by_role("link", name="Report as PDF").get_attribute("href")
    report = page.request.get(f"{site}{address}", timeout=PATIENCE_SECONDS * 1000)
    file = Path(tempfile.mkdtemp(prefix="interlocal-report-")) / "report.pdf"
    file.write_bytes(report.body())
    page.goto(f"{file.as_uri()}#toolbar=0&navpanes=0&view=Fit")
    page.wait_for_timeout(3000)  # Chromium says nothing of when its viewer has drawn the page
    shutil.rmtree(file.parent)


PICTURES: dict[str, tuple[tuple[int, int], Callable[[Page, str], None]]] = {
    "home": (DESK, home),
    "matrix": (DESK, matrix),
    "live-meeting": (DESK, live_meeting),
    "live-meeting-phone": (PHONE, live_phone),
    "portal": (DESK, portal),
    "read-instrument": (DESK, read_instrument),
    "phone-link": (PHONE, phone_link),
    "study-result": (TALL, study_result),
    "study-report": (PAPER, study_report),
}


def _sign_in(page: Page, site: str, role: str) -> None:
    person = next(one for one in SIGN_INS if one.role == role)
    page.goto(f"{site}/account/login/")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password").fill(person.password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{site}/home/")


def _link_in_some_mail(page: Page, site: str) -> str | None:
    """Find the mail about a commitment that comes from a section of the statement."""
    page.goto(f"{site}/dev/mail/")
    addresses = page.locator("main a[href^='/dev/mail/']").evaluate_all("all => all.map(one => one.href)")
    for address in addresses:
        page.goto(address)
        text = page.inner_text("main")
        if ", Section " in text and (found := re.search(rf"{re.escape(site)}/do/\S+", text)):
            return found[0]
    return None


@contextmanager
def running_sample(port: int) -> Iterator[str]:
    """Start the sample in a folder of its own and yield its address once it answers."""
    site = f"http://localhost:{port}"
    with tempfile.TemporaryDirectory(prefix="interlocal-screenshots-") as folder:
        environment = {name: os.environ[name] for name in os.environ if not name.startswith("INTERLOCAL_")}
        server = subprocess.Popen(
            [Path(sys.executable).parent / "interlocal", "run", "--sample", "--port", str(port)],
            env={**environment, "INTERLOCAL_DATA": folder},
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_for(port, server)
            yield site
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE_SECONDS)


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            sys.exit("The sample did not start; what it said stands above.")
        try:
            with urlopen(f"http://localhost:{port}/health/ready", timeout=PATIENCE_SECONDS) as answer:
                if answer.status == HTTPStatus.OK:
                    return
        except OSError:
            time.sleep(0.5)
    sys.exit(f"The sample did not answer at port {port} within {PATIENCE_SECONDS} seconds.")


def take(browser: Browser, site: str, name: str) -> None:
    """Take one picture, in a browser of its own."""
    (width, height), visit = PICTURES[name]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-US")
    page = context.new_page()
    visit(page, site)
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")
    is_whole = (width, height) == PHONE
    page.screenshot(path=IMAGES / f"{name}.png", full_page=is_whole, animations="disabled", caret="hide")
    context.close()


def main() -> None:
    """Take every picture, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(PICTURES)}; all if none")
    parser.add_argument("--port", type=int, default=8399)
    options = parser.parse_args()
    if unknown := set(options.names) - set(PICTURES):
        parser.error(f"there is no picture named {', '.join(sorted(unknown))}")
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is not installed: install it, or name it in CHROMIUM.")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with running_sample(options.port) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--headless=new"]
        )
        for name in options.names or PICTURES:
            take(browser, site, name)
            print(f"docs/images/{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
