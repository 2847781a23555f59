"""The verbs of the room. Each is one transaction with its audit entry; the rules speak first."""

from interlocal.partnerships.agreements.actions.changes import (
    begin_change,
    call_off_change,
    enter_change,
    finish_change,
    set_effective_day,
)
from interlocal.partnerships.agreements.actions.contents import (
    attach_document,
    record_amount,
    strike_clause,
    write_clause,
)
from interlocal.partnerships.agreements.actions.notices import (
    open_decisions,
    set_notice_window,
    strike_notice_window,
)
from interlocal.partnerships.agreements.actions.packs import load_procedures
from interlocal.partnerships.agreements.actions.parties import (
    add_party,
    correct_party,
    link_instrument,
    record_signature,
)
from interlocal.partnerships.agreements.actions.pasted import add_from_list, take_back_agreement
from interlocal.partnerships.agreements.actions.records import (
    add_agreement,
    correct_agreement,
    end_agreement,
    publish_agreement,
    use_option,
    withdraw_agreement_from_public,
)
from interlocal.partnerships.agreements.actions.terms import CostTerms, set_cost_terms

__all__ = [
    "CostTerms",
    "add_agreement",
    "add_from_list",
    "add_party",
    "attach_document",
    "begin_change",
    "call_off_change",
    "correct_agreement",
    "correct_party",
    "end_agreement",
    "enter_change",
    "finish_change",
    "link_instrument",
    "load_procedures",
    "open_decisions",
    "publish_agreement",
    "record_amount",
    "record_signature",
    "set_cost_terms",
    "set_effective_day",
    "set_notice_window",
    "strike_clause",
    "strike_notice_window",
    "take_back_agreement",
    "use_option",
    "withdraw_agreement_from_public",
    "write_clause",
]
