"""Signing in: what it asks, what it tells nobody, and where it leads."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from tests.factories.accounts import PASSWORD, UserFactory, person_with
from tests.foundation.accounts.one_time_codes import code_at

from interlocal.config.sign_in import second_step
from interlocal.foundation.accounts.models import User
from interlocal.foundation.audit.models import AuditDetail
from interlocal.foundation.notices.public import Notice

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"
SECOND_STEP = "/account/2fa/authenticate/"


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: str):
    return client.post(LOGIN, {"login": user.email, "password": password} | more)


@pytest.fixture
def user() -> User:
    return person_with("clerk", "raytown", password=PASSWORD)


@pytest.fixture
def secret(user: User) -> str:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def test_the_codes_are_those_of_the_standard() -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238, appendix B, SHA-1
    assert [code_at(secret, moment) for moment in (59, 1111111109, 20000000000)] == [
        "287082",
        "081804",
        "353130",
    ]


def test_signing_in_leads_home_in_ones_language_and_is_audited(client: Client) -> None:
    user = person_with("clerk", "raytown", password=PASSWORD, language="es")
    answer = sign_in(client, user)
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:home"))
    assert answer.cookies["django_language"].value == "es"
    assert AuditDetail.objects.get().action == "accounts.sign_in"


def test_the_address_is_compared_without_regard_to_case(client: Client, user: User) -> None:
    answer = client.post(LOGIN, {"login": user.email.upper(), "password": PASSWORD})
    assert answer.status_code == 302


def test_the_session_key_changes_at_sign_in(client: Client, user: User) -> None:
    client.get(LOGIN)
    session = client.session
    session["anything"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key
    sign_in(client, user)
    assert client.session.session_key != session.session_key


def test_a_wrong_password_and_an_unknown_address_look_the_same(client: Client, user: User) -> None:
    answers = [
        client.post(LOGIN, {"login": login, "password": "not the password"})
        for login in (user.email, "nobody@example.org", UserFactory.create(is_invited=True).email)
    ]
    errors = [answer.context["form"].errors for answer in answers]
    assert errors[0]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert errors == [errors[0]] * 3


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"])
def test_passwords_are_kept_with_argon2() -> None:
    assert UserFactory.create(password=PASSWORD).password.startswith("argon2$argon2id$")


def test_the_product_keeps_passwords_with_argon2_alone() -> None:
    from interlocal.config import settings

    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
    ],
)
def test_next_leads_nowhere_else(client: Client, user: User, elsewhere: str) -> None:
    answer = sign_in(client, user, next=elsewhere)
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:home"))


def test_next_leads_on_within(client: Client, user: User) -> None:
    assert sign_in(client, user, next="/people/")["Location"] == "/people/"


@pytest.mark.parametrize("path", [LOGIN, "/account/password/reset/", "/account/logout/"])
def test_forms_need_their_token(user: User, path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert (
        client.post(path, {"login": user.email, "email": user.email, "password": PASSWORD}).status_code == 403
    )


def test_the_sixth_wrong_password_for_an_address_is_refused_even_if_right(client: Client, user: User) -> None:
    for _try in range(5):
        assert sign_in(client, user, "wrong password").status_code == 200
    refused = sign_in(client, user)
    assert refused.status_code == 200
    assert "_auth_user_id" not in client.session
    other = Client(REMOTE_ADDR="10.0.0.9")
    assert sign_in(other, user).status_code == 200  # the limit is the address's, wherever one comes from
    assert "_auth_user_id" not in other.session


def test_signing_in_is_limited_for_one_network_address(client: Client) -> None:
    codes = [
        client.post(LOGIN, {"login": f"p{n}@example.org", "password": "x"}).status_code for n in range(31)
    ]
    assert codes[-1] == 429
    assert Client(REMOTE_ADDR="10.0.0.9").get(LOGIN).status_code == 200


def failed_counts() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM kernel_cache")
        return {key for (key,) in cursor.fetchall() if ":login_failed:" in key}


def test_limits_are_counted_in_the_database_which_all_processes_share(client: Client, user: User) -> None:
    from interlocal.config import settings

    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
    before = failed_counts()
    sign_in(client, user, "wrong password")
    assert len(failed_counts() - before) == 2  # one for the network address, one for the account


def test_the_second_step_takes_the_code_of_now_once(client: Client, user: User, secret: str) -> None:
    assert sign_in(client, user)["Location"] == SECOND_STEP
    assert client.get(SECOND_STEP).status_code == 200
    assert client.get("/account/")["Location"].startswith(LOGIN)
    code = code_at(secret)
    assert client.post(SECOND_STEP, {"code": code})["Location"] == reverse("desk:home")
    again = Client()
    sign_in(again, user)
    assert again.post(SECOND_STEP, {"code": code}).status_code == 200
    assert "_auth_user_id" not in again.session


@pytest.mark.parametrize("shift", [-3, 3])
def test_a_code_of_another_time_is_refused(client: Client, user: User, secret: str, shift: int) -> None:
    sign_in(client, user)
    answer = client.post(SECOND_STEP, {"code": code_at(secret, time.time() + 30 * shift)})
    assert (answer.status_code, bool(answer.context["form"].errors)) == (200, True)


def test_a_recovery_code_lets_in_once_and_its_owner_is_told(client: Client, user: User, secret: str) -> None:
    codes = RecoveryCodes.activate(user).get_unused_codes()
    assert len(codes) == 10
    sign_in(client, user)
    assert client.post(SECOND_STEP, {"code": codes[0]})["Location"] == reverse("desk:home")
    notice = Notice.objects.get()
    assert (notice.recipient, notice.template, notice.context) == (
        user,
        "accounts/mail/recovery_code_used",
        {"left": 9},
    )
    again = Client()
    sign_in(again, user)
    assert again.post(SECOND_STEP, {"code": codes[0]}).status_code == 200


def test_the_second_step_cannot_be_tried_forever(client: Client, user: User, secret: str) -> None:
    sign_in(client, user)
    codes = [client.post(SECOND_STEP, {"code": "000000"}) for _try in range(6)]
    right = client.post(SECOND_STEP, {"code": code_at(secret)})
    assert (codes[0].status_code, right.status_code) == (200, 200)
    assert "_auth_user_id" not in client.session


def test_secrets_are_not_in_the_database_as_they_are(user: User, secret: str) -> None:
    kept = [str(row.data) for row in Authenticator.objects.filter(user=user)]
    assert len(kept) == 2
    assert not any(secret in data for data in kept)


def test_setting_up_shows_secret_and_picture_without_data_address_or_style(
    client: Client, user: User
) -> None:
    sign_in(client, user)
    page = client.get("/account/2fa/totp/activate/")
    shown = page.context["form"].secret
    html = page.content.decode()
    assert shown in html
    assert "<svg " in html
    assert [mark for mark in ("data:", " style=", "<style") if mark in html] == []
    assert shown not in str(dict(client.session))
    wrong = client.post("/account/2fa/totp/activate/", {"code": "000000"})
    assert wrong.context["form"].secret == shown
    done = client.post("/account/2fa/totp/activate/", {"code": code_at(shown)})
    assert done["Location"] == "/account/2fa/recovery-codes/"
    assert Authenticator.objects.filter(user=user).count() == 2


def test_recovery_codes_are_shown_in_one_sitting_only(client: Client, user: User, secret: str) -> None:
    sign_in(client, user)
    client.post(SECOND_STEP, {"code": code_at(secret)})
    codes = RecoveryCodes.activate(user).get_unused_codes()
    first = client.get("/account/2fa/recovery-codes/").content.decode()
    assert all(code in first for code in codes)
    file = client.get("/account/2fa/recovery-codes/download/")
    assert file.content.decode().split() == codes
    session = client.session
    session["recovery_codes_shown"][1] -= 11 * 60
    session.save()
    later = client.get("/account/2fa/recovery-codes/").content.decode()
    assert not any(code in later for code in codes)
    assert client.get("/account/2fa/recovery-codes/download/").status_code == 404


@pytest.mark.parametrize(
    "path", ["2fa/recovery-codes/", "2fa/recovery-codes/generate/", "2fa/totp/deactivate/"]
)
def test_what_weakens_sign_in_asks_again_who_it_is(
    client: Client, user: User, secret: str, path: str
) -> None:
    sign_in(client, user)
    client.post(SECOND_STEP, {"code": code_at(secret)})
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    answer = client.get(f"/account/{path}")
    assert answer["Location"].startswith(("/account/reauthenticate/", "/account/2fa/reauthenticate/"))


@pytest.mark.django_db(transaction=True)
@override_settings(INTERLOCAL_DEMO=False)
@pytest.mark.parametrize(("role", "is_led"), [("coordinator", True), ("auditor", True), ("clerk", False)])
def test_who_must_set_up_an_authenticator_is_led_there(client: Client, role: str, is_led: bool) -> None:
    user = person_with(role, None if role != "clerk" else "raytown", password=PASSWORD)
    sign_in(client, user)
    answers = [client.get("/people/"), client.post("/account/sessions/")]
    led = [answer.headers.get("Location") == "/account/2fa/totp/activate/" for answer in answers]
    assert led == [is_led, is_led]
    if is_led:
        page = client.get("/account/2fa/totp/activate/")
        client.post("/account/2fa/totp/activate/", {"code": code_at(page.context["form"].secret)})
        assert client.get("/people/").status_code == 200


@pytest.mark.django_db(transaction=True)
@override_settings(INTERLOCAL_DEMO=False, INTERLOCAL_SECOND_STEP="everybody")
def test_everybody_is_led_to_a_second_step_where_the_installation_asks_it(client: Client, user: User) -> None:
    sign_in(client, user)
    assert client.get("/account/sessions/")["Location"] == "/account/2fa/totp/activate/"
    page = client.get("/account/2fa/totp/activate/")
    client.post("/account/2fa/totp/activate/", {"code": code_at(page.context["form"].secret)})
    assert client.get("/account/sessions/").status_code == 200


@pytest.mark.parametrize("said", ["Everybody", "all", "1", "none"])
def test_second_step_for_neither_of_both_stops_the_start(said: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        second_step(said)


def test_pages_that_are_not_used_do_not_exist(client: Client, user: User) -> None:
    client.force_login(user)
    unused = [
        "signup/",
        "email/",
        "confirm-email/",
        "login/code/confirm/",
        "2fa/webauthn/",
        "3rdparty/",
    ]
    assert {path: client.get(f"/account/{path}").status_code for path in unused} == dict.fromkeys(unused, 404)


def test_no_address_rows_are_made_beside_the_user(client: Client, user: User) -> None:
    sign_in(client, user)
    assert EmailAddress.objects.count() == 0
