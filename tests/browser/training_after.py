"""The steps of a cohort from its first lesson to a certificate that a stranger checks."""

from collections import Counter

from playwright.sync_api import Page, expect
from tests.browser import training_cast as cast_of
from tests.browser.acting import link_in, newest_mail, sign_in
from tests.browser.conftest import CheckPage
from tests.browser.training_cast import (
    ANA,
    HOME,
    TEACHER,
    Cast,
    fill,
    follow,
    mailed,
    press,
    said,
    seated,
)

from interlocal.kernel import clock
from interlocal.programs.training.actions import attendance, homework
from interlocal.programs.training.models import (
    Application,
    Certificate,
    Cohort,
    CohortState,
    Homework,
    Presence,
    Response,
)


def first_lesson(page: Page, phone: Page, site: str, check_page: CheckPage, cohort: Cohort) -> None:
    """The instructor shows the code, Ana types it on her phone, and hands in her homework."""
    page.goto(site + mailed(TEACHER, "teach"))
    check_page(page, "training-teach-day")
    page.get_by_role("link", name="QR code Planning a shift").click()
    check_page(page, "training-teach-code")
    session = cohort.sessions.get(number=1)
    said(page, session.check_in_code)
    phone.goto(site + mailed(ANA, "seat"))
    phone.get_by_role("link", name="Leading a shift").click()
    follow(phone, "Check in")
    fill(phone, code="WRONG1")
    press(phone, "Check in")
    expect(phone.locator(".il-errors")).to_contain_text("Look at it again")
    fill(phone, code=session.check_in_code.lower())
    press(phone, "Check in")
    said(phone, "You are checked in")
    check_page(phone, "training-checked-in")
    for one in seated(cohort).exclude(learner__email=ANA):
        attendance.check_in(
            session=session,
            application=one,
            code=session.check_in_code,
            how=Presence.QR,
            now=clock.now(),
        )
    phone.goto(site + mailed(ANA, "seat"))
    phone.get_by_role("link", name="Leading a shift").click()
    phone.get_by_role("link", name="A plan for a shift").click()
    fill(phone, text="Six people, two trucks, one plan.")
    check_page(phone, "training-own-homework")
    press(phone, "Hand in")
    said(phone, "Handed in")


def judge_homework(page: Page, site: str, check_page: CheckPage, cohort: Cohort) -> None:
    """The instructor accepts Ana's homework; the coordinator accepts what the others handed in at once."""
    page.goto(site + mailed(TEACHER, "teach"))
    page.get_by_role("link", name="Ana Mora").click()
    check_page(page, "training-teach-homework")
    press(page, "Accept")
    expect(page.locator("#homework")).to_contain_text("Accepted")
    task = Homework.objects.get()
    for one in seated(cohort).exclude(learner__email=ANA):
        homework.hand_in(application=one, homework=task, text="Done.", file=None, now=clock.now())


def second_lesson(page: Page, site: str, check_page: CheckPage) -> None:
    """The instructor records that everybody was there, but for one."""
    page.goto(site + mailed(TEACHER, "teach"))
    page.get_by_role("link", name="Roster Feedback", exact=True).click()
    check_page(page, "training-teach-tick")
    press(page, "Everybody was there")
    said(page, "30 lines are recorded.")
    page.locator("label", has_text="Was there: Raytown learner 1").click()
    press(page, "Record attendance")
    said(page, "1 line is recorded.")


def evaluate(phone: Page, site: str, check_page: CheckPage) -> None:
    """Ana is asked after the lesson, and answers on her phone."""
    cast_of.let_run("completion.ask_questions")
    phone.goto(site + mailed(ANA, "ask"))
    for group in phone.get_by_role("group").all():
        group.get_by_text("4", exact=True).click()
    check_page(phone, "training-evaluate-learner")
    press(phone, "Send the answers")
    said(phone, "Thank you")
    assert Response.objects.count() == 1


def close_out(page: Page, site: str, check_page: CheckPage, cast: Cast, cohort: Cohort) -> None:
    """The coordinator accepts homework, writes the cost, looks at what is missing, and closes out."""
    sign_in(page, site, cast.coordinator.email)
    page.goto(f"{site}{HOME}cohorts/{cohort.public_id}/")
    follow(page, "Homework")
    check_page(page, "training-homework-list")
    press(page, "Accept all 29 to read")
    follow(page, "Cost")
    fill(page, title="College fee", cents="12,000.01")
    page.locator("#id_kind").select_option("actual")
    press(page, "Write the line")
    check_page(page, "training-costs-written")
    follow(page, "Close-out")
    said(page, "2 applications have no seat yet")
    check_page(page, "training-close-out-open")
    press(page, "Close the cohort out")
    expect(page.locator(".il-errors")).to_contain_text("1 record of attendance is missing.")
    page.locator("label", has_text="Whoever has no record").click()
    press(page, "Close the cohort out")
    said(page, "The cohort is closed out.")
    check_page(page, "training-close-out-done")


def check_what_closed(cohort: Cohort) -> None:
    """Thirty seats, twenty-nine certificates, shares to the cent, and nobody who still waits."""
    cohort.refresh_from_db()
    assert cohort.state == CohortState.CLOSED_OUT
    assert sum(one.cents for one in cohort.cost_shares.all()) == 1_200_001
    assert Certificate.objects.count() == cast_of.SEATS - 1
    states = Counter(Application.objects.filter(cohort=cohort).values_list("state", flat=True))
    assert states == {"seated": cast_of.SEATS, "no-seat": 2, "withdrawn": 1}
    last = Application.objects.get(cohort=cohort, learner__name="Grandview learner 7")
    assert "no seat" in newest_mail(last.learner.email, about="Leading a shift").subject


def check_certificate(page: Page, stranger: Page, site: str, check_page: CheckPage, cohort: Cohort) -> None:
    """A stranger without a session checks Ana's certificate; once it is revoked, the check fails."""
    path = link_in(newest_mail(ANA, about="certificate"), site, f"{HOME}certificates/")
    stranger.goto(path)
    said(stranger, "Ana Mora")
    said(stranger, "This certificate is genuine and holds today.")
    check_page(stranger, "training-certificate-valid")
    page.goto(f"{site}{HOME}cohorts/{cohort.public_id}/certificates/")
    check_page(page, "training-certificates")
    page.get_by_role("link", name="Revoke Ana Mora").click()
    fill(page, reason="Issued for another person.")
    check_page(page, "training-revoke")
    page.locator("main").get_by_role("button").first.click()
    said(page, "The certificate is revoked.")
    stranger.reload()
    said(stranger, "revoked")
    check_page(stranger, "training-certificate-revoked")
    assert "Issued for another" not in stranger.inner_text("main")
