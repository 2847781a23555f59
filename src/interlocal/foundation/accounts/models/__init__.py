"""People who sign in, the roles they hold, and the ways in."""

from interlocal.foundation.accounts.models.grants import RoleGrant
from interlocal.foundation.accounts.models.invitations import Invitation
from interlocal.foundation.accounts.models.providers import (
    IdentityProvider,
    ProviderDomain,
    ProviderIdentity,
)
from interlocal.foundation.accounts.models.resets import AuthenticatorReset
from interlocal.foundation.accounts.models.sign_ins import DEVICE, SEEN_AT, STARTED_AT, SignIn
from interlocal.foundation.accounts.models.signed_in import SignedInRequest
from interlocal.foundation.accounts.models.tokens import ApiToken
from interlocal.foundation.accounts.models.users import AccountState, User

__all__ = [
    "DEVICE",
    "SEEN_AT",
    "STARTED_AT",
    "AccountState",
    "ApiToken",
    "AuthenticatorReset",
    "IdentityProvider",
    "Invitation",
    "ProviderDomain",
    "ProviderIdentity",
    "RoleGrant",
    "SignIn",
    "SignedInRequest",
    "User",
]
