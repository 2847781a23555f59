"""What people fill in."""

from interlocal.foundation.accounts.forms.authenticators import ActivateTotpForm
from interlocal.foundation.accounts.forms.own import (
    AcceptForm,
    NewPasswordForm,
    PasswordResetForm,
    ProfileForm,
)
from interlocal.foundation.accounts.forms.passkeys import (
    AddPasskeyForm,
    PasskeyAloneForm,
    PasskeyStepForm,
    RenamePasskeyForm,
)
from interlocal.foundation.accounts.forms.people import (
    AnonymiseForm,
    ApproveResetForm,
    FilterForm,
    GrantForm,
    InvitationForm,
    SuspendForm,
)
from interlocal.foundation.accounts.forms.providers import ProviderForm
from interlocal.foundation.accounts.forms.sign_in import (
    AddressForm,
    ChangePasswordForm,
    CodeAgainForm,
    CodeForm,
    LoginForm,
    ReauthenticateForm,
)
from interlocal.foundation.accounts.forms.tokens import TokenForm

__all__ = [
    "AcceptForm",
    "ActivateTotpForm",
    "AddPasskeyForm",
    "AddressForm",
    "AnonymiseForm",
    "ApproveResetForm",
    "ChangePasswordForm",
    "CodeAgainForm",
    "CodeForm",
    "FilterForm",
    "GrantForm",
    "InvitationForm",
    "LoginForm",
    "NewPasswordForm",
    "PasskeyAloneForm",
    "PasskeyStepForm",
    "PasswordResetForm",
    "ProfileForm",
    "ProviderForm",
    "ReauthenticateForm",
    "RenamePasskeyForm",
    "SuspendForm",
    "TokenForm",
]
