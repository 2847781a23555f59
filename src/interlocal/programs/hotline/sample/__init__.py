"""A synthetic set-up: rows for the test kit, and five cities' hotlines for the sample partnership."""

from interlocal.programs.hotline.sample.rows import make_cities
from interlocal.programs.hotline.sample.story import tell_story

__all__ = ["make_cities", "tell_story"]
