"""Rosters from legal shifts at least cost, and where mobile teams stand."""

from mutual.rosters.check import Breach, check_roster
from mutual.rosters.clashes import Clash, RulesClash, find_clash
from mutual.rosters.costs import Cost
from mutual.rosters.covering import Cover, CoveringShift, cover
from mutual.rosters.errors import RosterError
from mutual.rosters.missing import Stretch, missing_stretches
from mutual.rosters.people import Duty, Person
from mutual.rosters.period import Period
from mutual.rosters.places import Placed, Travel, mclp, mexclp
from mutual.rosters.program import Progress, Search
from mutual.rosters.requirement import Requirement
from mutual.rosters.roster import NothingFound, Roster, make_roster, written_roster
from mutual.rosters.rules import Limits, Pay, Rules
from mutual.rosters.rules_file import (
    PlacesFile,
    RosterFile,
    RulesFileError,
    read_places,
    read_requirement,
    read_rota,
    read_rules,
    rules_after,
)
from mutual.rosters.shifts import Break, Night, Shift, legal_shifts

__all__ = [
    "Breach",
    "Break",
    "Clash",
    "Cost",
    "Cover",
    "CoveringShift",
    "Duty",
    "Limits",
    "Night",
    "NothingFound",
    "Pay",
    "Period",
    "Person",
    "Placed",
    "PlacesFile",
    "Progress",
    "Requirement",
    "Roster",
    "RosterError",
    "RosterFile",
    "Rules",
    "RulesClash",
    "RulesFileError",
    "Search",
    "Shift",
    "Stretch",
    "Travel",
    "check_roster",
    "cover",
    "find_clash",
    "legal_shifts",
    "make_roster",
    "mclp",
    "mexclp",
    "missing_stretches",
    "read_places",
    "read_requirement",
    "read_rota",
    "read_rules",
    "rules_after",
    "written_roster",
]
