"""A city manager takes the city's records along in a real browser: asked for, told of by mail, downloaded."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from playwright.sync_api import Page
from tests.browser.acting import link_in, newest_mail, sign_in
from tests.factories.accounts import PASSWORD, person_with
from tests.factories.commitments import CommitmentFactory
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.leaving.archives import manifest, records

from interlocal.leaving.models import Archive

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_city_manager_takes_the_citys_records_along(page: Page, live_server, check_page, tmp_path):
    MigrationRecorder(connection).ensure_schema()  # where the tests run without migrations
    PartnershipFactory.create()
    city = JurisdictionFactory.create(name="Raytown", member=True)
    commitment = CommitmentFactory.create(owed_by=city)
    manager = person_with("city-manager", city.public_id, password=PASSWORD)
    sign_in(page, live_server.url, manager.email)
    page.locator(".il-rail").get_by_role("link", name="Take records along").click()
    page.get_by_text("What stays here, and why").click()
    assert "Reports to the hotline are sealed" in page.inner_text("main")
    check_page(page, "archives-none")

    page.get_by_role("button", name="Make an archive of Raytown").click()
    page.get_by_text("Waiting for its turn").wait_for()
    check_page(page, "archive-waiting")
    page.goto(link_in(newest_mail(manager, about="archive"), live_server.url, "/leaving/archives/"))
    check_page(page, "archive-ready")
    with page.expect_download() as begun:
        page.get_by_role("button", name="Download the archive").click()
    taken = tmp_path / "taken.zip"
    begun.value.save_as(taken)
    assert [one["public_id"] for one in records(taken, "commitments.commitment")] == [commitment.public_id]
    assert manifest(taken)["city"]["name"] == "Raytown"
    assert Archive.objects.get().seal in page.inner_text("main")

    page.get_by_role("button", name="Delete it now").click()
    page.get_by_text("The archive is deleted.").wait_for()
    check_page(page, "archives-one")
    page.get_by_role("link", name="Raytown").last.click()
    assert "no longer kept here" in page.inner_text("main")
