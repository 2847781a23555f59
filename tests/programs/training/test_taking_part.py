"""From the catalogue to a seat: the learner, the supervisor and the training contact, each by their link."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.accounts import person_with
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.training import NOW, ApplicationFactory, CohortFactory, LearnerFactory, SessionFactory
from tests.programs.training.mails import link_to, mails_to

from interlocal.foundation.notices.models import Notice
from interlocal.foundation.notices.public import sign_path
from interlocal.programs.training import rules
from interlocal.programs.training.models import Application, Cohort, Decision, Learner

pytestmark = pytest.mark.django_db
ANA = "ana@grandview.example.org"
BOSS = "boss@grandview.example.org"


@pytest.fixture(autouse=True)
def _at_now() -> Iterator[None]:
    PartnershipFactory.create()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def city() -> Any:
    """Return a city."""
    return JurisdictionFactory(name="Grandview")


@pytest.fixture
def cohort(city: Any) -> Cohort:
    """Return a cohort of two seats, one of them the city's, with two sessions."""
    cohort = CohortFactory(seats=2, shares={city: 1, JurisdictionFactory(name="Raytown"): 1})
    SessionFactory(cohort=cohort, number=1)
    SessionFactory(cohort=cohort, number=2)
    return cohort


def typed(city: Any, **changed: str) -> dict[str, str]:
    """Return a filled-in application form."""
    said = {
        "name": "Ana Mora",
        "email": ANA,
        "jurisdiction": city.public_id,
        "job_title": "Crew leader",
        "supervisor_name": "Sam Boss",
        "supervisor_email": BOSS,
        "reason": "I begin to lead a crew.",
        "needs": "Large print",
        "language": "en",
    }
    return {**said, **changed}


def apply(client: Client, cohort: Cohort, city: Any, **changed: str) -> Any:
    """Send the application form."""
    return client.post(reverse("training:apply", args=[cohort.public_id]), typed(city, **changed))


def main_of(answer: Any) -> str:
    """Return what a page says, without what its frame says anew each time."""
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def state() -> str:
    """Return where the only application stands."""
    return Application.objects.get().state


def contact_of(city: Any) -> Client:
    """Return a browser in which the city's training contact is signed in."""
    client = Client()
    client.force_login(person_with("training-contact", city.public_id))
    return client


def test_learner_gets_a_seat_by_three_links_and_one_nomination(client: Client, cohort: Cohort, city: Any):
    assert cohort.title in client.get(reverse("training:catalogue")).content.decode()
    assert "Look into your mail" in apply(client, cohort, city).content.decode()
    assert (state(), mails_to(ANA), mails_to(BOSS)) == ("sent", ["training.confirm"], [])
    link = link_to(ANA, "training.confirm")
    assert client.get(link).status_code == 200
    assert state() == "sent"
    own = client.post(link)["Location"]
    assert (state(), mails_to(BOSS)) == ("asked", ["training.agree"])
    assert "Waits for your supervisor" in client.get(own).content.decode()
    agree = link_to(BOSS, "training.agree")
    assert "I agree" in client.get(agree).content.decode()
    assert state() == "asked"
    assert "You agreed" in client.post(agree, {"way": "agree"}, follow=True).content.decode()
    assert state() == "agreed"
    application = Application.objects.get()
    contact = contact_of(city)
    nominations = reverse("training:nominations", args=[cohort.public_id])
    assert "Ana Mora" in contact.get(nominations).content.decode()
    marked = {"nominate": application.public_id, f"rank-{application.public_id}": "1"}
    contact.post(nominations, marked)
    assert state() == "seated"
    assert "You have a seat" in client.get(own).content.decode()
    assert [kind for kind in mails_to(ANA) if kind != "training.calendar"] == [
        "training.confirm",
        "training.agreed",
        "training.seat",
    ]
    assert list(Decision.objects.values_list("kind", flat=True)) == ["seated"]


