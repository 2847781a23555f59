"""Open Badges 3.0: what a certificate says to machines, signed, and the list of those that were revoked."""

from interlocal.programs.training.badges.addresses import public_address
from interlocal.programs.training.badges.credential import (
    CONTEXT,
    PURPOSE,
    AwardedFacts,
    achievement,
    issuer_profile,
    key_document,
    key_set,
    read_credential,
    sign_award,
)
from interlocal.programs.training.badges.picture import baked_picture
from interlocal.programs.training.badges.status_list import LIST_LENGTH, signed_status_list

__all__ = [
    "CONTEXT",
    "LIST_LENGTH",
    "PURPOSE",
    "AwardedFacts",
    "achievement",
    "baked_picture",
    "issuer_profile",
    "key_document",
    "key_set",
    "public_address",
    "read_credential",
    "sign_award",
    "signed_status_list",
]
