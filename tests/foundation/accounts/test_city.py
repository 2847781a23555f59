"""Signing in at one's city, against an OpenID provider that others wrote."""

import warnings
from datetime import timedelta
from json import dumps
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from tests.factories.accounts import UserFactory, person_with
from tests.factories.jurisdictions import JurisdictionFactory

from interlocal.foundation.accounts.actions.providers import bind_identity, save_provider, turn_provider
from interlocal.foundation.accounts.models import IdentityProvider, ProviderIdentity
from interlocal.kernel import clock
from interlocal.kernel.exceptions import Refusal

pytestmark = [
    pytest.mark.django_db,
    # What the provider is built of warns of its own future.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def server():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import oidc_provider_mock

        with oidc_provider_mock.run_server_in_thread(require_nonce=True) as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def city():
    return JurisdictionFactory.create(name="Raytown")


@pytest.fixture
def coordinator():
    return person_with("coordinator")


@pytest.fixture
def provider(server, city, coordinator):
    return saved(coordinator, city, server)


@pytest.fixture
def clerk(city):
    return person_with("clerk", city.public_id, email="clerk@raytown.mo.us")


def saved(by, city, issuer, **changes):
    facts = {"client_id": "interlocal", "client_secret": "very secret", "domains": ("raytown.mo.us",)}
    return save_provider(by=by, scope=city.scope, issuer=issuer, **{**facts, **changes}, now=clock.now())


class Staying(HTTPRedirectHandler):
    def redirect_request(self, *_args, **_kwargs):
        return None


def sign_in_there(server, address, sub, **claims):
    """Be the person in the browser at the provider: return the address it leads back to."""
    body = dumps({"sub": sub, **claims}).encode()
    urlopen(Request(f"{server}/users/{sub}", body, {"Content-Type": "application/json"}, method="PUT"))
    try:
        build_opener(Staying).open(Request(address, urlencode({"sub": sub}).encode()))
    except HTTPError as redirect:
        back = urlsplit(redirect.headers["Location"])
        return f"{back.path}?{back.query}"
    raise AssertionError("the provider did not lead back")


def asked(client, email="clerk@raytown.mo.us"):
    page = client.post(reverse("accounts:city"), {"email": email})
    go = reverse("accounts:city-go", args=[page.context["provider"].public_id])
    assert f'href="{go}"' in page.content.decode()
    return client.get(go)["Location"]


def signed_in(client, server, sub="u1", **claims):
    said = {"email": "clerk@raytown.mo.us", "email_verified": True, **claims}
    return client.get(sign_in_there(server, asked(client), sub, **said))


def who(client):
    return client.session.get("_auth_user_id")


def test_a_clerk_signs_in_at_the_city(client, server, provider, clerk):
    answer = signed_in(client, server)
    assert (answer.status_code, answer["Location"], who(client)) == (302, reverse("desk:home"), str(clerk.pk))
    assert ProviderIdentity.objects.get().subject == "u1"


def test_what_is_asked_of_the_provider_is_bound_to_this_sign_in(client, server, provider):
    first, second = (parse_qs(urlsplit(asked(client)).query) for _ in range(2))
    assert {
        name: first[name] for name in ("response_type", "scope", "code_challenge_method", "login_hint")
    } == {
        "response_type": ["code"],
        "scope": ["openid email profile"],
        "code_challenge_method": ["S256"],
        "login_hint": ["clerk@raytown.mo.us"],
    }
    assert [name for name in ("state", "nonce", "code_challenge") if first[name] == second[name]] == []


def test_the_second_step_is_asked_all_the_same(client, server, provider, clerk):
    TOTP.activate(clerk, generate_totp_secret())
    answer = signed_in(client, server)
    assert (answer["Location"], who(client)) == (reverse("mfa_authenticate"), None)


def test_an_answer_counts_once_and_in_the_browser_that_asked(client, server, provider, clerk):
    back = sign_in_there(server, asked(client), "u1", email=clerk.email, email_verified=True)
    stranger = type(client)()
    assert (stranger.get(back).status_code, who(stranger)) == (403, None)
    assert client.get(back).status_code == 302
    client.logout()
    assert client.get(back).status_code == 403


def test_an_answer_that_took_too_long_does_not_count(client, server, provider, clerk):
    back = sign_in_there(server, asked(client), "u1", email=clerk.email, email_verified=True)
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        assert client.get(back).status_code == 403


def test_an_answer_of_another_issuer_does_not_count(client, server, provider, clerk):
    back = sign_in_there(server, asked(client), "u1", email=clerk.email, email_verified=True)
    assert client.get(f"{back}&iss=https://evil.example.org").status_code == 403


@pytest.mark.parametrize(
    "claims", [{"email_verified": False}, {"email": "clerk@grandview.org"}, {"email": "nobody@raytown.mo.us"}]
)
def test_who_is_not_vouched_for_is_not_let_in(client, server, provider, clerk, claims):
    person_with("clerk", "grandview", email="clerk@grandview.org")
    assert (signed_in(client, server, **claims).status_code, who(client)) == (403, None)


def test_a_claim_gives_no_role(client, server, provider, clerk):
    signed_in(client, server, roles=["coordinator"], groups=["admin"])
    assert [grant.role for grant in clerk.grants.all()] == ["clerk"]


def test_an_address_that_changed_hands_opens_nothing(client, server, provider, clerk):
    signed_in(client, server, "u1")
    client.logout()
    answer = signed_in(client, server, "u2")
    assert (answer.status_code, who(client)) == (403, None)
    assert "to another account there" in answer.content.decode()


def test_an_address_that_changed_at_the_city_is_the_same_person(client, server, provider, clerk):
    signed_in(client, server, "u1")
    client.logout()
    assert signed_in(client, server, "u1", email="married@raytown.mo.us").status_code == 302
    assert who(client) == str(clerk.pk)


def test_a_provider_that_is_down_is_said_and_leaves_the_password(client, server, provider, clerk, caplog):
    back = sign_in_there(server, asked(client), "u1", email=clerk.email, email_verified=True)
    IdentityProvider.objects.update(token_endpoint="http://localhost:9/token")
    answer = client.get(back)
    assert answer.status_code == 502
    assert reverse("account_login") in answer.content.decode()
    [failed] = [each.fields for each in caplog.records if each.name == "interlocal.security"]
    assert failed == {"how": "city", "provider": provider.public_id, "answered": 0}


def test_a_provider_that_refuses_the_code_is_told_apart_in_the_log(client, server, provider, clerk, caplog):
    """Whoever runs the installation must see whether nobody answered, or somebody who refused."""
    back = sign_in_there(server, asked(client), "u1", email=clerk.email, email_verified=True)
    assert client.get(back.replace("code=", "code=x")).status_code == 502
    [failed] = [each.fields for each in caplog.records if each.name == "interlocal.security"]
    assert failed["answered"] in range(400, 500)


def test_a_token_that_nobody_of_the_city_signed_is_not_believed(client, server, provider, clerk):
    import oidc_provider_mock

    back = sign_in_there(server, asked(client), "u1", email=clerk.email, email_verified=True)
    with oidc_provider_mock.run_server_in_thread() as other:
        IdentityProvider.objects.update(keys_address=f"http://localhost:{other.server_port}/jwks")
        answer = client.get(back)
    assert (answer.status_code, who(client)) == (403, None)
    assert "cannot be trusted" in answer.content.decode()


def test_who_is_suspended_is_not_let_in(client, server, provider, clerk):
    type(clerk).objects.filter(pk=clerk.pk).update(is_active=False, suspended_at=clock.now())
    assert (signed_in(client, server).status_code, who(client)) == (403, None)


def test_a_provider_that_is_off_leads_nowhere(client, server, provider, coordinator):
    turn_provider(by=coordinator, provider=provider, is_on=False, now=clock.now())
    assert client.post(reverse("accounts:city"), {"email": "clerk@raytown.mo.us"}).context["form"].errors
    assert client.get(reverse("accounts:city-go", args=[provider.public_id])).status_code == 404
    assert reverse("accounts:city") not in client.get(reverse("account_login")).content.decode()


def test_a_session_begun_at_the_city_lasts_as_long_as_any_other(client, server, provider, clerk, coordinator):
    signed_in(client, server)
    begun = clock.now()
    turn_provider(by=coordinator, provider=provider, is_on=False, now=begun)
    for minutes in range(110, 720, 110):
        with time_machine.travel(begun + timedelta(minutes=minutes), tick=False):
            assert client.get("/account/").status_code == 200
    with time_machine.travel(begun + timedelta(hours=12), tick=False):
        assert client.get("/account/").status_code == 302


def test_too_many_tries_are_refused(client, provider):
    here = reverse("accounts:city")
    answers = [client.post(here, {"email": "clerk@raytown.mo.us"}).status_code for _number in range(61)]
    assert answers == [200] * 60 + [429]


def test_the_secret_is_sealed_and_never_shown(client, provider, coordinator, city):
    with connection.cursor() as cursor:
        cursor.execute("SELECT client_secret FROM accounts_identityprovider")
        assert "very secret" not in cursor.fetchone()[0]
    client.force_login(coordinator)
    page = client.get(reverse("accounts:provider", args=[city.public_id])).content.decode()
    assert ("very secret" in page, "raytown.mo.us" in page) == (False, True)


def test_settings_are_saved_on_a_page_and_failures_said_there(client, server, city, coordinator):
    client.force_login(coordinator)
    here = reverse("accounts:provider", args=[city.public_id])
    given = {"issuer": server, "client_id": "a", "client_secret": "s", "domains": "raytown.mo.us"}
    for changes, words in (
        ({"issuer": "http://localhost:9"}, "Nothing answers there"),
        ({"issuer": f"{server}/nowhere"}, "no discovery document"),
        ({"issuer": f"{server}/"}, "answers for another issuer"),
        ({"issuer": "https://login.microsoftonline.com/common/v2.0"}, "every organization"),
        ({"domains": "gmail.com"}, "Anybody gets an address"),
        ({"client_secret": ""}, "Enter the client secret"),
    ):
        assert words in client.post(here, {**given, **changes}).content.decode()
    assert IdentityProvider.objects.count() == 0
    assert client.post(here, given).status_code == 302
    assert client.post(here, {**given, "client_secret": "", "client_id": "b"}).status_code == 302
    provider = IdentityProvider.objects.get()
    assert (provider.client_id, provider.client_secret) == ("b", "s")


def test_a_domain_belongs_to_one_city(server, provider, coordinator):
    with pytest.raises(Refusal, match="Another city"):
        saved(coordinator, JurisdictionFactory.create(name="Grandview"), server)


def test_a_citys_administrator_changes_the_provider_but_not_whom_it_vouches_for(server, provider, city):
    administrator = person_with("it-administrator", city.public_id)
    with pytest.raises(Refusal, match="coordinator"):
        saved(administrator, city, server)
    assert saved(administrator, city, server, domains=None, client_id="new").client_id == "new"
    with pytest.raises(Refusal):
        saved(administrator, JurisdictionFactory.create(name="Grandview"), server, domains=None)


def test_another_issuer_knows_nobody(server, provider, clerk, city, coordinator):
    bind_identity(user=clerk, provider=provider, subject="u1", now=clock.now())
    IdentityProvider.objects.update(issuer="https://old.example.gov")
    saved(coordinator, city, server)
    assert ProviderIdentity.objects.count() == 0


def test_who_acts_for_the_partnership_needs_the_own_second_step(client, server, provider, city, coordinator):
    UserFactory._meta.model.objects.filter(pk=coordinator.pk).update(email="coordinator@raytown.mo.us")
    assert signed_in(client, server, email="coordinator@raytown.mo.us").status_code == 403
    TOTP.activate(coordinator, generate_totp_secret())
    answer = signed_in(client, server, email="coordinator@raytown.mo.us")
    assert (answer["Location"], who(client)) == (reverse("mfa_authenticate"), None)
