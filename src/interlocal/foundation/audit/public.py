"""The door of the audit."""

from interlocal.foundation.audit.actions import Act, Person, act, is_acting, record_each, redact
from interlocal.foundation.audit.destruction import CERTIFY, CERTIFYING, Destroyed, certify_destruction
from interlocal.foundation.audit.forgetting import forget_person, without
from interlocal.foundation.audit.heads import Head, HeadUnreadable
from interlocal.foundation.audit.queries import (
    Wanted,
    entries_about,
    head_of,
    newest_moment,
    published_heads,
    shared_entries,
)
from interlocal.foundation.audit.refs import Ref, ref_to
from interlocal.foundation.audit.rules import PARTNERSHIP_BOOK, Permission
from interlocal.foundation.audit.verification import Fault, FaultKind, Verification, verify_book

__all__ = [
    "CERTIFY",
    "CERTIFYING",
    "PARTNERSHIP_BOOK",
    "Act",
    "Destroyed",
    "Fault",
    "FaultKind",
    "Head",
    "HeadUnreadable",
    "Permission",
    "Person",
    "Ref",
    "Verification",
    "Wanted",
    "act",
    "certify_destruction",
    "entries_about",
    "forget_person",
    "head_of",
    "is_acting",
    "newest_moment",
    "published_heads",
    "record_each",
    "redact",
    "ref_to",
    "shared_entries",
    "verify_book",
    "without",
]
