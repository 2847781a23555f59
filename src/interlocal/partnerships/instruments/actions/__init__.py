"""What people do with instruments and statements."""

from interlocal.partnerships.instruments.actions.adoption import confirm_commitments, start_adoption
from interlocal.partnerships.instruments.actions.drafts import (
    bring_text,
    correct_draft,
    discard_draft,
    forget_old_drafts,
    reread_draft,
    save_draft,
)
from interlocal.partnerships.instruments.actions.instruments import correct_instrument, record_instrument
from interlocal.partnerships.instruments.actions.packs import load_pack, pack_names
from interlocal.partnerships.instruments.actions.statements import (
    correct_statement,
    make_statement,
    publish_statement,
    withdraw_statement_from_public,
)

__all__ = [
    "bring_text",
    "confirm_commitments",
    "correct_draft",
    "correct_instrument",
    "correct_statement",
    "discard_draft",
    "forget_old_drafts",
    "load_pack",
    "make_statement",
    "pack_names",
    "publish_statement",
    "record_instrument",
    "reread_draft",
    "save_draft",
    "start_adoption",
    "withdraw_statement_from_public",
]
