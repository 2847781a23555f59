"""Whom to tell of a vulnerability is named until its day is over, and nobody else is."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured

from interlocal.config.security_contact import SecurityContact, security_contact
from interlocal.kernel import clock

ADDRESS = "/.well-known/security.txt"


@pytest.fixture
def contact(settings, monkeypatch):
    settings.INTERLOCAL_BASE_URL = "https://shared.example.org"
    settings.INTERLOCAL_SECURITY_CONTACT = SecurityContact("mailto:s@example.org", date(2027, 6, 30))
    return lambda day: monkeypatch.setattr(clock, "today", lambda: day)


@pytest.mark.django_db
def test_contact_is_named_to_anybody_until_its_last_day(client, contact):
    contact(date(2027, 6, 30))
    answer = client.get(ADDRESS)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "Contact: mailto:s@example.org",
        "Expires: 2027-06-30T23:59:59Z",
        "Preferred-Languages: en, es",
        "Canonical: https://shared.example.org/.well-known/security.txt",
    ]


@pytest.mark.django_db
def test_contact_that_is_over_is_not_there(client, contact):
    contact(date(2027, 7, 1))
    assert client.get(ADDRESS).status_code == 404


@pytest.mark.django_db
def test_without_a_contact_there_is_no_file(client, settings):
    settings.INTERLOCAL_SECURITY_CONTACT = None
    assert client.get(ADDRESS).status_code == 404


def test_contact_is_read_from_the_environment():
    assert security_contact("", "") is None
    assert security_contact("https://a.org/tell", "2027-06-30") == SecurityContact(
        "https://a.org/tell", date(2027, 6, 30)
    )


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("s@example.org", "2027-06-30"),
        ("http://a.org", "2027-06-30"),
        ("mailto:s@example.org\nExpires: never", "2027-06-30"),
        ("mailto:s@example.org", ""),
        ("mailto:s@example.org", "soon"),
        ("", "2027-06-30"),
    ],
)
def test_contact_that_is_none_stops_the_start(address, day):
    with pytest.raises(ImproperlyConfigured):
        security_contact(address, day)
