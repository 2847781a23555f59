"""The sign-in pages that are used, under the names allauth looks for. What is not here does not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from interlocal.foundation.accounts.showing_again import asked_at_city
from interlocal.foundation.accounts.views import passkeys, passwords
from interlocal.foundation.accounts.views import recovery_codes as own_codes

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", passwords.choose_first, name="account_set_password"),
    path("password/reset/", passwords.ask, name="account_reset_password"),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", asked_at_city(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/passkeys/add/", passkeys.add, name="mfa_add_webauthn"),
    path("2fa/passkeys/again/", passkeys.again, name="mfa_reauthenticate_webauthn"),
    path("2fa/passkeys/<str:handle>/rename/", passkeys.rename, name="mfa_edit_webauthn"),
    path("2fa/passkeys/<str:handle>/remove/", passkeys.remove, name="mfa_remove_webauthn"),
    path("login/passkey/", passkeys.sign_in, name="mfa_login_webauthn"),
    path("login/passkey/challenge/", passkeys.challenge, name="mfa_challenge_webauthn"),
    path("2fa/recovery-codes/", own_codes.codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("2fa/recovery-codes/download/", own_codes.download, name="mfa_download_recovery_codes"),
]
