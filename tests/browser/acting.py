"""What people do in a journey: sign in, open the link in their mail, read a code from a phone."""

import base64
import hashlib
import hmac
import re
import struct
import time
from datetime import timedelta

from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from playwright.sync_api import Page
from tests.factories.accounts import PASSWORD

from interlocal.foundation.accounts.models import User
from interlocal.foundation.jobs.public import run_due
from interlocal.kernel import clock

PHONE = {"width": 320, "height": 640}


def sign_in(page: Page, site: str, email: str, password: str = PASSWORD) -> None:
    """Type address and password on the sign-in page and wait for what comes after it."""
    page.goto(f"{site}/account/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda address: "/login/" not in address)


def sign_out(page: Page) -> None:
    """Sign out by the menu behind the person's name."""
    page.locator(".il-menu > summary").click()
    page.get_by_role("button", name="Sign out").click()


def newest_mail(to: User | str, *, about: str = "") -> EmailMessage:
    """Let the jobs run that are due, and return the newest mail to a person that names ``about``."""
    run_due(now=clock.now() + timedelta(seconds=1))
    address = to if isinstance(to, str) else to.email
    found = [message for message in mail.outbox if any(address in one for one in message.to)]
    return [message for message in found if about in f"{message.subject} {message.body}"][-1]


def link_in(message: EmailMessage, site: str, start: str) -> str:
    """Return the link below ``start`` in a mail, on the test's server."""
    found = re.search(rf"{re.escape(settings.INTERLOCAL_BASE_URL)}{start}\S+", message.body)
    assert found is not None, message.body
    return found[0].replace(settings.INTERLOCAL_BASE_URL, site)


def code_from(secret: str) -> str:
    """Return the six digits that an authenticator shows now (RFC 6238, SHA-1, 30 seconds)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1)
    (number,) = struct.unpack_from(">I", digest, digest[-1] & 0x0F)
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06d}"
