"""Where our rules meet django-allauth's sign-in."""

import base64
from typing import Any

import segno
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from interlocal.foundation.accounts import attempts, rules
from interlocal.foundation.accounts.models import User
from interlocal.foundation.accounts.views.languages import speaking
from interlocal.foundation.notices import public as notices
from interlocal.foundation.vault import public as vault
from interlocal.kernel import clock
from interlocal.kernel.ids import new_public_id
from interlocal.web.public import client_address

SECRETS = "accounts.mfa"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: accounts come from invitations.

    Mail goes through the notices, in the person's language.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Refuse sign-up."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that the sign-in's rate limits count by, as all others do."""
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Hold back who guesses, and log it."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            attempts.note_held_back(request, how="sign-in")
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log a wrong password or an address without account, alike, and count it."""
        attempts.note_failed(request, how="password", email=str(credentials.get("email", "")))

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask again who it is, unless that was shown within the last minutes, be it by signing in."""
        request = context.request
        shown = [record["at"] for record in get_authentication_records(request, request.user)]
        is_fresh = (
            bool(shown) and clock.now().timestamp() - max(shown) < app_settings.REAUTHENTICATION_TIMEOUT
        )
        return not is_fresh and bool(super().is_reauthentication_required(app=app))

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Go on in the language that the person chose for the account."""
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return speaking(answer, user.language)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,  # noqa: ARG002  # allauth's signature
        email: str | None = None,  # noqa: ARG002
    ) -> None:
        """Tell the person what changed about their sign-in, without network address or browser."""
        name = template_prefix.rpartition("/")[2]
        notices.notify(
            to=user,
            kind="accounts.security",
            key=f"accounts.{name}:{new_public_id()}",
            now=clock.now(),
            template=f"accounts/mail/{name}",
            path="/account/",
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Refuse: allauth would mail within the request, in whatever language the page has."""
        raise NotImplementedError(f"{template_prefix} is not one of our mails.")


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Authenticator secrets lie encrypted in the vault's way; the QR code is drawn inline.

    Passkeys belong to the address that people type, whatever a proxy or a request says.
    """

    def encrypt(self, text: str) -> str:
        """Encrypt a secret for the database."""
        return base64.b64encode(vault.encrypt(SECRETS, text.encode())).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret back; raises ``VaultError`` when the key is lost or another."""
        return vault.decrypt(SECRETS, base64.b64decode(encrypted_text)).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return whom passkeys are made for."""
        host = rules.relying_party_of(settings.INTERLOCAL_BASE_URL)
        return {"id": host, "name": mfa_settings.TOTP_ISSUER}

    def build_totp_svg(self, url: str) -> SafeString:
        """Draw the QR code as plain SVG: the content policy allows no style or data address."""
        drawn = segno.make(url, error="m").svg_inline(scale=5, border=4, svgclass="il-qr", lineclass=None)
        return SafeString(drawn)  # nosec B703: drawn from dots, no text of anybody
