"""What ``interlocal check --deploy`` says beside Django's own checks, before others are let in."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning  # noqa: A004 - Django's names
from django.db import DatabaseError

from interlocal.foundation.accounts.public import relying_party_of
from interlocal.foundation.files.public import NoScanner, scanner
from interlocal.foundation.vault.public import VaultError, require_keys


def check_deployment(**_kwargs: Any) -> list[CheckMessage]:
    """Return what an administrator must mend, or should know, before people of several cities come in."""
    return [*_switches(), *_second_name(), *_mail(), *_keys(), *_scanner(), *_places()]


def _switches() -> Iterator[CheckMessage]:
    if settings.INTERLOCAL_DEMO:
        yield Error(
            "Demo mode shows everybody's mail at /dev/mail.",
            hint="Set INTERLOCAL_DEMO=0.",
            id="interlocal.E001",
        )
    if not settings.INTERLOCAL_BASE_URL.startswith("https://"):
        yield Error(
            "Links in mail do not start with https://, cookies are not kept to it, there are no passkeys.",
            hint="Set INTERLOCAL_BASE_URL to the address that people type.",
            id="interlocal.E002",
        )
    elif not relying_party_of(settings.INTERLOCAL_BASE_URL):
        yield Warning(
            "The address is a number: browsers allow no passkeys there.",
            hint="Set INTERLOCAL_BASE_URL to an address with a name.",
            id="interlocal.W003",
        )


def _second_name() -> Iterator[CheckMessage]:
    own, second = urlsplit(settings.INTERLOCAL_BASE_URL), urlsplit(settings.INTERLOCAL_CONTENT_URL)
    if not settings.INTERLOCAL_CONTENT_URL:
        return
    if not second.hostname or second.hostname == own.hostname or second.path:
        yield Error(
            "Online lessons do not run apart from the site.",
            hint="INTERLOCAL_CONTENT_URL is https:// and a name other than the site's, without a path.",
            id="interlocal.E006",
        )
    elif second.scheme != "https":
        yield Error(
            "Browsers do not show online lessons inside the site: their name is not encrypted.",
            hint="Begin INTERLOCAL_CONTENT_URL with https://.",
            id="interlocal.E007",
        )


def _mail() -> Iterator[CheckMessage]:
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield Error(
            "Mail is written to a folder and reaches nobody.",
            hint="Set INTERLOCAL_MAIL_URL.",
            id="interlocal.E003",
        )


def _keys() -> Iterator[CheckMessage]:
    try:
        require_keys()
    except DatabaseError:
        return  # before the first migration nothing is encrypted, and Django reports what is wrong
    except VaultError as error:
        yield Error(
            str(error), hint="Put the vault's key file back from its own backup.", id="interlocal.E004"
        )


def _scanner() -> Iterator[CheckMessage]:
    try:
        scanner()
    except NoScanner as error:
        yield Error(
            f"Files are not scanned. {error}",
            hint="Mend clamd.conf, or empty INTERLOCAL_CLAMD_CONF.",
            id="interlocal.E005",
        )


def _places() -> Iterator[CheckMessage]:
    if settings.INTERLOCAL_AUDIT_HEADS.is_relative_to(settings.INTERLOCAL_DATA):
        yield Warning(
            "Audit heads lie beside the database: whoever can cut the one can change the other.",
            hint="Set INTERLOCAL_AUDIT_HEADS to a folder on another disk.",
            id="interlocal.W001",
        )
    if settings.INTERLOCAL_VAULT_KEY_FILE.is_relative_to(settings.INTERLOCAL_DATA):
        yield Warning(
            "The vault's key lies beside the database: a copy of the folder holds both.",
            hint="Set INTERLOCAL_VAULT_KEY_FILE to a path that is backed up apart.",
            id="interlocal.W002",
        )
