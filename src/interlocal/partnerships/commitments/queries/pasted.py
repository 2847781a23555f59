"""Rows of a pasted list of actions: what each would become, and what is wrong with it."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlocal.foundation.accounts.public import RoleGrant, User
from interlocal.foundation.lists.public import Fill, Given, Twin, Verdict
from interlocal.kernel.scopes import PARTNERSHIP
from interlocal.partnerships.commitments import rules
from interlocal.partnerships.commitments.models import Commitment, Outcome
from interlocal.partnerships.commitments.queries.lists import commitments_for
from interlocal.partnerships.jurisdictions.public import Jurisdiction, NameBook, jurisdictions_where
from interlocal.web.dates import short
from interlocal.web.tables import Column, ValueFault, read_day

LONGEST_TITLE = 200

COLUMNS = (
    Column(
        "title",
        gettext_lazy("What is owed"),
        (
            *("action", "action item", "actions", "task", "item", "title", "what", "description", "to do"),
            *("deliverable", "commitment", "follow up", "next step", "activity"),
        ),
        gettext_lazy("begin with a verb; at most 200 letters"),
        is_required=True,
    ),
    Column(
        "owed_by",
        gettext_lazy("Owed by"),
        (
            *("city", "jurisdiction", "member", "responsible city", "agency", "lead agency", "lead city"),
            *("responsible agency", "organization", "lead", "municipality"),
        ),
        gettext_lazy("the city or other body, by its name"),
        is_required=True,
    ),
    Column(
        "owed_to",
        gettext_lazy("Owed to"),
        ("to", "for", "requested by", "requester", "beneficiary"),
        gettext_lazy("empty: the partnership as a whole"),
    ),
    Column(
        "owner",
        gettext_lazy("Owner"),
        (
            *("responsible", "responsible person", "assigned to", "assignee", "who", "person", "contact"),
            *("staff", "point of contact", "poc", "e mail", "email"),
        ),
        gettext_lazy("name or e-mail of somebody with an account"),
    ),
    Column(
        "due_on",
        gettext_lazy("Due"),
        ("due date", "deadline", "by when", "target date", "date", "when", "due by", "complete by", "target"),
    ),
    Column(
        "done_on",
        gettext_lazy("Done on"),
        ("completed", "date completed", "completed on", "closed", "date closed", "completion date", "done"),
        gettext_lazy("only for what is done already"),
    ),
    Column(
        "detail",
        gettext_lazy("Details"),
        ("notes", "note", "comments", "comment", "remarks", "status notes", "update"),
        is_long=True,
    ),
    Column(
        "source",
        gettext_lazy("Where it comes from"),
        ("source", "meeting", "origin", "from", "reference", "minutes"),
        gettext_lazy("for example: minutes of the steering group, March 5"),
    ),
)


@dataclass(frozen=True)
class Wish:
    """What one row asks for."""

    title: str
    owed_by: Jurisdiction
    owed_to: Jurisdiction | None
    owner: User | None
    due_on: date | None
    done_on: date | None
    detail: str
    source: str


def fills(user: User) -> tuple[Fill, ...]:
    """Return the city that all rows may be owed by."""
    names = NameBook(jurisdictions_where(user, rules.Permission.OPEN)).names()
    return (Fill("owed_by", _("Owed by, where the list does not say it"), names),)


def judge(user: User, rows: Sequence[Given], now: datetime) -> list[Verdict]:
    """Return what each row of a list of actions would become."""
    book = _Book(user, rules.day_of(now))
    wishes = [_read(row, book) for row in rows]
    there = _there(user, [wish for wish, _faults in wishes if wish is not None])
    return [_verdict(row, wish, faults, there) for row, (wish, faults) in zip(rows, wishes, strict=True)]


class _Book:
    """Who and what the words of a list can mean, fetched once."""

    def __init__(self, user: User, today: date) -> None:
        self.today = today
        self.payers = NameBook(jurisdictions_where(user, rules.Permission.OPEN))
        self.bodies = NameBook(Jurisdiction.objects.all())
        self._people: dict[str, dict[str, list[User]]] = {}
        grants = RoleGrant.objects.in_force(today).filter(user__is_active=True).select_related("user")
        for grant in grants.order_by("user__name", "pk"):
            of_place = self._people.setdefault(grant.scope_public_id, {})
            for word in {grant.user.email.casefold(), grant.user.name.casefold()}:
                found = of_place.setdefault(word, [])
                if grant.user not in found:
                    found.append(grant.user)

    def owners(self, words: str, place: Jurisdiction) -> list[User]:
        """Return who can look after what ``place`` owes and is called ``words``."""
        word = " ".join(words.split()).casefold()
        local = self._people.get(place.public_id, {}).get(word, [])
        whole = self._people.get(PARTNERSHIP.public_id, {}).get(word, [])
        return [*local, *(person for person in whole if person not in local)]


def _read(row: Given, book: _Book) -> tuple[Wish | None, dict[str, str]]:
    faults: dict[str, str] = {}
    title = " ".join(row.text("title").split())
    if len(title) > LONGEST_TITLE:
        faults["title"] = _("That is %(count)d letters; up to 200 fit. The rest can go under details.") % {
            "count": len(title)
        }
    owed_by = book.payers.find(row.text("owed_by"))
    if owed_by is None and row.text("owed_by"):
        faults["owed_by"] = book.payers.fault(row.text("owed_by"))
    owed_to = _owed_to(row, book, owed_by, faults)
    owner = _owner(row, book, owed_by, faults)
    due_on = _day(row, "due_on", faults)
    done_on = _day(row, "done_on", faults)
    if done_on is not None and done_on > book.today:
        faults["done_on"] = _("That day has not come yet. Leave it empty for what is still owed.")
    if owed_by is None or not title:
        return None, faults
    detail, source = row.text("detail"), row.text("source")[:300]
    return Wish(title, owed_by, owed_to, owner, due_on, done_on, detail, source), faults


def _owed_to(
    row: Given, book: _Book, owed_by: Jurisdiction | None, faults: dict[str, str]
) -> Jurisdiction | None:
    text = row.text("owed_to")
    if not text or text.casefold() in {"partnership", "the partnership", "all", "everyone", "all cities"}:
        return None
    found = book.bodies.find(text)
    if found is None:
        faults["owed_to"] = book.bodies.fault(text)
    elif found == owed_by:
        faults["owed_to"] = _(
            "A jurisdiction cannot owe something to itself. Leave it empty, or name another."
        )
    return found


def _owner(row: Given, book: _Book, owed_by: Jurisdiction | None, faults: dict[str, str]) -> User | None:
    text = row.text("owner")
    if not text or owed_by is None:
        return None
    found = book.owners(text, owed_by)
    if len(found) == 1:
        return found[0]
    if found:
        faults["owner"] = _("Several people are called “%(text)s”. Write the e-mail address.") % {
            "text": text
        }
    else:
        faults["owner"] = _(
            "Nobody with a role for %(place)s is called “%(text)s”. Write the e-mail address of an "
            "account, or leave it empty and name the owner later."
        ) % {"place": owed_by.name, "text": text}
    return None


def _day(row: Given, key: str, faults: dict[str, str]) -> date | None:
    try:
        return read_day(row.text(key))
    except ValueFault as fault:
        faults[key] = str(fault)
        return None


def _verdict(
    row: Given, wish: Wish | None, faults: dict[str, str], there: Mapping[Hashable, Commitment]
) -> Verdict:
    if wish is None:
        return Verdict(title=row.text("title"), faults=faults)
    twin = there.get(_identity(wish.title, wish.owed_by.pk, wish.due_on))
    return Verdict(
        title=wish.title,
        details=_details(wish),
        faults=faults,
        twin=_twin(twin) if twin is not None else None,
        identity=_identity(wish.title, wish.owed_by.pk, wish.due_on),
        facts=wish,
    )


def _details(wish: Wish) -> tuple[str, ...]:
    to = wish.owed_to.name if wish.owed_to else _("the partnership")
    lines = [_("%(by)s owes it to %(to)s") % {"by": wish.owed_by.name, "to": to}]
    if wish.done_on is not None:
        lines.append(_("done on %(day)s") % {"day": short(wish.done_on)})
    elif wish.due_on is not None:
        lines.append(_("due %(day)s") % {"day": short(wish.due_on)})
    else:
        lines.append(_("needs a date"))
    lines.append(_("owner: %(name)s") % {"name": wish.owner} if wish.owner else _("needs an owner"))
    return (" · ".join(lines),)


def _identity(title: str, owed_by: int, due_on: date | None) -> tuple[str, int, date | None]:
    return title.casefold(), owed_by, due_on


def _there(user: User, wishes: Iterable[Wish]) -> dict[Hashable, Commitment]:
    """Return what these cities owe already, by what makes two the same; what was withdrawn is no twin.

    One that ``user`` may not read is no twin either: a list must not tell of it.
    """
    places = {wish.owed_by.pk for wish in wishes}
    rows = commitments_for(user).filter(owed_by__in=places).exclude(outcome=Outcome.WITHDRAWN)
    return {
        _identity(one.title, one.owed_by_id, one.due_on): one
        for one in rows.select_related(None)
        .only("title", "owed_by", "due_on", "public_id", "outcome")
        .order_by("-pk")
    }


def _twin(commitment: Commitment) -> Twin:
    words = (
        _("It is on record and done.")
        if commitment.outcome == Outcome.DONE
        else _("It is on record and still owed.")
    )
    return Twin(words, reverse("commitments:detail", args=[commitment.public_id]))


def obstacles(subjects: Iterable[str]) -> dict[str, str]:
    """Return why commitments cannot be taken back with their list: something was built on them."""
    found: dict[str, str] = {}
    rows = Commitment.objects.filter(public_id__in=list(subjects))
    for built, words in (
        ("comments", _("Somebody has commented on it.")),
        ("hours_entries", _("Hours were recorded for it.")),
        ("date_changes", _("Its date was moved.")),
    ):
        for public_id in rows.filter(**{f"{built}__isnull": False}).values_list("public_id", flat=True):
            found.setdefault(public_id, words)
    for one in rows.exclude(outcome="").only("public_id", "outcome", "closed_at", "opened_at"):
        if one.outcome == Outcome.WITHDRAWN:
            found.setdefault(one.public_id, _("It was withdrawn already."))
        elif one.closed_at != one.opened_at:
            found.setdefault(one.public_id, _("It was recorded as done since."))
    return found
