"""The gallery opens in demo mode, to everybody, and in no other mode."""

import pytest
from django.urls import reverse

from interlocal.web.gallery.content import Specimen

pytestmark = [pytest.mark.urls("tests.web.urls"), pytest.mark.django_db]


def test_gallery_opens_in_demo_mode(client, settings):
    settings.INTERLOCAL_DEMO = True

    assert client.get(reverse("web:gallery")).status_code == 200


def test_gallery_does_not_exist_elsewhere(client, settings):
    settings.INTERLOCAL_DEMO = False

    assert client.get(reverse("web:gallery")).status_code == 404


def test_gallery_shows_the_code_that_it_runs(client):
    page = client.get(reverse("web:gallery")).content.decode()

    assert "&lt;c-facts&gt;" in page
    assert Specimen("tag").code.startswith('<p class="il-cluster">')


def test_mistakes_are_shown_on_request_only(client):
    assert "il-errors" not in client.get(reverse("web:gallery")).content.decode()
    assert "il-errors" in client.get(reverse("web:gallery"), {"mistakes": "1"}).content.decode()


@pytest.mark.parametrize("query", ["?page=x", "?sort=%22%3E%3Cscript%3E", "?state=nothing", "?page=99999"])
def test_gallery_takes_any_query(client, query):
    page = client.get(reverse("web:gallery") + query)

    assert page.status_code == 200
    assert "<script>" not in page.content.decode()
