"""Lists that people bring."""

from datetime import datetime

from interlocal.foundation.accounts.models import User
from interlocal.foundation.lists.models import PastedList
from interlocal.foundation.lists.public import Purpose, begin_list, lines_of
from interlocal.kernel.ids import new_public_id
from interlocal.web.tables import read_pasted, write_pasted


def bring(user: User, purpose: Purpose, *rows: list[str], now: datetime) -> PastedList:
    """Paste ``rows``, the first of which holds the headings."""
    return begin_list(
        by=user,
        purpose=purpose,
        name="Pasted rows",
        sheets=read_pasted(write_pasted(rows)),
        key=new_public_id(),
        now=now,
    )


def ready(user: User, purpose: Purpose, pasted: PastedList, *, now: datetime) -> int:
    """Return how many of its rows would be made."""
    return sum(line.state == "ready" for line in lines_of(pasted, purpose, user, now))
