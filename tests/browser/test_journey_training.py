"""Thirty seats and five cities, from the call for names to a certificate that a stranger checks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from tests.browser import training_after as after
from tests.browser import training_before as before
from tests.browser import training_cast as cast_of
from tests.browser.acting import PHONE, sign_in, sign_out
from tests.browser.conftest import CheckPage
from tests.browser.training_cast import (
    CALL,
    END,
    LESSONS,
    RELEASE,
    Cast,
    on_day,
    seated,
)

from interlocal.programs.training.models import (
    Cohort,
)

pytestmark = pytest.mark.django_db(transaction=True)
OpenPage = Callable[..., Page]


@pytest.fixture
def cast() -> Cast:
    """Return everybody with an account."""
    return cast_of.make_cast()


def test_thirty_people_of_five_cities_from_call_for_names_to_certificate(
    page: Page, live_server: LiveServer, check_page: CheckPage, cast: Cast, another_browser: OpenPage
) -> None:
    site = live_server.url
    phone, stranger = another_browser(viewport=PHONE), another_browser()
    with on_day(CALL):
        sign_in(page, site, cast.coordinator.email)
        before.plan(page, check_page, cast)
        sign_out(page)
        cohort = Cohort.objects.get()
        before.apply_by_phone(phone, site, check_page)
        before.agree(stranger, site, check_page)
        cast_of.apply_all(cohort, cast, left_out="Grandview")
    with on_day(CALL + 1):
        cast_of.nominate_all(cohort, cast, left_out="Grandview")
        before.nominate(page, site, check_page, cast)
        assert seated(cohort).count() == cast_of.SEATS - 2
        before.withdraw(stranger, site, check_page)
    with on_day(RELEASE):
        before.release(phone, site, check_page, cohort)
        before.look_on(page, site, check_page, cast, cohort)
    with on_day(LESSONS[0], hours=-1):
        after.first_lesson(page, phone, site, check_page, cohort)
        after.judge_homework(page, site, check_page, cohort)
    with on_day(LESSONS[1]):
        after.second_lesson(page, site, check_page)
        after.evaluate(phone, site, check_page)
    with on_day(END):
        after.close_out(page, site, check_page, cast, cohort)
        after.check_what_closed(cohort)
        after.check_certificate(page, stranger, site, check_page, cohort)
