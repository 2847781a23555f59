"""What people do with instruments and statements."""

from interlocal.partnerships.instruments.actions.adoption import confirm_commitments, start_adoption
from interlocal.partnerships.instruments.actions.deviations import bring_back, decide_deviation
from interlocal.partnerships.instruments.actions.drafts import (
    bring_text,
    correct_draft,
    discard_draft,
    forget_old_drafts,
    reread_draft,
    save_draft,
)
from interlocal.partnerships.instruments.actions.ending import end_instrument
from interlocal.partnerships.instruments.actions.instruments import correct_instrument, record_instrument
from interlocal.partnerships.instruments.actions.packets import ask_for_packets, make_packets
from interlocal.partnerships.instruments.actions.packs import load_pack, pack_names
from interlocal.partnerships.instruments.actions.statements import (
    correct_statement,
    make_statement,
    publish_statement,
    withdraw_statement_from_public,
)
from interlocal.partnerships.instruments.actions.steps import record_step
from interlocal.partnerships.instruments.actions.templates import bring_template, retire_template

__all__ = [
    "ask_for_packets",
    "bring_back",
    "bring_template",
    "bring_text",
    "confirm_commitments",
    "correct_draft",
    "correct_instrument",
    "correct_statement",
    "decide_deviation",
    "discard_draft",
    "end_instrument",
    "forget_old_drafts",
    "load_pack",
    "make_packets",
    "make_statement",
    "pack_names",
    "publish_statement",
    "record_instrument",
    "record_step",
    "reread_draft",
    "retire_template",
    "save_draft",
    "start_adoption",
    "withdraw_statement_from_public",
]
