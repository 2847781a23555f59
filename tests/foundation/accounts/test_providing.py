"""What a city's provider proves, and whom it lets in: Microsoft Entra's document and claims, and others."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.factories.accounts import ProviderFactory, RoleGrantFactory, UserFactory

from interlocal.foundation.accounts import rules
from interlocal.foundation.accounts.models import IdentityProvider
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.scopes import PARTNERSHIP, jurisdiction_scope

# As login.microsoftonline.com answers for one tenant: recorded by Microsoft's client tests in October 2021,
# with eights in place of the tenant's number; its last lines are left out.
ENTRA = json.loads((Path(__file__).parents[2] / "data" / "entra_discovery.json").read_text())
TENANT = "88888888-8888-8888-8888-888888888888"
NOW = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
# The claims of an ID token of version 2.0, as Microsoft's "ID token claims reference" lists them
# (learn.microsoft.com/entra/identity-platform): no email_verified, an e-mail only where it was asked for.
CLAIMS = {
    "ver": "2.0",
    "iss": ENTRA["issuer"],
    "sub": "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ",
    "aud": "6cb04018-a3f5-46a7-b995-940c78f5aef3",
    "exp": NOW.timestamp() + 3600,
    "iat": NOW.timestamp() - 5,
    "nbf": NOW.timestamp() - 5,
    "name": "Abe Lincoln",
    "preferred_username": "Abe@Raytown.mo.us",
    "oid": "00000000-0000-0000-66f3-3332eca7ea81",
    "tid": TENANT,
    "nonce": "123523",
}


def entra(**changes):
    return IdentityProvider(
        **{"issuer": ENTRA["issuer"], "client_id": CLAIMS["aud"], "jurisdiction_id": "raytown", **changes}
    )


def check(claims, provider=None, nonce="123523"):
    rules.check_claims(claims, provider or entra(), nonce=nonce, now=NOW)


def test_document_of_entra_can_be_used():
    found = rules.read_discovery(ENTRA, ENTRA["issuer"])
    assert (found.token_endpoint, found.keys_address, found.posts_secret) == (
        f"https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/token",
        f"https://login.microsoftonline.com/{TENANT}/discovery/v2.0/keys",
        False,
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"issuer": "https://login.microsoftonline.com/{tenantid}/v2.0"}, "another issuer"),
        ({"token_endpoint": "http://login.example.org/token"}, "lacks an https address"),
        ({"jwks_uri": None}, "lacks an https address"),
        ({"response_types_supported": ["id_token"]}, "code flow"),
        ({"code_challenge_methods_supported": ["plain"]}, "PKCE"),
        ({"token_endpoint_auth_methods_supported": ["private_key_jwt"]}, "takes no client secret"),
    ],
)
def test_document_that_cannot_be_used_says_why(changes, words):
    with pytest.raises(Refusal, match=words):
        rules.read_discovery({**ENTRA, **changes}, ENTRA["issuer"])


@pytest.mark.parametrize(
    "issuer",
    [
        "http://sign-in.example.gov",
        "https://login.microsoftonline.com/common/v2.0",
        "https://login.microsoftonline.com/organizations/v2.0",
        "https://user:pass@sign-in.example.gov",
        "https://sign-in.example.gov/?a=b",
        "file:///etc/passwd",
        "raytown",
    ],
)
def test_issuer_of_everybody_or_of_nobody_is_refused(issuer):
    with pytest.raises(Refusal):
        rules.check_issuer(issuer)


def test_claims_of_entra_are_taken():
    check(CLAIMS)
    assert rules.address_said(CLAIMS, entra()) == "abe@raytown.mo.us"


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://login.microsoftonline.com/99999999-9999-9999-9999-999999999999/v2.0"},
        {"aud": "another application"},
        {"aud": [CLAIMS["aud"], "other"], "azp": "other"},
        {"exp": NOW.timestamp() - 121},
        {"iat": NOW.timestamp() + 121},
        {"exp": None},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": ""},
        {"sub": 5},
        {"tid": "99999999-9999-9999-9999-999999999999"},
        {"tid": None},
    ],
)
def test_token_for_somebody_or_something_else_is_refused(changes):
    with pytest.raises(Refusal):
        check({**CLAIMS, **changes})


def test_sign_in_without_a_nonce_proves_nothing():
    with pytest.raises(Refusal):
        check({**CLAIMS, "nonce": ""}, nonce="")


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({"email": "mayor@raytown.mo.us"}, "abe@raytown.mo.us"),  # nobody verified that e-mail
        ({"email": "mayor@raytown.mo.us", "xms_edov": True}, "mayor@raytown.mo.us"),
        ({"email": "mayor@raytown.mo.us", "xms_edov": "1"}, "mayor@raytown.mo.us"),
        ({"email": "mayor@raytown.mo.us", "email_verified": True}, "abe@raytown.mo.us"),
        ({"acct": 1}, ""),  # a guest: the name was given by somebody else
        ({"idp": "https://sts.windows.net/99999999-9999-9999-9999-999999999999/"}, ""),
        ({"preferred_username": "+1 816 555 0100"}, ""),
        ({"preferred_username": None}, ""),
    ],
)
def test_address_at_entra_is_what_the_tenant_vouches_for(changes, address):
    assert rules.address_said({**CLAIMS, **changes}, entra()) == address


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ({"email": "Ada@Raytown.mo.us", "email_verified": True}, "ada@raytown.mo.us"),
        ({"email": "ada@raytown.mo.us", "email_verified": "true"}, "ada@raytown.mo.us"),
        ({"email": "ada@raytown.mo.us", "email_verified": "false"}, ""),
        ({"email": "ada@raytown.mo.us", "email_verified": 1}, ""),
        ({"email": "ada@raytown.mo.us"}, ""),
        ({"preferred_username": "ada@raytown.mo.us"}, ""),
        ({"email": "ada@raytown.mo.us", "xms_edov": True}, ""),
    ],
)
def test_address_elsewhere_counts_when_it_is_verified(said, address):
    assert rules.address_said(said, entra(issuer="https://sign-in.example.gov")) == address


def test_domains_are_read_and_anybodys_refused():
    assert rules.read_domains("Raytown.mo.us, @grandview.org\nraytown.mo.us") == (
        "raytown.mo.us",
        "grandview.org",
    )
    for text in ("gmail.com", "raytown", "-a.org", "a b_c.org"):
        with pytest.raises(Refusal):
            rules.read_domains(text)


@pytest.mark.django_db
def test_city_vouches_for_its_own_people_alone():
    provider = ProviderFactory.create(jurisdiction_id="raytown")

    def let_in(user, domains=("raytown.mo.us",), *, has_authenticator=False):
        grants = list(user.grants.all()) if user else []
        return rules.check_letting_in(
            user, provider=provider, domains=domains, grants=grants, has_authenticator=has_authenticator
        )

    clerk = UserFactory.create(email="clerk@raytown.mo.us")
    RoleGrantFactory.create(user=clerk, role="clerk", scope=jurisdiction_scope("raytown"))
    assert let_in(clerk) == clerk
    both = UserFactory.create(email="both@raytown.mo.us")
    RoleGrantFactory.create(user=both, role="clerk", scope=jurisdiction_scope("grandview"))
    coordinator = UserFactory.create(email="coordinator@raytown.mo.us")
    RoleGrantFactory.create(user=coordinator, scope=PARTNERSHIP)
    invited = UserFactory.create(email="new@raytown.mo.us", is_invited=True)
    gone = UserFactory.create(email="gone@raytown.mo.us", is_suspended=True)
    for user, words in (
        (None, "no account"),
        (UserFactory.create(email="clerk@grandview.org"), "no account"),
        (both, "another city"),
        (coordinator, "authenticator"),
        (invited, "invitation"),
        (gone, "not in use"),
    ):
        with pytest.raises(Refusal, match=words):
            let_in(user)
    assert let_in(coordinator, has_authenticator=True) == coordinator