def test_supervisor_declines_with_a_reason_that_the_learner_reads(client: Client, cohort: Cohort, city: Any):
    apply(client, cohort, city)
    own = client.post(link_to(ANA, "training.confirm"))["Location"]
    link = link_to(BOSS, "training.agree")
    refused = client.post(link, {"way": "decline", "reason": ""}).content.decode()
    assert ("is required" in refused or "required" in refused, state()) == (True, "asked")
    client.post(link, {"way": "decline", "reason": "Budget talks in May"})
    assert state() == "declined"
    assert "Budget talks in May" in client.get(own).content.decode()
    assert "This is settled" in client.post(link, {"way": "agree"}).content.decode()
    assert state() == "declined"
    assert mails_to(ANA)[-1] == "training.declined"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"email": "no address"}, "valid email"),
        ({"supervisor_email": ANA}, "give the address of your supervisor"),
        ({"jurisdiction": ""}, "required"),
    ],
)
def test_refused_application_keeps_what_was_typed(client, cohort, city, changed, words):
    answer = apply(client, cohort, city, **changed).content.decode()
    assert (words in answer, "I begin to lead a crew." in answer) == (True, True)
    assert Application.objects.count() == 0


def test_city_that_has_withdrawn_is_told_so(client: Client, cohort: Cohort, city: Any):
    cohort.shares.filter(jurisdiction=city).update(withdrawn_at=NOW)
    answer = apply(client, cohort, city).content.decode()
    assert ("Grandview has withdrawn from this cohort" in answer, "Large print" in answer) == (True, True)
    assert Application.objects.count() == 0


@pytest.mark.parametrize(("days", "words"), [(-11, "Applications open on"), (26, "Applications closed on")])
def test_outside_its_days_a_cohort_takes_nothing(client, cohort, city, days, words):
    with time_machine.travel(NOW + timedelta(days=days), tick=False):
        answer = apply(client, cohort, city).content.decode()
    assert (words in answer, "I begin to lead a crew." in answer) == (True, True)
    assert Application.objects.count() == 0


def test_full_cohort_says_that_one_waits(client: Client, cohort: Cohort, city: Any):
    for seat in cohort.seats.all():
        ApplicationFactory(cohort=cohort, jurisdiction=city, seated=True, seat=seat)
    page = client.get(reverse("training:apply", args=[cohort.public_id])).content.decode()
    assert "All seats are taken or held" in page


def test_second_application_looks_the_same_and_changes_nothing(client: Client, cohort: Cohort, city: Any):
    learner = LearnerFactory(email=ANA, name="Ana Mora", jurisdiction=city)
    first = ApplicationFactory(cohort=cohort, learner=learner, jurisdiction=city)
    known = main_of(apply(client, cohort, city, name="Somebody else"))
    unknown = main_of(apply(client, cohort, city, email="new@example.org"))
    assert known.replace(ANA, "") == unknown.replace("new@example.org", "")
    assert [kind for kind in mails_to(ANA) if kind != "training.calendar"] == ["training.again"]
    learner.refresh_from_db()
    assert (learner.name, learner.applications.get()) == ("Ana Mora", first)


def test_unconfirmed_application_takes_what_was_typed_last(client: Client, cohort: Cohort, city: Any):
    apply(client, cohort, city)
    apply(client, cohort, city, supervisor_email="other@example.org", name="Ana M. Mora")
    application = Application.objects.get()
    assert (application.supervisor_email, application.learner.name) == ("other@example.org", "Ana M. Mora")
    assert [kind for kind in mails_to(ANA) if kind != "training.calendar"] == ["training.confirm"]


def test_lost_link_page_says_the_same_for_any_address(client: Client):
    LearnerFactory(email=ANA)
    address = reverse("training:lost-link")
    known, unknown = (main_of(client.post(address, {"email": one})) for one in (ANA, "nobody@example.org"))
    assert known.replace(ANA, "") == unknown.replace("nobody@example.org", "")
    assert (mails_to(ANA), mails_to("nobody@example.org")) == (["training.link"], [])
    assert client.get(link_to(ANA, "training.link")).status_code == 200


