"""A meeting is noticed, run with a recusal and a closed session, its minutes approved, its actions closed."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.browser.acting import link_in, newest_mail, sign_in, sign_out
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.meetings import AgendaItemFactory, BodyFactory, BodyMemberFactory, MeetingFactory

from interlocal.kernel import clock
from interlocal.partnerships.commitments.models import Commitment
from interlocal.partnerships.meetings import actions
from interlocal.partnerships.meetings.actions import session
from interlocal.partnerships.meetings.models import (
    ItemKind,
    Meeting,
    Minutes,
    MinutesState,
    Motion,
    RecordNote,
)

pytestmark = pytest.mark.django_db(transaction=True)
CITIES = ("Easton", "Norton", "Sutton", "Upton", "Weston")


@pytest.fixture
def group():
    """A steering group of five cities; the manager of Sutton has an account and a mail address."""
    PartnershipFactory.create()
    body = BodyFactory.create(name="Steering group", is_synthetic=False)
    seats = []
    for name in CITIES:
        city = JurisdictionFactory.create(name=name, member=True)
        manager = person_with("city-manager", city.public_id, name=f"Manager of {name}", password=PASSWORD)
        seats.append(BodyMemberFactory.create(body=body, jurisdiction=city, user=manager, name=""))
    seats[0].office = "chair"
    seats[0].save()
    return body, seats


def a_meeting(body, title, starts_at, *items):
    meeting = MeetingFactory.create(body=body, title=title, starts_at=starts_at, is_synthetic=False)
    for place, facts in enumerate(items, 1):
        AgendaItemFactory.create(meeting=meeting, position=place, **facts)
    return meeting


def begin_now(meeting):
    """Let the time of a meeting that was announced come."""
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=clock.now() - timedelta(minutes=1), ends_at=clock.now() + timedelta(hours=1)
    )


def post_notice(page: Page, site: str, meeting) -> None:
    page.goto(f"{site}/meetings/{meeting.public_id}/")
    page.get_by_role("link", name="Post the notice").click()
    page.get_by_role("button", name="Record the posting").click()
    expect(page.locator("main")).to_contain_text("The posting is recorded")


def call_to_order(page: Page) -> None:
    for name in CITIES:
        page.get_by_role("group", name="Present in the room").get_by_text(f"Manager of {name}").click()
    page.get_by_role("button", name="Call to order").click()
    expect(page.locator("#floor")).to_contain_text("Quorum: 5 of 5, 3 needed")


def take_up(page: Page, title: str) -> None:
    page.locator("button", has_text=f"Take up: {title}").click()
    expect(page.locator("#floor")).to_contain_text(title)


def move(page: Page, text: str = "", kind: str = "") -> None:
    if not page.locator("#id_move-kind").is_visible():
        page.get_by_text("Record a motion").click()
    if kind:
        page.locator("#id_move-kind").select_option(label=kind)
    if text:
        page.locator("#id_move-text").fill(text)
    page.locator("#id_move-mover").select_option(label="Manager of Norton, Norton")
    page.locator("#id_move-seconder").select_option(label="Manager of Weston, Weston")
    page.get_by_role("button", name="Put the motion").click()
    expect(page.locator("#desk")).to_contain_text("The motion is before the body.")


def call_the_roll(page: Page, nay: str = "", absent: str = "") -> None:
    page.get_by_role("button", name="Call the roll").click()
    for name in CITIES:
        if name != absent:
            row = page.locator("fieldset.il-roll__row", has_text=f"Manager of {name}")
            row.get_by_text("Nay" if name == nay else "Yea", exact=True).click()


def close_roll(page: Page) -> None:
    page.get_by_role("button", name="Record and close the roll call").click()
    expect(page.locator("#desk")).to_contain_text("The motion is decided.")


def run_first(page: Page, check_page) -> None:
    """A recusal and a roll call, a closed session with its note, and an action."""
    check_page(page, "meeting-call-to-order")
    call_to_order(page)
    take_up(page, "Fleet repair pilot")
    page.get_by_text("Somebody arrives, leaves or steps aside").click()
    page.locator("#id_attend-kind").select_option(label="Steps aside from an item")
    page.get_by_role("group", name="Who").get_by_text("Manager of Upton").click()
    page.get_by_role("button", name="Record it").click()
    expect(page.locator("#floor")).to_contain_text("1 stepped aside")
    move(page, "To begin the pilot in May.")
    check_page(page, "meeting-motion")
    call_the_roll(page, nay="Sutton", absent="Upton")
    check_page(page, "meeting-roll-call")
    close_roll(page)
    expect(page.locator("#floor")).to_contain_text("3 yea, 1 nay")

    page.locator("#id_action-what").fill("Compare the workshops")
    page.locator("#id_action-who").select_option(label="Manager of Sutton, Sutton")
    page.locator("#id_action-due_on").fill((clock.today() + timedelta(days=20)).isoformat())
    page.get_by_role("button", name="Open the action").click()
    expect(page.locator("#action")).to_contain_text("The action is open")

    take_up(page, "Bids")
    move(page, kind="Close the session")
    call_the_roll(page)
    close_roll(page)
    expect(page.locator("#floor")).to_contain_text("Closed session")
    page.locator("#id_note-item").select_option(label="2. Bids")
    page.locator("#id_note-text").fill("The second bid is lower.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator("#note")).to_contain_text("The note is kept.")
    page.get_by_role("button", name="Adjourn").click()
    expect(page.locator("#desk, .il-messages").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("610.022")
    check_page(page, "meeting-closed-session")
    page.get_by_role("button", name="Return to the open session").click()
    expect(page.locator("#floor")).to_contain_text("Open session")
    page.get_by_role("button", name="Adjourn").click()
    expect(page.locator("main")).to_contain_text("The meeting is adjourned.")


def test_meeting_is_noticed_run_approved_and_its_actions_closed_from_mail(
    page, live_server, check_page, group
):
    site, (body, seats) = live_server.url, group
    chair, doer = seats[0].user, seats[2].user
    first = a_meeting(
        body,
        "March meeting",
        clock.now() + timedelta(days=9),
        {"title": "Fleet repair pilot"},
        {"title": "Bids", "kind": ItemKind.CLOSED, "grounds": ["610.021(12)"]},
    )
    sign_in(page, site, chair.email)
    post_notice(page, site, first)
    begin_now(first)
    page.goto(f"{site}/meetings/{first.public_id}/")
    page.get_by_role("link", name="Page for running it").click()
    run_first(page, check_page)

    page.get_by_role("link", name="Draft its minutes").click()
    page.get_by_role("button", name="Draft the minutes").click()
    check_page(page, "minutes-draft")
    note = page.locator(".il-minutes__block", has_text="The second bid is lower.")
    expect(note).to_contain_text("Closed session, not published")
    note.get_by_role("link", name="Correct").click()
    expect(page.locator("main")).to_contain_text("Typed by")
    page.get_by_label("How it should read").fill("The second bid was lower.")
    check_page(page, "minutes-paragraph")
    page.get_by_role("button", name="Save the paragraph").click()
    page.get_by_role("button", name="Propose for approval").click()
    expect(page.locator("main")).to_contain_text("The minutes are proposed.")

    later = a_meeting(
        body, "April meeting", clock.now() + timedelta(days=9), {"title": "Minutes", "kind": ItemKind.MINUTES}
    )
    post_notice(page, site, later)
    begin_now(later)
    page.goto(f"{site}/meetings/{later.public_id}/live/")
    expect(page.locator("#actions")).to_contain_text("Compare the workshops")
    call_to_order(page)
    take_up(page, "Minutes")
    move(page)
    call_the_roll(page)
    close_roll(page)
    page.goto(f"{site}/meetings/{first.public_id}/minutes/")
    page.get_by_role("button", name="Publish the minutes").click()
    expect(page.locator("main")).to_contain_text("The minutes are public")
    check_page(page, "minutes-published")
    assert Minutes.objects.get().state == MinutesState.APPROVED
    sign_out(page)

    page.goto(link_in(newest_mail(doer, about="Compare the workshops"), site, "/do/"))
    page.get_by_role("button", name="done").first.click()
    action = Commitment.objects.get(title="Compare the workshops")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert action.outcome == "done"
    sign_in(page, site, chair.email)
    page.goto(f"{site}/meetings/{later.public_id}/live/")
    expect(page.locator("#actions")).to_have_count(0)


def test_two_who_type_at_once_lose_nothing(page, live_server, another_browser, group):
    site, (body, seats) = live_server.url, group
    meeting = a_meeting(body, "March meeting", clock.now() - timedelta(minutes=5), {"title": "Fleet repair"})
    actions.post_notice(
        by=None,
        meeting=meeting,
        posted_at=clock.now() - timedelta(days=9),
        place="Board",
        now=clock.now() - timedelta(days=9),
    )
    meeting.refresh_from_db()
    session.call_to_order(
        by=None, meeting=meeting, presiding=seats[0], present=seats, key="k", now=clock.now()
    )
    other_person = person_with("coordinator", password=PASSWORD)
    address = f"{site}/meetings/{meeting.public_id}/live/"
    other = another_browser(viewport={"width": 320, "height": 640})
    sign_in(page, site, seats[0].user.email)
    sign_in(other, site, other_person.email)
    page.goto(address)
    other.goto(address)

    page.locator("#id_note-text").fill("What the chair types")
    other.locator("#id_note-text").fill("What the coordinator types")
    other.get_by_role("button", name="Keep the note").click()
    expect(other.locator("#note")).to_contain_text("The note is kept.")
    other.locator("button", has_text="Take up: Fleet repair").click()
    expect(other.locator("#floor")).to_contain_text("In hand")
    # The chair's page shows it by itself, and what is being typed stays.
    expect(page.locator("#floor")).to_contain_text("In hand", timeout=15_000)
    expect(page.locator("#floor")).to_contain_text("Somebody else has recorded something")
    assert page.locator("#id_note-text").input_value() == "What the chair types"
    page.get_by_role("link", name="Show what can be done now").click()
    expect(page.get_by_role("button", name="Put the motion")).to_be_visible()
    assert page.locator("#id_note-text").input_value() == "What the chair types"
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator("#note")).to_contain_text("The note is kept.")
    assert sorted(RecordNote.objects.values_list("text", flat=True)) == [
        "What the chair types",
        "What the coordinator types",
    ]


def test_meeting_is_run_without_script(live_server, another_browser, group):
    site, (body, seats) = live_server.url, group
    meeting = a_meeting(
        body, "March meeting", clock.now() + timedelta(days=9), {"title": "Fleet repair pilot"}
    )
    page = another_browser(java_script_enabled=False, viewport={"width": 320, "height": 640})
    sign_in(page, site, seats[0].user.email)
    post_notice(page, site, meeting)
    begin_now(meeting)
    page.goto(f"{site}/meetings/{meeting.public_id}/live/")
    call_to_order(page)
    take_up(page, "Fleet repair pilot")
    page.locator("#id_move-text").fill("To begin.")
    page.get_by_role("button", name="Put the motion").click()
    expect(page.locator("#desk")).to_contain_text("This field is required")
    assert page.locator("#id_move-text").input_value() == "To begin."
    move(page, "To begin.")
    page.get_by_role("button", name="Nobody objects: passed").click()
    expect(page.locator("#floor")).to_contain_text("nobody objected")
    assert Motion.objects.get().state == "passed"
