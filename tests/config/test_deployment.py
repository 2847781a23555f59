import pytest
from django.conf import LazySettings
from django.db import DatabaseError
from django.test import Client

from interlocal.config import health
from interlocal.config.checks import check_deployment
from interlocal.foundation.vault.public import KeyMissing

pytestmark = pytest.mark.django_db


def ids() -> set[str]:
    return {str(message.id) for message in check_deployment()}


def test_installation_as_it_comes_is_not_ready_for_others(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "interlocal.foundation.notices.mail_folder.MailFolder"
    assert ids() == {f"interlocal.{name}" for name in ("E001", "E002", "E003", "W001", "W002")}


def test_installation_that_is_set_up_has_nothing_to_mend(settings: LazySettings, tmp_path) -> None:
    settings.INTERLOCAL_DEMO = False
    settings.INTERLOCAL_BASE_URL = "https://shared.example.gov"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.INTERLOCAL_DATA = tmp_path / "data"
    settings.INTERLOCAL_AUDIT_HEADS = tmp_path / "heads"
    settings.INTERLOCAL_VAULT_KEY_FILE = tmp_path / "keys" / "vault.key"
    assert ids() == set()


def test_ready_says_what_is_missing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(error: Exception | None) -> int:
        def require() -> None:
            if error:
                raise error

        monkeypatch.setattr(health, "require_keys", require)
        return client.get("/health/ready").status_code

    assert [answer(error) for error in (None, DatabaseError(), KeyMissing("gone"))] == [200, 503, 503]


def test_health_is_answered_without_https(settings: LazySettings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    client = Client()
    paths = ("/", "/health/live", "/health/ready")
    assert [client.get(path).status_code for path in paths] == [301, 200, 200]


def test_live_asks_nothing(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert client.get("/health/live").json() == {"status": "ok"}


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("https://lessons.example.net", set()),
        ("http://lessons.example.net", {"interlocal.E007"}),
        ("https://shared.example.org", {"interlocal.E006"}),
        ("https://lessons.example.net/lessons", {"interlocal.E006"}),
        ("lessons.example.net", {"interlocal.E006"}),
    ],
)
def test_second_name_is_another_and_encrypted(settings: LazySettings, address: str, wrong: set[str]) -> None:
    settings.INTERLOCAL_BASE_URL = "https://shared.example.org"
    settings.INTERLOCAL_CONTENT_URL = address
    assert ids() & {"interlocal.E006", "interlocal.E007"} == wrong
