"""What Home, Search, Help and the weekly mail show."""

from interlocal.desk.queries.help import help_for
from interlocal.desk.queries.help_shapes import Help
from interlocal.desk.queries.home import Home, home_of
from interlocal.desk.queries.search import Found, Hit, search
from interlocal.desk.queries.weekly import Weekly, readers_of_the_week, week_of

__all__ = [
    "Found",
    "Help",
    "Hit",
    "Home",
    "Weekly",
    "help_for",
    "home_of",
    "readers_of_the_week",
    "search",
    "week_of",
]
