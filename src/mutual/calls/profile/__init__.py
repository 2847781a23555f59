"""How one agency's call export is to be read: its columns, times, places and codes."""

from mutual.calls.profile.model import Codes, FileFormat, Handling, Places, Profile, Times
from mutual.calls.profile.toml_text import read_profile
from mutual.calls.profile.toml_writing import write_profile

__all__ = ["Codes", "FileFormat", "Handling", "Places", "Profile", "Times", "read_profile", "write_profile"]