def test_mails_to_one_address_are_limited(client: Client, cohort: Cohort, city: Any):
    answers = [client.post(reverse("training:lost-link"), {"email": ANA}).status_code for _ in range(12)]
    assert answers == [200] * 10 + [429] * 2


def test_link_replaced_by_the_learner_works_no_more(client: Client):
    learner = LearnerFactory(email=ANA)
    client.post(reverse("training:lost-link"), {"email": ANA})
    old = link_to(ANA, "training.link")
    client.post(old, {"way": "replace"})
    assert client.get(old).status_code == 404
    assert client.get(link_to(ANA, "training.link")).status_code == 200
    learner.refresh_from_db()
    assert learner.link_round == 1


def test_altered_link_opens_nothing(client: Client):
    learner, other = LearnerFactory(email=ANA), LearnerFactory()
    client.post(reverse("training:lost-link"), {"email": ANA})
    link = link_to(ANA, "training.link")
    assert client.get(link.replace(learner.public_id, other.public_id)).status_code == 404
    assert client.get(f"{link[:-2]}x/").status_code == 404
    assert Learner.objects.count() == 2


def test_other_city_and_who_only_reads_do_not_find_an_application(cohort: Cohort, city: Any):
    application = ApplicationFactory(cohort=cohort, jurisdiction=city)
    raytown = cohort.shares.exclude(jurisdiction=city).get().jurisdiction
    addresses = [
        reverse("training:application", args=[application.public_id]),
        reverse("training:nominations", args=[cohort.public_id]),
    ]
    auditor = Client()
    auditor.force_login(person_with("auditor", None))
    found = {
        name: [browser.get(address).status_code for address in addresses]
        for name, browser in (
            ("own", contact_of(city)),
            ("other", contact_of(raytown)),
            ("auditor", auditor),
            ("nobody", Client()),
        )
    }
    assert found == {"own": [200, 200], "other": [404, 200], "auditor": [404, 404], "nobody": [302, 302]}
    assert application.learner.name not in contact_of(raytown).get(addresses[1]).content.decode()
    with_reason = {"way": "take_back", "reason": "Not now"}
    assert contact_of(raytown).post(addresses[0], with_reason).status_code == 404
    assert state() == "agreed"


def refuse_mails_to(email: str) -> None:
    """Let the mail server refuse whatever went to an address."""
    Notice.objects.filter(to_email=email).update(refused_at=NOW)


def test_refused_mail_is_shown_and_sent_again_to_the_right_address(client: Client, cohort: Cohort, city: Any):
    apply(client, cohort, city)
    client.post(link_to(ANA, "training.confirm"))
    old = link_to(BOSS, "training.agree")
    refuse_mails_to(BOSS)
    contact = contact_of(city)
    address = reverse("training:application", args=[Application.objects.get().public_id])
    assert "Mail to the supervisor came back" in contact.get(address).content.decode()
    wrong = contact.post(address, {"way": "supervisor", "supervisor-email": ANA}).content.decode()
    assert "give the address of your supervisor" in wrong
    contact.post(address, {"way": "supervisor", "supervisor-email": "right@grandview.example.org"})
    assert mails_to("right@grandview.example.org") == ["training.agree"]
    assert "Mail to the supervisor came back" not in contact.get(address).content.decode()
    assert client.get(old).status_code == 404
    client.post(link_to("right@grandview.example.org", "training.agree"), {"way": "agree"})
    assert state() == "agreed"


