"""What rooms count themselves: each limit of the list is really gone beyond, and each answer is a page."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.access.test_limits import check_turned_away
from tests.factories.accounts import PASSWORD, UserFactory, person_with
from tests.factories.commitments import ActionLinkFactory, CommitmentFactory
from tests.factories.initiatives import HoursAskFactory
from tests.factories.jurisdictions import JurisdictionFactory, PartnershipFactory
from tests.factories.training import CohortFactory, LearnerFactory, SessionFactory

from interlocal.config.limits import LIMITS, middleware
from interlocal.foundation.accounts.public import begin_token
from interlocal.foundation.notices.public import sign_path
from interlocal.kernel import clock
from interlocal.programs.hotline.views import limits as hotline
from interlocal.web.public import Pace

pytestmark = pytest.mark.django_db
HERE = "192.0.2.7"
NOBODY = "0" * 16
Asking = Callable[[int], HttpResponse]


@pytest.fixture
def client() -> Client:
    return Client(REMOTE_ADDR=HERE)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch, settings) -> Iterator[None]:
    """Count from nothing; between two requests so much time goes by that no rate stands in the way."""
    monkeypatch.setattr(middleware, "seconds", count(step=10).__next__)
    PartnershipFactory.create()
    settings.INTERLOCAL_BASE_URL = "http://localhost:8000"
    monkeypatch.setattr(hotline, "pace", Pace(burst=hotline.BURST, per_second=0.001))
    cache.clear()
    yield
    cache.clear()


def sign_in(client: Client) -> Asking:
    return lambda number: client.post(
        reverse("account_login"), {"login": f"p{number}@example.org", "password": "x"}
    )


def passkey(client: Client) -> Asking:
    return lambda _number: client.post(reverse("mfa_login_webauthn"), {"credential": "x"})


def again(client: Client) -> Asking:
    client.force_login(UserFactory.create(password=PASSWORD))
    return lambda _number: client.post(reverse("account_reauthenticate"), {"password": "wrong"})


def change_password(client: Client) -> Asking:
    client.force_login(UserFactory.create(password=PASSWORD))
    return lambda _number: client.post(reverse("account_change_password"), {"oldpassword": "wrong"})


def reset_password(client: Client) -> Asking:
    user = UserFactory.create()
    return lambda _number: client.post(reverse("account_reset_password"), {"email": user.email})


def signed_link(client: Client) -> Asking:
    return lambda number: client.post(reverse("accounts:accept", args=[NOBODY, 1, f"guess-{number}"]))


def lost_authenticator(client: Client) -> Asking:
    user = person_with("clerk", "raytown", password=PASSWORD)
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)

    def ask(_number: int) -> HttpResponse:
        client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
        return client.post(reverse("accounts:lost-authenticator"))

    return ask


def city(client: Client) -> Asking:
    return lambda _number: client.post(reverse("accounts:city"), {"email": "clerk@raytown.mo.us"})


def first_run(client: Client) -> Asking:
    return lambda number: client.get(reverse("founding:first-run", args=[f"guess-{number}"]))


def commitment_link(client: Client) -> Asking:
    link = ActionLinkFactory.create(commitment=CommitmentFactory.create(owner=UserFactory.create()))
    path = f"{link.path}{sign_path(link.path)}/"
    return lambda _number: client.post(path, {"way": "done", "done_on": "soon"})


def commitment_guess(client: Client) -> Asking:
    return lambda number: client.get(reverse("commitments:answer-link", args=[NOBODY, f"guess-{number}"]))


def hours_ask(client: Client) -> Asking:
    ask = HoursAskFactory.create()
    signature = sign_path(f"/initiatives/answer/{ask.public_id}/")
    return lambda _number: client.post(
        reverse("initiatives:answer-ask", args=[ask.public_id, signature]), {"hours": "soon"}
    )


def hours_guess(client: Client) -> Asking:
    return lambda number: client.get(reverse("initiatives:answer-ask", args=[NOBODY, f"guess-{number}"]))


def lost_link(client: Client) -> Asking:
    return lambda _number: client.post(reverse("training:lost-link"), {"email": "ana@example.org"})


def lost_links(client: Client) -> Asking:
    return lambda number: client.post(reverse("training:lost-link"), {"email": f"p{number}@example.org"})


def check_in(client: Client) -> Asking:
    return lambda _number: client.post(
        reverse("training:check-in-typed"), {"email": "ana@example.org", "code": "123456"}
    )


def check_in_code(client: Client) -> Asking:
    session = SessionFactory(cohort=CohortFactory(shares={JurisdictionFactory(): 1}), number=1)
    return lambda number: client.get(
        reverse("training:check-in", args=[session.public_id, f"guess-{number}"])
    )


def learner_guess(client: Client) -> Asking:
    return lambda number: client.get(reverse("training:my", args=[NOBODY, 1, f"guess-{number}"]))


def learner_link(client: Client) -> Asking:
    learner = LearnerFactory(email="ana@example.org")
    signature = sign_path(f"/programs/training/my/{learner.public_id}/{learner.link_round}/")
    path = reverse("training:my", args=[learner.public_id, learner.link_round, signature])
    return lambda _number: client.post(path, {})


def hotline_page(client: Client) -> Asking:
    return lambda _number: client.get(reverse("hotline:report"))


def token(client: Client) -> Asking:
    now = clock.now()
    person = person_with("coordinator")
    secret = begin_token(
        by=person, name="Test", may_write=False, expires_at=now + timedelta(days=1), now=now
    )[1]
    return lambda _number: client.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})


# How many are answered before the first is turned away.
CASES = [
    ("Signing in with a password", sign_in, 30),
    ("Signing in with a passkey", passkey, 30),
    ("Showing again who it is, and codes of authenticators", again, 10),
    ("Changing the password", change_password, 5),
    ("Asking for a new password", reset_password, 5),
    ("Invitations and links to a new password or authenticator", signed_link, 30),
    ("Asking for a new authenticator", lost_authenticator, 3),
    ("Signing in at one's city", city, 60),
    ("Founding an empty partnership", first_run, 30),
    ("Answering a commitment from a mail", commitment_link, 30),
    ("Answering a commitment from a mail", commitment_guess, 60),
    ("Answering about staff hours from a mail", hours_ask, 30),
    ("Answering about staff hours from a mail", hours_guess, 60),
    ("Applying for a training seat, and asking for a lost link", lost_link, 10),
    ("Applying for a training seat, and asking for a lost link", lost_links, 120),
    ("Checking in at a training session", check_in, 20),
    ("Checking in at a training session", check_in_code, 300),
    ("Pages of learners and teachers behind a link", learner_guess, 60),
    ("Pages of learners and teachers behind a link", learner_link, 60),
    ("The JSON interface, for a token", token, 300),
]
UNTRACED = [("Reporting on the hotline, and coming back to a report", hotline_page, hotline.BURST)]


def refused_after(ask: Asking) -> tuple[int, HttpResponse]:
    """Ask until turned away; return how often it was answered, and what was said then."""
    for number in count():
        answer = ask(number)
        if answer.status_code == 429:
            return number, answer
        assert number < 1000, "never turned away"
    raise AssertionError


@pytest.mark.parametrize(("what", "case", "most"), CASES, ids=lambda value: getattr(value, "__name__", None))
def test_beyond_a_limit_a_page_says_so_with_the_number_of_the_request(client, what, case, most) -> None:
    number, answer = refused_after(case(client))
    check_turned_away(answer)
    assert number == most


@pytest.mark.parametrize(("what", "case", "most"), UNTRACED)
def test_beyond_a_limit_a_sealed_page_says_so_and_names_no_request(client, what, case, most) -> None:
    number, answer = refused_after(case(client))
    assert (number, answer["Retry-After"]) == (most, "60")
    assert "Too many requests arrive at once" in answer.content.decode()
    assert "X-Request-ID" not in answer.headers


def test_each_limit_that_a_room_counts_is_gone_beyond_here() -> None:
    assert {what for what, _case, _most in (*CASES, *UNTRACED)} == {one.what for one in LIMITS if one.says}
