"""The door of accounts: people, and what they may do."""

from interlocal.foundation.accounts.actions.grants import end_role, grant_role
from interlocal.foundation.accounts.actions.invitations import accept_invitation, invite
from interlocal.foundation.accounts.actions.leaving import anonymise
from interlocal.foundation.accounts.actions.resets import approve_reset
from interlocal.foundation.accounts.actions.states import restore, suspend
from interlocal.foundation.accounts.actions.tokens import begin_token
from interlocal.foundation.accounts.models import (
    AccountState,
    ApiToken,
    Invitation,
    RoleGrant,
    SignedInRequest,
    User,
)
from interlocal.foundation.accounts.models.roles import roles
from interlocal.foundation.accounts.queries.links import invitation_link
from interlocal.foundation.accounts.queries.people import people_for, people_with
from interlocal.foundation.accounts.queries.unused import count_unused
from interlocal.foundation.accounts.rules import Permission, relying_party_of
from interlocal.foundation.accounts.showing_again import confirmed, must_show_again
from interlocal.foundation.accounts.token_store import use_token

__all__ = [
    "AccountState",
    "ApiToken",
    "Invitation",
    "Permission",
    "RoleGrant",
    "SignedInRequest",
    "User",
    "accept_invitation",
    "anonymise",
    "approve_reset",
    "begin_token",
    "confirmed",
    "count_unused",
    "end_role",
    "grant_role",
    "invitation_link",
    "invite",
    "must_show_again",
    "people_for",
    "people_with",
    "relying_party_of",
    "restore",
    "roles",
    "suspend",
    "use_token",
]
