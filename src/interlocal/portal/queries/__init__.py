"""What residents may see."""

from interlocal.portal.queries.home import Home, Joining, Residents, public_home, public_members
from interlocal.portal.queries.meetings import (
    all_published,
    atom_of_meetings,
    calendar_of_meetings,
    civic_data_of,
    event_of,
)
from interlocal.portal.queries.personal_data import (
    PersonalData,
    declared_words,
    declaring_models,
    personal_data,
)

__all__ = [
    "Home",
    "Joining",
    "PersonalData",
    "Residents",
    "all_published",
    "atom_of_meetings",
    "calendar_of_meetings",
    "civic_data_of",
    "declared_words",
    "declaring_models",
    "event_of",
    "personal_data",
    "public_home",
    "public_members",
]
