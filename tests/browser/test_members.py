"""Members and program records in a real browser: both widths, and one walk through the forms."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from interlocal.foundation.accounts.public import User
from interlocal.partnerships.initiatives.public import ProgramRecord
from interlocal.partnerships.jurisdictions.models import Jurisdiction


@pytest.fixture
def site(live_server, transactional_db, context):
    call_command("load_sample", verbosity=0)
    client = Client()
    coordinator = User.objects.get(email="coordinator@example.org")
    client.force_login(coordinator, backend=settings.AUTHENTICATION_BACKENDS[0])
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    return live_server.url


def test_pages_of_members_are_clean(site, page, check_page):
    city = Jurisdiction.objects.get(name="Independence")
    membership = city.memberships.get()
    principal = city.representations.get(substitute_for=None)
    addresses = {
        "members": reverse("jurisdictions:list"),
        "member": reverse("jurisdictions:detail", args=[city.public_id]),
        "member-representatives": reverse("jurisdictions:representatives"),
        "member-add": reverse("jurisdictions:add"),
        "member-figure": reverse("jurisdictions:record-figure", args=[city.public_id]),
        "member-correct": reverse(
            "jurisdictions:correct-membership", args=[city.public_id, membership.public_id]
        ),
        "member-end": reverse("jurisdictions:end-membership", args=[city.public_id, membership.public_id]),
        "member-speaker": reverse("jurisdictions:name-representative", args=[city.public_id]),
        "member-substitute": reverse(
            "jurisdictions:name-substitute", args=[city.public_id, principal.public_id]
        ),
    }
    for name, address in addresses.items():
        page.goto(site + address)
        check_page(page, name)


def test_pages_of_programs_are_clean(site, page, check_page):
    program = ProgramRecord.objects.get(title="Employee exit interviews")
    addresses = {
        "programs": reverse("initiatives:programs"),
        "program": reverse("initiatives:program", args=[program.public_id]),
        "program-change": reverse("initiatives:change-program", args=[program.public_id]),
        "program-part": reverse("initiatives:record-participation", args=[program.public_id]),
        "program-outcome": reverse("initiatives:report-outcome", args=[program.public_id]),
        "program-publish": reverse("initiatives:publish-program", args=[program.public_id]),
    }
    for name, address in addresses.items():
        page.goto(site + address)
        check_page(page, name)


def test_date_that_became_known_is_entered_with_its_source(site, page, check_page):
    page.goto(site + reverse("jurisdictions:list"))
    page.get_by_role("link", name="Grandview").click()
    page.get_by_role("link", name="Correct this membership").click()
    page.get_by_label("Since").fill("2021-05-03")
    page.locator("#id_source_title").fill("")
    page.get_by_role("button", name="Save correction").click()

    assert "Name the source" in page.locator(".il-errors").inner_text()
    assert page.get_by_label("Since").input_value() == "2021-05-03"
    check_page(page, "member-refused")

    page.locator("#id_source_title").fill("Grandview, council minutes")
    page.get_by_role("button", name="Save correction").click()
    assert "May 3, 2021" in page.locator("main").inner_text()
    assert "The membership is corrected." in page.locator("main").inner_text()