def test_learner_whose_mail_is_refused_confirms_from_the_corrected_address(
    client: Client, cohort: Cohort, city: Any
):
    apply(client, cohort, city)
    refuse_mails_to(ANA)
    contact = contact_of(city)
    address = reverse("training:application", args=[Application.objects.get().public_id])
    assert "Mail to the learner came back" in contact.get(address).content.decode()
    LearnerFactory(email="taken@example.org")
    taken = contact.post(address, {"way": "learner", "learner-email": "taken@example.org"}).content.decode()
    assert "Another learner has this address" in taken
    contact.post(address, {"way": "learner", "learner-email": "ana.mora@example.org"})
    client.post(link_to("ana.mora@example.org", "training.confirm"))
    assert state() == "asked"


def test_contact_nominates_who_did_not_apply_and_sends_a_substitute(
    client: Client, cohort: Cohort, city: Any
):
    contact = contact_of(city)
    address = reverse("training:nominate-directly", args=[cohort.public_id])
    facts = {key: value for key, value in typed(city).items() if key != "reason"}
    contact.post(address, {**facts, "has_agreed": "on"})
    ana = Application.objects.get()
    assert (ana.state, ana.nominated_at) == ("seated", NOW)
    again = contact.post(address, {**facts, "has_agreed": "on"}).content.decode()
    assert "has applied already" in again
    contact.post(address, {**facts, "name": "Bo", "email": "bo@example.org", "has_agreed": "on"})
    bo = Application.objects.exclude(pk=ana.pk).get()
    assert bo.state == "waiting"
    page = reverse("training:application", args=[ana.public_id])
    contact.post(page, {"way": "substitute", "replacement": bo.public_id})
    states = [Application.objects.get(pk=one.pk).state for one in (ana, bo)]
    assert states == ["withdrawn", "seated"]
    mentored = reverse("training:application", args=[bo.public_id])
    contact.post(mentored, {"way": "mentor", "mentor-name": "Max", "mentor-email": "max@example.org"})
    assert (mails_to("max@example.org"), mails_to("bo@example.org")[-1]) == (
        ["training.mentor"],
        "training.mentored",
    )
    refuse_mails_to("max@example.org")
    assert "Mail to the mentor came back" in contact.get(mentored).content.decode()
    contact.post(mentored, {"way": "mentor", "mentor-name": "Max", "mentor-email": "maxim@example.org"})
    assert "Mail to the mentor came back" not in contact.get(mentored).content.decode()


def test_direct_nomination_waits_for_the_supervisor(client: Client, cohort: Cohort, city: Any):
    facts = {key: value for key, value in typed(city).items() if key != "reason"}
    contact_of(city).post(reverse("training:nominate-directly", args=[cohort.public_id]), facts)
    assert (state(), mails_to(BOSS)) == ("asked", ["training.agree"])
    client.post(link_to(BOSS, "training.agree"), {"way": "agree"})
    assert state() == "seated"


def test_learner_takes_or_refuses_an_offer_and_withdraws(client: Client, cohort: Cohort, city: Any):
    seat = cohort.seats.first()
    one = ApplicationFactory(cohort=cohort, jurisdiction=city, offered=True, seat=seat)
    path = rules.learner_path(one.learner)
    own = f"{path}{sign_path(path)}/{one.public_id}/"
    with time_machine.travel(NOW + timedelta(days=4), tick=False):
        late = client.post(own, {"way": "accept"}).content.decode()
    assert ("offer" in late.lower(), state()) == (True, "offered")
    client.post(own, {"way": "accept"})
    assert state() == "seated"
    client.post(own, {"way": "withdraw", "reason": "A new post"})
    assert (state(), cohort.seats.filter(holder__isnull=False).count()) == ("withdrawn", 0)
    assert "A new post" in client.get(own).content.decode()


def test_list_asks_as_often_with_many_rows(cohort: Cohort, city: Any):
    contact, counts = contact_of(city), []
    address = reverse("training:nominations", args=[cohort.public_id])
    for more in (1, 12):
        for _number in range(more):
            ApplicationFactory(cohort=cohort, jurisdiction=city)
        contact.get(address)
        with CaptureQueriesContext(connection) as queries:
            contact.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
