"""The first-run page: by its link alone, once, and never beside a partnership; the guide after it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import PartnershipFactory

from interlocal.foundation.accounts.models import Invitation
from interlocal.founding import public as founding
from interlocal.founding.actions.guide import close_guide
from interlocal.founding.models import SetupCode
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal
from interlocal.partnerships.jurisdictions.public import the_partnership

pytestmark = pytest.mark.django_db

GIVEN = {
    "name": "Twin Rivers",
    "state": "Missouri",
    "cities": "Raytown\nGrandview | Missouri\n\n",
    "council": "",
    "coordinator_name": "Ada Park",
    "coordinator_email": "ada@example.org",
    "language": "en",
}


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


def address(code):
    return reverse("founding:first-run", args=[code])


def test_first_run_page_makes_the_partnership_once(client):
    here = address(founding.make_code(now=clock.now()))
    assert client.get(here).status_code == 200
    answer = client.post(here, GIVEN)
    assert (answer.status_code, the_partnership().name) == (200, "Twin Rivers")
    link = answer.context["link"]
    assert client.get(link.replace("http://localhost:8000", "")).status_code == 200
    assert Invitation.objects.get().user.name == "Ada Park"
    assert SetupCode.objects.get().used_at is not None
    assert (client.get(here).status_code, client.post(here, GIVEN).status_code) == (404, 404)


def test_first_run_page_never_shows_the_link_where_mail_goes_out(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    answer = client.post(address(founding.make_code(now=clock.now())), GIVEN)
    assert answer.context["link"] == ""
    assert "/invitations/" not in answer.content.decode()


def test_first_run_page_keeps_what_was_typed_and_says_what_is_wrong(client):
    here = address(founding.make_code(now=clock.now()))
    page = client.post(here, {**GIVEN, "cities": "Raytown\nRaytown"}).content.decode()
    assert ("Raytown is named twice." in page, 'value="Twin Rivers"' in page) == (True, True)
    assert the_partnership() is None


def test_wrong_old_and_replaced_codes_open_nothing(client):
    first = founding.make_code(now=clock.now())
    second = founding.make_code(now=clock.now())
    assert [client.get(address(code)).status_code for code in ("wrong", first, second)] == [404, 404, 200]
    with time_machine.travel(clock.now() + timedelta(days=8)):
        assert client.get(address(second)).status_code == 404


def test_no_code_opens_anything_beside_a_partnership(client):
    here = address(founding.make_code(now=clock.now()))
    PartnershipFactory.create()
    assert (client.get(here).status_code, client.post(here, GIVEN).status_code) == (404, 404)


def test_guessing_codes_ends_soon(client):
    answers = [client.get(address(f"guess-{number}")).status_code for number in range(31)]
    assert answers == [404] * 30 + [429]


def test_guide_is_shown_until_it_is_put_away(client):
    PartnershipFactory.create()
    coordinator = person_with("coordinator")
    client.force_login(coordinator)
    assert "Read the founding text" in client.get(reverse("desk:home")).content.decode()
    assert client.post(reverse("founding:close-guide")).status_code == 302
    assert client.post(reverse("founding:close-guide")).status_code == 302
    assert "Read the founding text" not in client.get(reverse("desk:home")).content.decode()
    assert client.get(reverse("founding:guide")).status_code == 200


def test_guide_is_for_who_keeps_the_members(client):
    PartnershipFactory.create()
    auditor = person_with("auditor")
    client.force_login(auditor)
    assert founding.guide_for(auditor) == ()
    assert client.get(reverse("founding:guide")).status_code == 404
    with pytest.raises(Refusal):
        close_guide(by=auditor, now=clock.now())
