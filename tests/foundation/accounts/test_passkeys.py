"""Passkeys: what opens an account and what does not, and what is said of it."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.accounts import PASSWORD, person_with
from tests.foundation.accounts.passkey_device import Device, to_bytes, to_text

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.actions.resets import approve_reset, confirm_reset
from interlocal.foundation.accounts.actions.states import suspend
from interlocal.foundation.accounts.models import SignIn, User
from interlocal.foundation.audit.models import AuditDetail
from interlocal.foundation.notices.public import Notice
from interlocal.kernel import clock

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_address"),
]
LOGIN = "/account/login/"
ADD = "/account/2fa/passkeys/add/"
AGAIN = "/account/2fa/passkeys/again/"
CHALLENGE = "/account/login/passkey/challenge/"
ALONE = "/account/login/passkey/"
SECOND_STEP = "/account/2fa/authenticate/"
HOME = "/home/"


@pytest.fixture
def _address(settings):
    settings.INTERLOCAL_BASE_URL = "http://localhost:8000"
    cache.clear()


@pytest.fixture
def user() -> User:
    return person_with("clerk", "raytown", password=PASSWORD)


@pytest.fixture
def device(user: User) -> Device:
    """Return a device whose passkey is in the list of ``user``."""
    made = Device()
    client = signed_in(user)
    assert added(client, made).status_code == 302
    return made


def signed_in(user: User) -> Client:
    client = Client()
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    return client


def options_on(page) -> dict:
    return page.context["options"]


def added(client: Client, device: Device, name: str = "Phone"):
    made = device.make(options_on(client.get(ADD)))
    return client.post(ADD, {"name": name, "credential": json.dumps(made)})


def alone(client: Client, device: Device, **changes):
    answer = device.get(client.get(CHALLENGE).json(), **changes)
    return client.post(ALONE, {"credential": json.dumps(answer)}, follow=False)


def who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def passkeys() -> list[str]:
    return [str(row) for row in Authenticator.objects.filter(type="webauthn").order_by("pk")]


def actions() -> list[str]:
    return list(AuditDetail.objects.order_by("pk").values_list("action", flat=True))


def test_a_passkey_is_added_named_and_told(user: User) -> None:
    client = signed_in(user)
    asked = options_on(client.get(ADD))["publicKey"]
    assert asked["rp"] == {"id": "localhost", "name": "Interlocal"}
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    answer = added(client, Device(), "My phone")
    assert answer["Location"] == "/account/2fa/recovery-codes/"
    assert (passkeys(), actions()[-1]) == (["My phone"], "accounts.add_passkey")
    assert Notice.objects.get().template == "accounts/mail/webauthn_added"
    assert "My phone" in client.get("/account/2fa/").content.decode()


def test_a_passkey_alone_signs_in(user: User, device: Device) -> None:
    client = Client()
    answer = alone(client, device)
    assert (answer.status_code, answer["Location"], who(client)) == (302, reverse("desk:home"), str(user.pk))
    assert actions()[-1] == "accounts.sign_in"


def test_next_leads_on_within_alone(user: User, device: Device) -> None:
    client = Client()
    given = json.dumps(device.get(client.get(CHALLENGE).json()))
    assert client.post(ALONE, {"credential": given, "next": "/people/"})["Location"] == "/people/"


def test_a_passkey_is_the_second_step_after_the_password(user: User, device: Device) -> None:
    client = signed_in(user)
    assert who(client) is None
    page = client.get(SECOND_STEP)
    options = page.context["js_data"]["request_options"]
    assert [one["id"] for one in options["publicKey"]["allowCredentials"]] == [to_text(device.key_id)]
    answer = client.post(SECOND_STEP, {"credential": json.dumps(device.get(options))})
    assert (answer["Location"], who(client)) == (reverse("desk:home"), str(user.pk))


def test_a_recovery_code_opens_when_the_passkey_is_lost(user: User, device: Device) -> None:
    row = Authenticator.objects.get(user=user, type="recovery_codes")
    client = signed_in(user)
    code = RecoveryCodes(row).get_unused_codes()[0]
    assert client.post(SECOND_STEP, {"code": code})["Location"] == reverse("desk:home")


def test_the_way_back_takes_lost_passkeys_away(user: User, device: Device) -> None:
    how = "Met her at the front desk."
    reset = approve_reset(by=person_with("coordinator"), user=user, checked_how=how, now=clock.now())
    confirm_reset(reset=reset, now=clock.now())
    assert passkeys() == []
    client = Client()
    assert (alone(client, device)["Location"], who(client)) == (LOGIN, None)
    assert who(signed_in(user)) == str(user.pk)


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": "http://localhost:9999"},
        {"origin": "https://localhost:8000"},
        {"origin": "http://evil.localhost:8000"},
        {"origin": "https://evil.example"},
        {"host": "evil.example"},
        {"is_verifying": False},
        {"is_in_frame": True},
        {"key": Device().key},
        {"key_id": b"another-passkey!"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_an_answer_of_elsewhere_opens_nothing(user: User, device: Device, changes: dict) -> None:
    for name, value in changes.items():
        setattr(device, name, value)
    client = Client()
    assert (alone(client, device)["Location"], who(client)) == (LOGIN, None)


@pytest.mark.parametrize(
    "changes",
    [{"origin": "https://evil.example"}, {"host": "evil.example"}, {"is_verifying": False}],
    ids=lambda changes: next(iter(changes)),
)
def test_a_passkey_made_elsewhere_is_not_added(user: User, changes: dict) -> None:
    answer = added(signed_in(user), Device(**changes))
    assert (answer.status_code, passkeys()) == (200, [])


def test_an_answer_counts_once(user: User, device: Device) -> None:
    client = Client()
    given = {"credential": json.dumps(device.get(client.get(CHALLENGE).json()))}
    assert client.post(ALONE, given)["Location"] == reverse("desk:home")
    client.logout()
    assert (client.post(ALONE, given)["Location"], who(client)) == (LOGIN, None)


def test_a_challenge_that_was_answered_wrongly_is_used_up(user: User, device: Device) -> None:
    client = Client()
    options = client.get(CHALLENGE).json()
    stranger = Device(owner=device.owner)
    client.post(ALONE, {"credential": json.dumps(stranger.get(options))})
    client.post(ALONE, {"credential": json.dumps(device.get(options))})
    assert who(client) is None


def test_an_answer_counts_in_the_session_that_asked(user: User, device: Device) -> None:
    options = Client().get(CHALLENGE).json()
    client = Client()
    client.get(CHALLENGE)
    client.post(ALONE, {"credential": json.dumps(device.get(options))})
    assert who(client) is None


def test_ones_own_passkey_opens_no_other_account(user: User, device: Device) -> None:
    other = person_with("clerk", "raytown", password=PASSWORD)
    theirs = Device(key_id=b"the-other-person")
    assert added(signed_in(other), theirs).status_code == 302
    client = Client()
    assert alone(client, device, owner=theirs.owner)["Location"] == LOGIN
    assert who(client) is None


def test_a_removed_passkey_opens_nothing(user: User, device: Device) -> None:
    client, elsewhere = Client(), Client()
    alone(client, device)
    alone(elsewhere, device)
    handle = rules.handle_of(Authenticator.objects.get(type="webauthn"))
    page = client.get(f"/account/2fa/passkeys/{handle}/remove/")
    assert page.context["is_last"] is True
    assert client.post(f"/account/2fa/passkeys/{handle}/remove/")["Location"] == "/account/2fa/"
    assert Authenticator.objects.filter(user=user).count() == 0  # the recovery codes went with the last one
    assert "accounts.remove_passkey" in actions()
    assert Notice.objects.filter(template="accounts/mail/webauthn_removed").count() == 1
    assert [row.session_key for row in SignIn.objects.filter(user=user)] == [client.session.session_key]
    fresh = Client()
    assert (alone(fresh, device)["Location"], who(fresh)) == (LOGIN, None)


def test_a_suspended_account_is_not_opened(user: User, device: Device) -> None:
    suspend(by=None, user=user, now=clock.now())
    client = Client()
    assert (alone(client, device)["Location"], who(client)) == (LOGIN, None)


def test_a_passkey_is_renamed_by_its_owner_alone(user: User, device: Device) -> None:
    handle = rules.handle_of(Authenticator.objects.get(type="webauthn"))
    client = Client()
    alone(client, device)
    answer = client.post(f"/account/2fa/passkeys/{handle}/rename/", {"name": "Work phone"})
    assert (answer["Location"], passkeys(), actions()[-1]) == (
        "/account/2fa/",
        ["Work phone"],
        "accounts.rename_passkey",
    )
    other = signed_in(person_with("clerk", "raytown", password=PASSWORD))
    for act in ("rename", "remove"):
        assert other.post(f"/account/2fa/passkeys/{handle}/{act}/", {"name": "Mine"}).status_code == 404
    assert passkeys() == ["Work phone"]


def test_a_device_is_asked_not_to_make_a_second_one(user: User, device: Device) -> None:
    client = Client()
    alone(client, device)
    options = options_on(client.get(ADD))["publicKey"]
    assert [one["id"] for one in options["excludeCredentials"]] == [to_text(device.key_id)]


def test_nobody_has_more_passkeys_than_a_list_can_hold(user: User, device: Device) -> None:
    row = Authenticator.objects.get(type="webauthn")
    for _more in range(rules.MOST_PASSKEYS - 1):
        row.pk = None
        row.save()
    client = Client()
    alone(client, device)
    assert client.get(ADD)["Location"] == "/account/2fa/"


@pytest.mark.parametrize(
    "path", [ADD, "/account/2fa/passkeys/{handle}/rename/", "/account/2fa/passkeys/{handle}/remove/"]
)
def test_what_changes_sign_in_asks_again_and_a_passkey_answers(user: User, device: Device, path: str) -> None:
    client = Client()
    alone(client, device)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    path = path.format(handle=rules.handle_of(Authenticator.objects.get(type="webauthn")))
    assert client.get(path)["Location"].startswith("/account/reauthenticate/")
    options = options_on(client.get(f"{AGAIN}?next={path}"))
    answer = client.post(f"{AGAIN}?next={path}", {"credential": json.dumps(device.get(options))})
    assert answer["Location"] == path
    assert client.get(path).status_code == 200


@override_settings(INTERLOCAL_DEMO=False)
def test_a_passkey_is_the_second_step_that_a_role_asks_for() -> None:
    user = person_with("coordinator", password=PASSWORD)
    client = signed_in(user)
    assert client.get("/people/")["Location"] == "/account/2fa/totp/activate/"
    assert added(client, Device()).status_code == 302
    assert client.get("/people/").status_code == 200
    client.post(
        f"/account/2fa/passkeys/{rules.handle_of(Authenticator.objects.get(type='webauthn'))}/remove/"
    )
    assert client.get("/people/")["Location"] == "/account/2fa/totp/activate/"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://interlocal.example.gov", "interlocal.example.gov"),
        ("https://interlocal.example.gov:8443/", "interlocal.example.gov"),
        ("http://localhost:8000", "localhost"),
        ("http://interlocal.example.gov", ""),
        ("https://192.0.2.7", ""),
        ("https://[2001:db8::7]", ""),
        ("http://127.0.0.1:8000", ""),
        ("", ""),
    ],
)
def test_browsers_allow_passkeys_at_names_with_https(address: str, host: str) -> None:
    assert rules.relying_party_of(address) == host


@pytest.mark.parametrize(
    ("origin", "address", "is_ours"),
    [
        ("https://a.example.gov", "https://a.example.gov", True),
        ("https://a.example.gov", "https://a.example.gov:443", True),
        ("https://a.example.gov:8443", "https://a.example.gov:8443", True),
        ("https://a.example.gov", "https://a.example.gov:8443", False),
        ("https://b.a.example.gov", "https://a.example.gov", False),
        ("http://a.example.gov", "https://a.example.gov", False),
    ],
)
def test_an_answer_counts_on_pages_of_the_address_itself(origin: str, address: str, is_ours: bool) -> None:
    said = {"response": {"clientDataJSON": to_text(json.dumps({"origin": origin}).encode())}}
    assert rules.is_said_at(said, address) is is_ours


def test_the_address_is_the_setting_whatever_a_proxy_says(user: User, settings) -> None:
    settings.INTERLOCAL_BASE_URL = "https://interlocal.example.gov"
    settings.ALLOWED_HOSTS = ["*"]
    client = Client(headers={"host": "10.0.0.7:8000", "x-forwarded-host": "evil.example"})
    client.force_login(user)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert options_on(client.get(ADD))["publicKey"]["rp"]["id"] == "interlocal.example.gov"


def test_where_browsers_allow_none_nothing_is_offered(user: User, settings) -> None:
    settings.INTERLOCAL_BASE_URL = "http://192.0.2.7:8000"
    client = signed_in(user)
    assert [client.get(path).status_code for path in (ADD, CHALLENGE)] == [404, 404]
    assert ALONE not in Client().get(LOGIN).content.decode()
    assert ADD not in client.get("/account/2fa/").content.decode()


def test_asking_is_limited_for_one_network_address(user: User) -> None:
    client = Client()
    answers = [client.post(ALONE, {"credential": "x"}).status_code for _try in range(31)]
    assert answers == [302] * 30 + [429]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
PARTS = ("clientDataJSON", "authenticatorData", "signature", "userHandle", "attestationObject")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.dictionaries(st.sampled_from(PARTS), anything | st.binary(max_size=80).map(to_text)),
    rest=anything,
)
def test_no_answer_breaks_the_page(user: User, device: Device, parts: dict, rest: object) -> None:
    cache.clear()
    client = Client()
    answer = device.get(client.get(CHALLENGE).json())
    answer["response"] |= parts
    for given_answer in (answer, answer | {"id": rest, "rawId": rest}, rest):
        reply = client.post(ALONE, {"credential": json.dumps(given_answer)})
        assert reply.status_code == 302


@pytest.mark.parametrize("said", ["", "[" * 9000, "x" * 30_000, '{"response": {"clientDataJSON": "////"}}'])
def test_no_text_breaks_the_page(said: str) -> None:
    assert Client().post(ALONE, {"credential": said})["Location"] == LOGIN


def test_a_handle_that_is_too_long_a_number_is_nobodys(user: User, device: Device) -> None:
    client = Client()
    assert alone(client, device, owner=to_text(b"9" * 40))["Location"] == LOGIN
    assert to_bytes(to_text(b"abc")) == b"abc"
