"""The weekly mail: what your city owes and is owed, in one sentence each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interlocal.desk.queries.home import balances_of, needs_of, own_jurisdictions
from interlocal.foundation.accounts.public import User
from interlocal.partnerships.commitments.public import Balance


@dataclass(frozen=True)
class Weekly:
    """What one person's mail says; nothing to say, nothing sent."""

    needs: Sequence[str]
    sentences: Sequence[str]

    def __bool__(self) -> bool:
        return bool(self.needs or self.sentences)


def readers_of_the_week() -> QuerySet[User]:
    """Return the people with an active account, in a fixed order."""
    return User.objects.filter(is_active=True).order_by("pk")


def week_of(user: User, *, today: date) -> Weekly:
    """Return the person's week, in the language that is active."""
    needs = [f"{row.title} ({row.owed_by.name})" for row in needs_of(user, today=today).first]
    found = balances_of(user, own_jurisdictions(user), today=today)
    sentences = [sentence for balance in found for sentence in _sentences(balance)]
    return Weekly(needs, sentences)


def _sentences(balance: Balance) -> list[str]:
    found = []
    if owes := balance.owes.open_count:
        named = {"city": balance.name, "count": owes, "late": balance.owes.overdue_count}
        if balance.owes.overdue_count:
            found.append(_("%(city)s owes %(count)d commitments; %(late)d of them are overdue.") % named)
        else:
            found.append(
                ngettext("%(city)s owes one commitment.", "%(city)s owes %(count)d commitments.", owes)
                % named
            )
    if owed := balance.is_owed.open_count:
        named = {"city": balance.name, "count": owed}
        found.append(
            ngettext("%(city)s is owed one commitment.", "%(city)s is owed %(count)d commitments.", owed)
            % named
        )
    return found
