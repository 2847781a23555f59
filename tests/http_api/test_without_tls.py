"""A program that speaks without TLS is told so; it is not led on as if nothing had happened."""

import pytest
from django.test import Client
from tests.factories.accounts import person_with
from tests.http_api.conftest import secret_of

pytestmark = pytest.mark.django_db
ADDRESSES = ["/api/v1/me", "/api/v1/nothing-here", "/api/v1/openapi.json"]


@pytest.fixture
def encrypted(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.usefixtures("encrypted")
@pytest.mark.parametrize("method", ["get", "head", "post", "delete"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_plain_request_of_a_program_is_refused_and_led_nowhere(client: Client, address: str, method: str):
    headers = {"Authorization": f"Bearer {secret_of(person_with('coordinator'))}"}
    answer = getattr(client, method)(address, headers=headers)
    assert answer.status_code == 403
    assert "Location" not in answer
    if method != "head":
        assert "https://" in answer.json()["detail"]


@pytest.mark.usefixtures("encrypted")
def test_the_same_request_over_tls_is_answered(client: Client):
    headers = {
        "Authorization": f"Bearer {secret_of(person_with('coordinator'))}",
        "X-Forwarded-Proto": "https",
    }
    assert client.get("/api/v1/me", headers=headers).json()["token"] == "Test"


@pytest.mark.usefixtures("encrypted")
def test_a_persons_browser_is_led_to_tls(client: Client):
    answer = client.get("/account/login/")
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/account/login/")


def test_without_tls_anywhere_the_api_answers(client: Client):
    headers = {"Authorization": f"Bearer {secret_of(person_with('coordinator'))}"}
    assert client.get("/api/v1/me", headers=headers).status_code == 200
