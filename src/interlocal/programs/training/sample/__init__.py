"""Synthetic training: rows for the test kit, and a story for the sample partnership."""

from interlocal.programs.training.sample.rows import make_cohorts
from interlocal.programs.training.sample.story import tell_story

__all__ = ["make_cohorts", "tell_story"]
