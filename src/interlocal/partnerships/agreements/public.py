"""The door of the room: what other rooms may use."""

from interlocal.partnerships.agreements.actions import (
    add_agreement,
    add_party,
    begin_change,
    load_procedures,
    open_decisions,
    publish_agreement,
    record_amount,
    record_signature,
    set_notice_window,
    write_clause,
)
from interlocal.partnerships.agreements.actions.parties import link_instrument
from interlocal.partnerships.agreements.models import Agreement, AgreementState, ClauseKind, PartyChange
from interlocal.partnerships.agreements.queries import (
    Due,
    agreement_for,
    agreements_for,
    council_brief,
    notices_between,
    published_agreement,
    published_agreements,
    published_amounts,
    searched,
    synthetic_among,
)
from interlocal.partnerships.agreements.rules import Permission

__all__ = [
    "Agreement",
    "AgreementState",
    "ClauseKind",
    "Due",
    "PartyChange",
    "Permission",
    "add_agreement",
    "add_party",
    "agreement_for",
    "agreements_for",
    "begin_change",
    "council_brief",
    "link_instrument",
    "load_procedures",
    "notices_between",
    "open_decisions",
    "publish_agreement",
    "published_agreement",
    "published_agreements",
    "published_amounts",
    "record_amount",
    "record_signature",
    "searched",
    "set_notice_window",
    "synthetic_among",
    "write_clause",
]
