"""Rules of a roster in files of TOML, requirements in CSV or JSON, and rotas in CSV."""

from mutual.rosters.rules_file.places_reading import PlacesFile, read_places
from mutual.rosters.rules_file.reading import RosterFile, read_rules
from mutual.rosters.rules_file.refusal import RulesFileError
from mutual.rosters.rules_file.requirement_file import read_requirement
from mutual.rosters.rules_file.rota_csv import read_rota, rules_after

__all__ = [
    "PlacesFile",
    "RosterFile",
    "RulesFileError",
    "read_places",
    "read_requirement",
    "read_rota",
    "read_rules",
    "rules_after",
]
