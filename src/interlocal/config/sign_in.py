"""How people sign in: what django-allauth is told."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

SIGN_IN_SETTINGS: dict[str, Any] = {
    "ACCOUNT_ADAPTER": "interlocal.foundation.accounts.allauth_adapter.AccountAdapter",
    "MFA_ADAPTER": "interlocal.foundation.accounts.allauth_adapter.MfaAdapter",
    "ACCOUNT_LOGIN_METHODS": {"email"},
    "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
    "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
    "ACCOUNT_EMAIL_VERIFICATION": "none",  # an invitation reaches the address, which proves it
    "ACCOUNT_EMAIL_NOTIFICATIONS": True,
    "ACCOUNT_PREVENT_ENUMERATION": True,
    "ACCOUNT_REAUTHENTICATION_TIMEOUT": 900,
    "ACCOUNT_RATE_LIMITS": {
        "login": "30/m/ip",
        "login_failed": "10/m/ip,5/5m/key",
        "reset_password": "20/m/ip,5/m/key",
        "change_password": "5/m/user",
        "reauthenticate": "10/m/user",
        "passkey": "30/m/ip",
        "signed_link": "30/m/ip",
        "lost_authenticator": "10/m/ip,3/h/key",
    },
    "ACCOUNT_SESSION_REMEMBER": False,
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_WEBAUTHN_USER_VERIFICATION": "required",  # a finger, a face or a PIN: a passkey alone is two factors
    "MFA_TOTP_ISSUER": "Interlocal",
    "MFA_TOTP_TOLERANCE": 1,
    "MFA_ALLOW_UNVERIFIED_EMAIL": True,  # the invitation reached the address
    "MFA_RECOVERY_CODES_SHOW_ONCE": True,
    "ACCOUNT_FORMS": {
        "login": "interlocal.foundation.accounts.forms.LoginForm",
        "change_password": "interlocal.foundation.accounts.forms.ChangePasswordForm",
        "reauthenticate": "interlocal.foundation.accounts.forms.ReauthenticateForm",
    },
    "MFA_FORMS": {
        "activate_totp": "interlocal.foundation.accounts.forms.ActivateTotpForm",
        "authenticate": "interlocal.foundation.accounts.forms.CodeForm",
        "authenticate_webauthn": "interlocal.foundation.accounts.forms.PasskeyStepForm",
        "reauthenticate": "interlocal.foundation.accounts.forms.CodeAgainForm",
    },
}


def second_step(said: str) -> str:
    """Return who must have a second step; a word that is neither is refused, not taken for the laxer one."""
    if said not in {"roles", "everybody"}:
        raise ImproperlyConfigured("INTERLOCAL_SECOND_STEP must be roles or everybody.")
    return said
