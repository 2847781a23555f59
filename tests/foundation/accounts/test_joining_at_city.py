"""Somebody invited signs in at their city without a password: by link and vouched address together."""

import warnings
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.factories.accounts import InvitationFactory, UserFactory, person_with
from tests.factories.jurisdictions import JurisdictionFactory
from tests.foundation.accounts.test_city import saved, sign_in_there

from interlocal.foundation.accounts.models import AccountState, ProviderIdentity
from interlocal.foundation.notices.public import sign_path
from interlocal.kernel import clock
from interlocal.kernel.scopes import PARTNERSHIP

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
ADDRESS = "ana@raytown.mo.us"


@pytest.fixture(scope="module")
def server():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import oidc_provider_mock

        with oidc_provider_mock.run_server_in_thread(require_nonce=True) as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture
def city():
    cache.clear()
    return JurisdictionFactory.create(name="Raytown")


@pytest.fixture
def provider(server, city):
    return saved(person_with("coordinator"), city, server)


@pytest.fixture
def invitation(city, provider):
    return invited(city.scope)


def invited(scope, email=ADDRESS):
    person = UserFactory.create(is_invited=True, email=email, name="Ana Ruiz")
    ends = clock.now() + timedelta(days=3)
    return InvitationFactory.create(user=person, role="clerk", scope=scope, expires_at=ends)


def link_of(invitation):
    path = f"/invitations/{invitation.public_id}/{invitation.sent_count}/"
    return f"{path}{sign_path(path)}/"


def back_from_city(client, server, invitation, sub="u1", **claims):
    page = client.post(link_of(invitation), {"city": "1"})
    there = client.get(reverse("accounts:city-go", args=[page.context["provider"].public_id]))["Location"]
    return sign_in_there(server, there, sub, **{"email": ADDRESS, "email_verified": True, **claims})


def who(client):
    return client.session.get("_auth_user_id")


def test_who_is_vouched_for_joins_without_a_password(client, server, invitation):
    page = client.get(link_of(invitation)).content.decode()
    assert "sign in at your city" in page
    answer = client.get(back_from_city(client, server, invitation))
    person = invitation.user
    person.refresh_from_db()
    assert (answer.status_code, who(client)) == (302, str(person.pk))
    assert (person.state, person.has_usable_password(), person.name) == (
        AccountState.ACTIVE,
        False,
        "Ana Ruiz",
    )
    assert [grant.role for grant in person.grants.all()] == ["clerk"]
    assert ProviderIdentity.objects.get().user == person
    assert client.get(link_of(invitation)).status_code == 410


@pytest.mark.parametrize(
    "claims", [{"email": "eve@raytown.mo.us"}, {"email_verified": False}, {"email": "ana@grandview.org"}]
)
def test_another_address_does_not_use_up_the_invitation(client, server, invitation, claims):
    assert client.get(back_from_city(client, server, invitation, **claims)).status_code == 403
    invitation.refresh_from_db()
    invitation.user.refresh_from_db()
    assert (who(client), invitation.accepted_at, invitation.user.state) == (None, None, AccountState.INVITED)


def test_the_city_alone_without_the_link_lets_nobody_in(client, server, invitation):
    page = client.post(reverse("accounts:city"), {"email": ADDRESS})
    there = client.get(reverse("accounts:city-go", args=[page.context["provider"].public_id]))["Location"]
    back = sign_in_there(server, there, "u1", email=ADDRESS, email_verified=True)
    answer = client.get(back)
    assert (answer.status_code, who(client)) == (403, None)
    assert "open the link in the invitation" in answer.content.decode()


def test_the_link_of_one_browser_does_not_count_in_another(client, server, invitation):
    back = back_from_city(client, server, invitation)
    assert Client().get(back).status_code == 403
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_an_invitation_sent_again_meanwhile_is_opened_anew(client, server, invitation):
    back = back_from_city(client, server, invitation)
    invitation.sent_count += 1
    invitation.save()
    assert client.get(back).status_code == 403
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_an_invitation_taken_back_meanwhile_opens_nothing(client, server, invitation):
    back = back_from_city(client, server, invitation)
    invitation.withdrawn_at = clock.now()
    invitation.save()
    assert (client.get(back).status_code, who(client)) == (403, None)


def test_other_roles_and_other_addresses_are_offered_a_password_alone(client, provider):
    other = JurisdictionFactory.create(name="Grandview")
    for number, (scope, email) in enumerate(
        [(other.scope, "a@raytown.mo.us"), (PARTNERSHIP, "b@raytown.mo.us"), (other.scope, "c@grandview.org")]
    ):
        made = invited(scope, email)
        page = client.get(link_of(made))
        assert (number, page.status_code, page.context["provider"]) == (number, 200, None)
        assert client.post(link_of(made), {"city": "1"}).context["form"].errors


def test_without_a_password_one_is_chosen_by_mail_and_changes_ask_the_city_again(client, server, invitation):
    client.get(back_from_city(client, server, invitation))
    answer = client.get("/account/password/change/")
    assert answer["Location"] == "/account/password/set/"
    assert client.get("/account/password/set/")["Location"] == reverse("account_reset_password")
    setting_up = ["/account/2fa/totp/activate/", "/account/2fa/passkeys/add/"]
    assert client.get(setting_up[0]).status_code == 200
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    assert {client.get(path)["Location"] for path in setting_up} == {reverse("accounts:city")}
