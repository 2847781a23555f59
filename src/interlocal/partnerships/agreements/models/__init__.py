"""Agreements between jurisdictions, what they say, who is bound, and who comes and goes."""

from interlocal.partnerships.agreements.models.agreement import Agreement, AgreementState
from interlocal.partnerships.agreements.models.change import (
    ChangeState,
    Direction,
    PartyChange,
)
from interlocal.partnerships.agreements.models.clause import Clause, ClauseKind
from interlocal.partnerships.agreements.models.notice import NoticeAct, NoticeRule
from interlocal.partnerships.agreements.models.papers import AgreementDocument, AnnualAmount
from interlocal.partnerships.agreements.models.party import Party, PartyInstrument

__all__ = [
    "Agreement",
    "AgreementDocument",
    "AgreementState",
    "AnnualAmount",
    "ChangeState",
    "Clause",
    "ClauseKind",
    "Direction",
    "NoticeAct",
    "NoticeRule",
    "Party",
    "PartyChange",
    "PartyInstrument",
]
