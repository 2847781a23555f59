"""Rules of a roster in files of TOML, requirements in CSV, and rotas in CSV."""

from mutual.rosters.rules_file.reading import RosterFile, read_rules
from mutual.rosters.rules_file.refusal import RulesFileError
from mutual.rosters.rules_file.requirement_csv import read_requirement

__all__ = ["RosterFile", "RulesFileError", "read_requirement", "read_rules"]
