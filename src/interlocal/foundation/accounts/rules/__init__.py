"""Who may change accounts, and what is valid."""

from interlocal.foundation.accounts.rules.devices import device_of
from interlocal.foundation.accounts.rules.granting import (
    check_ending,
    check_granting,
    check_offer,
    check_someone_is_left,
)
from interlocal.foundation.accounts.rules.inviting import (
    check_accepting,
    check_inviting,
    check_inviting_in,
)
from interlocal.foundation.accounts.rules.leaving import check_anonymising
from interlocal.foundation.accounts.rules.passkeys import (
    MOST_PASSKEYS,
    handle_of,
    is_said_at,
    relying_party_of,
)
from interlocal.foundation.accounts.rules.permissions import Permission
from interlocal.foundation.accounts.rules.providing import (
    address_said,
    check_accepting_at_city,
    check_claims,
    check_issuer,
    check_letting_in,
    check_setting_up,
    domain_of,
    is_of_city,
    may_vouch,
    read_discovery,
    read_domains,
    scope_of,
)
from interlocal.foundation.accounts.rules.resetting import check_approving, check_confirming, check_deciding
from interlocal.foundation.accounts.rules.suspending import check_restoring, check_suspending, may_suspend

__all__ = [
    "MOST_PASSKEYS",
    "Permission",
    "address_said",
    "check_accepting",
    "check_accepting_at_city",
    "check_anonymising",
    "check_approving",
    "check_claims",
    "check_confirming",
    "check_deciding",
    "check_ending",
    "check_granting",
    "check_inviting",
    "check_inviting_in",
    "check_issuer",
    "check_letting_in",
    "check_offer",
    "check_restoring",
    "check_setting_up",
    "check_someone_is_left",
    "check_suspending",
    "device_of",
    "domain_of",
    "handle_of",
    "is_of_city",
    "is_said_at",
    "may_suspend",
    "may_vouch",
    "read_discovery",
    "read_domains",
    "relying_party_of",
    "scope_of",
]
