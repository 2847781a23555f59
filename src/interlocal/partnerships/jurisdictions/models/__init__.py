"""The partnership, its jurisdictions, and who stands for whom."""

from interlocal.partnerships.jurisdictions.models.figure import (
    JurisdictionFigure,
    Measure,
)
from interlocal.partnerships.jurisdictions.models.jurisdiction import (
    Jurisdiction,
    JurisdictionKind,
)
from interlocal.partnerships.jurisdictions.models.membership import (
    Membership,
    MembershipRole,
)
from interlocal.partnerships.jurisdictions.models.partnership import Partnership
from interlocal.partnerships.jurisdictions.models.representation import Representation

__all__ = [
    "Jurisdiction",
    "JurisdictionFigure",
    "JurisdictionKind",
    "Measure",
    "Membership",
    "MembershipRole",
    "Partnership",
    "Representation",
]
