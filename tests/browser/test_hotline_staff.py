"""Staff of the hotline in a browser with JavaScript: reading, answering, files, handing on, closing."""

import io
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page
from tests.browser.acting import sign_in
from tests.browser.hotline_acting import make_key, open_key, two_hotlines
from tests.factories.hotline import (
    PHRASE,
    report,
    sealed_json,
    staff,
    text_of,
)
from tests.programs.hotline.twin import Browser, state_of

from interlocal.foundation.files.public import file_store
from interlocal.foundation.vault.public import SealedWriter
from interlocal.programs.hotline.models import (
    CityHotline,
    Count,
    Duty,
    Report,
    SealedFile,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def hotlines() -> list[CityHotline]:
    """Return the hotlines of two cities."""
    return two_hotlines()


def test_report_is_read_answered_and_worked_on_in_the_browser(
    page: Page, live_server: Any, check_page: Any, hotlines: list[CityHotline]
) -> None:
    site, person = live_server.url, staff(hotlines[0], Duty.RECIPIENT, name="Ines Rey")
    colleague = Browser(staff(hotlines[0], Duty.RECIPIENT, name="Ola Berg"))
    colleague.make_key()
    director = staff(hotlines[0], Duty.RECIPIENT, name="Dora Finn")
    Browser(director).make_key()
    keeper = Browser(staff(hotlines[1], Duty.RECIPIENT, name="Kim Lee"))
    keeper.make_key()
    sign_in(page, site, person.email)
    make_key(page, site)
    made, _private = report(hotlines[0], excluded=[director])

    page.goto(f"{site}/programs/hotline/reports/")
    open_key(page)
    page.get_by_role("link", name=PHRASE).wait_for()
    check_page(page, "hotline-reports")
    page.get_by_role("link", name=PHRASE).click()
    page.get_by_role("heading", name="What was reported").wait_for()
    check_page(page, "hotline-report")
    page.get_by_label("Answer the reporter").fill("Which month was it?")
    colleague.write(made, kind="message", text="Thank you for writing.", to="reporter")
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_text("Somebody wrote just before you.").wait_for()
    check_page(page, "hotline-report-meanwhile")
    assert page.get_by_label("Answer the reporter").input_value() == "Which month was it?"
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_text("It is written in the report.").wait_for()
    page.get_by_label("Note for staff").fill("Ask the bank for the March list.")
    page.get_by_role("button", name="Keep the note").click()
    page.get_by_text("Staff only").wait_for()
    page.locator("#severity-choice").select_option("high")
    page.get_by_role("button", name="Save the severity").click()
    page.locator("#report .il-tag", has_text="High").wait_for()
    page.get_by_label("Money recovered, in dollars").fill("1,250.5")
    page.get_by_role("button", name="Add the amount").click()
    page.get_by_text("$1,250.50").wait_for()
    check_page(page, "hotline-report-worked-on")

    entries = colleague.entries(made)
    assert [entry["kind"] for entry in entries] == [
        *("report", "message", "message", "note", "severity", "recovered")
    ]
    assert entries[2]["text"] == "Which month was it?"
    fold = "entries => import('/static/hotline/fold.js').then(fold => fold.stateOf(entries))"
    assert page.evaluate(fold, entries) == state_of(entries)
    state = state_of(entries)
    assert (state["severity"], state["recovered"], state["category"]) == ("high", 125_050, "corruption")
    assert Report.objects.get().wraps.count() == 2


def test_report_is_handed_on_and_closed(
    page: Page, live_server: Any, check_page: Any, hotlines: list[CityHotline]
) -> None:
    site, person = live_server.url, staff(hotlines[0], Duty.RECIPIENT, name="Ines Rey")
    substitute, elsewhere = (
        Browser(staff(hotlines[0], Duty.SUBSTITUTE, name="Sam Poe")),
        Browser(staff(hotlines[1], Duty.RECIPIENT, name="Kim Lee")),
    )
    substitute.make_key()
    elsewhere.make_key()
    hotlines[0].keep_months = 12
    hotlines[0].save()
    sign_in(page, site, person.email)
    make_key(page, site)
    first, _private = report(hotlines[0])
    second, _private = report(hotlines[0])
    third, _private = report(hotlines[0])
    page.goto(f"{site}/programs/hotline/reports/#{first.public_id}")
    open_key(page)
    page.get_by_text("Step off yourself").click()
    page.locator("#recuse-form").get_by_text("I understand").click()
    assert page.inner_text("#recuse-who") == "Sam Poe"
    page.get_by_role("button", name="Step off this report").click()
    page.get_by_text("You stepped off.").wait_for()
    assert substitute.can_open() == {first.public_id}

    page.goto(f"{site}/programs/hotline/reports/#{second.public_id}")
    page.get_by_text("Hand it to another city").click()
    page.locator("#transfer-choice").select_option(label="Grandview")
    page.locator("#transfer-form").get_by_text("I understand").click()
    check_page(page, "hotline-report-transfer")
    page.get_by_role("button", name="Hand the report over").click()
    page.get_by_text("The report is handed over").wait_for()
    assert elsewhere.can_open() == {second.public_id}
    assert elsewhere.entries(second)[-1]["to"] == "Grandview"

    page.goto(f"{site}/programs/hotline/reports/#{third.public_id}")
    page.get_by_label("Decision and reasons").fill("The payments were his.")
    page.get_by_role("button", name="Close the report").click()
    page.get_by_role("button", name="Open it again").wait_for()
    page.get_by_text("File for a records request").click()
    page.get_by_text("What was reported", exact=True).last.click()
    page.get_by_label("Names and words to close").fill("brother")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the file").click()
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert "The director pays his [closed under RSMo 610.021(16)]" in text
    assert "brother" not in text
    assert "The payments were his" not in text
    check_page(page, "hotline-report-closed")
    third.refresh_from_db()
    assert third.delete_after is not None
    assert Count.objects.count() == 1


CHUNK, HEAD = 64 * 1024 + 17, 24
CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "cut.bin": lambda data: data[: HEAD + 2 * CHUNK],
    "swapped.bin": lambda data: (
        data[:HEAD]
        + data[HEAD + CHUNK : HEAD + 2 * CHUNK]
        + data[HEAD : HEAD + CHUNK]
        + data[HEAD + 2 * CHUNK :]
    ),
    "longer.bin": lambda data: data + b"x",
    "flipped.bin": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
}


