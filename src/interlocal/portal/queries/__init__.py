"""What residents may see."""

from interlocal.portal.queries.home import Home, Joining, Residents, public_home
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
    "declared_words",
    "declaring_models",
    "personal_data",
    "public_home",
]
