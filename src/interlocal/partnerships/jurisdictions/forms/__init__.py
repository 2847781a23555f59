"""Forms of the room; each keeps what was typed and hands clean values to one action."""

from interlocal.partnerships.jurisdictions.forms.bodies import FigureForm, JurisdictionForm
from interlocal.partnerships.jurisdictions.forms.memberships import (
    CorrectMembershipForm,
    EndMembershipForm,
    MembershipForm,
)
from interlocal.partnerships.jurisdictions.forms.representation import (
    EndRepresentationForm,
    OnDateForm,
    RepresentativeForm,
)

__all__ = [
    "CorrectMembershipForm",
    "EndMembershipForm",
    "EndRepresentationForm",
    "FigureForm",
    "JurisdictionForm",
    "MembershipForm",
    "OnDateForm",
    "RepresentativeForm",
]
