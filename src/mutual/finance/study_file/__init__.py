"""Studies in files of TOML."""

from mutual.finance.study_file.reader import StudyError
from mutual.finance.study_file.reading import read_study

__all__ = ["StudyError", "read_study"]