def _keep_file(
    made: Report, name: str, content: bytes, kind: str, original: SealedFile | None = None, **told: str
) -> SealedFile:
    key, store_key = secrets.token_bytes(32), secrets.token_hex(16)
    with file_store().writing(store_key) as target, SealedWriter(target, key, b"") as writer:
        writer.write(content)
    facts = {"name": name, "key": text_of(key), "type": kind, "size": len(content), "removed": [], **told}
    with file_store().open(store_key) as stored:
        size = len(stored.read())
    return SealedFile.objects.create(
        report=made,
        sealed=sealed_json(facts, made.public_key),
        store_key=store_key,
        size=size,
        cleaned_from=original,
    )


def _save(page: Page, name: str) -> bytes:
    row = page.locator("#file-rows > li", has_text=name)
    with page.expect_download() as saved:
        row.get_by_role("button", name="Save the original").click()
    assert saved.value.suggested_filename == name
    return Path(saved.value.path()).read_bytes()


def test_files_are_opened_in_the_browser_and_never_when_changed(
    page: Page, live_server: Any, check_page: Any, hotlines: list[CityHotline]
) -> None:
    site, person = live_server.url, staff(hotlines[0], Duty.RECIPIENT, name="Ines Rey")
    sign_in(page, site, person.email)
    make_key(page, site)
    made, _private = report(hotlines[0])
    picture = io.BytesIO()
    Image.new("RGB", (320, 200), "teal").save(picture, "PNG")
    long = secrets.token_bytes(200_000)
    photo = _keep_file(made, "photo.png", picture.getvalue(), "image/png")
    _keep_file(made, "photo.png", picture.getvalue(), "image/png", photo)
    _keep_file(made, "books.bin", long, "text/html", scan="Win.Trojan.Agent-1")
    for name, change in CHANGES.items():
        kept = _keep_file(made, name, long, "application/octet-stream")
        with file_store().open(kept.store_key) as stored:
            data = change(stored.read())
        file_store().delete(kept.store_key)
        with file_store().writing(kept.store_key) as target:
            target.write(data)
        SealedFile.objects.filter(pk=kept.pk).update(size=len(data))

    page.goto(f"{site}/programs/hotline/reports/#{made.public_id}")
    open_key(page)
    page.locator("#file-rows > li", has_text="photo.png").get_by_role(
        "button", name="Show the viewing copy"
    ).click()
    shown = page.locator("#file-rows img")
    shown.wait_for()
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 320
    assert "Win.Trojan.Agent-1" in page.locator("#file-rows > li", has_text="books.bin").inner_text()
    assert _save(page, "books.bin") == long
    for name in CHANGES:
        row = page.locator("#file-rows > li", has_text=name)
        row.get_by_role("button", name="Save the original").click()
        row.locator(".usa-alert--error").wait_for()
    check_page(page, "hotline-report-files")


def test_a_call_is_written_down_and_its_words_are_read_out(
    page: Page, live_server: Any, check_page: Any, hotlines: list[CityHotline]
) -> None:
    site, person = live_server.url, staff(hotlines[0], Duty.RECIPIENT, name="Ines Rey")
    sign_in(page, site, person.email)
    make_key(page, site)
    page.goto(f"{site}/programs/hotline/")
    page.get_by_role("link", name="Take a call or a letter").click()
    check_page(page, "hotline-intake")
    page.get_by_role("button", name="File it and show the words").click()
    assert "Tell what happened, in a sentence at least." in page.inner_text("main")
    check_page(page, "hotline-intake-refused")
    page.get_by_label("What happened?").fill(PHRASE)
    page.get_by_text("Raytown", exact=True).click()
    page.get_by_role("button", name="File it and show the words").click()
    assert len(page.locator(".il-receipt li").all_inner_texts()) == 9
    check_page(page, "hotline-intake-receipt")
    page.goto(f"{site}/programs/hotline/reports/")
    open_key(page)
    page.get_by_role("link", name=PHRASE).wait_for()
