"""Rows of a pasted list of contacts: whom each would name, and what is wrong with it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlocal.foundation.accounts.public import RoleGrant, User
from interlocal.foundation.lists.public import Fill, Given, Twin, Verdict
from interlocal.kernel.periods import Period
from interlocal.partnerships.jurisdictions import rules
from interlocal.partnerships.jurisdictions.models import Jurisdiction, Representation
from interlocal.partnerships.jurisdictions.names import NameBook
from interlocal.partnerships.jurisdictions.queries import jurisdictions_where
from interlocal.web.dates import short
from interlocal.web.tables import Column, ValueFault, read_day

COLUMNS = (
    Column(
        "jurisdiction",
        gettext_lazy("Jurisdiction"),
        ("city", "agency", "organization", "member", "municipality", "body", "company", "entity", "county"),
        gettext_lazy("the city or other body, by its name"),
        is_required=True,
    ),
    Column(
        "name",
        gettext_lazy("Name"),
        ("full name", "contact", "contact name", "person", "representative", "name of contact"),
        gettext_lazy("“Doe, Jane” is read as Jane Doe; two columns for first and last name are read too"),
    ),
    Column("first_name", gettext_lazy("First name"), ("first", "given name", "firstname")),
    Column("last_name", gettext_lazy("Last name"), ("last", "surname", "family name", "lastname")),
    Column(
        "office",
        gettext_lazy("Office"),
        ("title", "job title", "position", "role", "department"),
        gettext_lazy("such as “City Manager”"),
        is_required=True,
    ),
    Column(
        "email",
        gettext_lazy("E-mail at work"),
        ("email", "e mail", "e mail address", "email address", "mail"),
    ),
    Column(
        "phone", gettext_lazy("Phone at work"), ("phone", "phone number", "telephone", "tel", "office phone")
    ),
    Column(
        "starts_on",
        gettext_lazy("From"),
        ("start", "start date", "since", "term start", "appointed"),
        gettext_lazy("empty: from today"),
    ),
    Column("ends_on", gettext_lazy("Until"), ("end", "end date", "term end", "term expires", "expires")),
)
_PLAIN = {"name": 150, "office": 120, "phone": 40}


@dataclass(frozen=True)
class Contact:
    """Whom one row names."""

    jurisdiction: Jurisdiction
    user: User | None
    name: str
    office: str
    email: str
    phone: str
    starts_on: date
    ends_on: date | None

    @property
    def person(self) -> str:
        """The person's name."""
        return str(self.user) if self.user is not None else self.name


def fills(user: User) -> tuple[Fill, ...]:
    """Return the city that all rows may be of."""
    names = NameBook(jurisdictions_where(user, rules.Permission.EDIT)).names()
    return (Fill("jurisdiction", _("Jurisdiction, where the list does not say it"), names),)


def judge(user: User, rows: Sequence[Given], now: datetime) -> list[Verdict]:
    """Return whom each row of a list of contacts would name."""
    book = NameBook(jurisdictions_where(user, rules.Permission.EDIT))
    people = _people(timezone.localdate(now))
    read = [_read(row, book, people, timezone.localdate(now)) for row in rows]
    there = _there({contact.jurisdiction.pk for contact, _faults in read if contact is not None})
    return [_verdict(row, contact, faults, there) for row, (contact, faults) in zip(rows, read, strict=True)]


def _people(today: date) -> dict[tuple[str, str], User]:
    """Return who has an account with a role in a place, by the place and the mail address."""
    grants = RoleGrant.objects.in_force(today).filter(user__is_active=True).select_related("user")
    return {(grant.scope_public_id, grant.user.email.casefold()): grant.user for grant in grants}


def _read(
    row: Given, book: NameBook, people: Mapping[tuple[str, str], User], today: date
) -> tuple[Contact | None, dict[str, str]]:
    faults: dict[str, str] = {}
    jurisdiction = book.find(row.text("jurisdiction"))
    if jurisdiction is None and row.text("jurisdiction"):
        faults["jurisdiction"] = book.fault(row.text("jurisdiction"))
    said = {"name": _name(row), "office": _line(row, "office"), "phone": _line(row, "phone")}
    for key, most in _PLAIN.items():
        if len(said[key]) > most:
            faults[key] = _("Up to %(most)d letters fit here.") % {"most": most}
    if not said["name"]:
        faults["name"] = _("Nobody is named. Write the person's name.")
    email = _email(row, faults)
    starts_on, ends_on = _day(row, "starts_on", faults) or today, _day(row, "ends_on", faults)
    if ends_on is not None and ends_on < starts_on:
        faults.setdefault("ends_on", _("The end is before the start."))
    if jurisdiction is None or not said["name"] or not said["office"]:
        return None, faults
    user = people.get((jurisdiction.public_id, email.casefold())) if email else None
    name = "" if user is not None else said["name"]
    contact = Contact(jurisdiction, user, name, said["office"], email, said["phone"], starts_on, ends_on)
    return contact, faults


def _name(row: Given) -> str:
    """Return the name in the order in which it is spoken."""
    name = _line(row, "name")
    last, comma, first = name.partition(", ")
    if comma and first and "," not in first:
        name = f"{first} {last}"
    return name or f"{_line(row, 'first_name')} {_line(row, 'last_name')}".strip()


def _line(row: Given, key: str) -> str:
    return " ".join(row.text(key).split())


def _email(row: Given, faults: dict[str, str]) -> str:
    text = _line(row, "email").removeprefix("mailto:").strip(" <>;,")
    if not text:
        return ""
    try:
        validate_email(text)
    except ValidationError:
        faults["email"] = _("“%(text)s” is no e-mail address. Write one, or leave it empty.") % {"text": text}
    return text


def _day(row: Given, key: str, faults: dict[str, str]) -> date | None:
    try:
        return read_day(row.text(key))
    except ValueFault as fault:
        faults[key] = str(fault)
        return None


def _there(jurisdictions: Collection[int]) -> dict[tuple[int, str], list[Representation]]:
    """Return who is named already, by the jurisdiction and the person's name."""
    found: dict[tuple[int, str], list[Representation]] = {}
    rows = Representation.objects.filter(jurisdiction__in=list(jurisdictions))
    for one in rows.select_related("user", "jurisdiction"):
        found.setdefault((one.jurisdiction_id, one.person.casefold()), []).append(one)
    return found


def _verdict(
    row: Given,
    contact: Contact | None,
    faults: dict[str, str],
    there: Mapping[tuple[int, str], list[Representation]],
) -> Verdict:
    if contact is None:
        return Verdict(title=_name(row), faults=faults)
    who = (contact.jurisdiction.pk, contact.person.casefold())
    return Verdict(
        title=f"{contact.person}, {contact.office}",
        details=_details(contact),
        faults=faults,
        twin=_twin(contact, there.get(who, [])),
        identity=who,
        facts=contact,
    )


def _twin(contact: Contact, others: Sequence[Representation]) -> Twin | None:
    if contact.ends_on is not None and contact.ends_on < contact.starts_on:
        return None
    period = Period(contact.starts_on, contact.ends_on)
    for other in others:
        if period.overlaps(rules.period_of(other)):
            words = _("%(person)s represents %(place)s already, as %(office)s.") % {
                "person": other.person,
                "place": contact.jurisdiction.name,
                "office": other.office,
            }
            return Twin(words, reverse("jurisdictions:detail", args=[contact.jurisdiction.public_id]))
    return None


def _details(contact: Contact) -> tuple[str, ...]:
    until = _("until %(day)s") % {"day": short(contact.ends_on)} if contact.ends_on else ""
    since = _("from %(day)s") % {"day": short(contact.starts_on)}
    account = _("has an account") if contact.user is not None else ""
    reach = " · ".join(part for part in (contact.email, contact.phone, account) if part)
    place = " · ".join(part for part in (contact.jurisdiction.name, since, until) if part)
    return (place, reach) if reach else (place,)


def obstacles(subjects: Collection[str]) -> dict[str, str]:
    """Return why representatives cannot be taken back with their list: something was built on them."""
    rows = Representation.objects.filter(public_id__in=list(subjects))
    standing = rows.filter(substitutes__isnull=False).values_list("public_id", flat=True)
    found = dict.fromkeys(standing, _("Somebody stands in for this person."))
    gone = set(subjects) - set(rows.values_list("public_id", flat=True))
    return found | dict.fromkeys(gone, _("It is no longer on record."))


def pages_of(subjects: Collection[str]) -> dict[str, str]:
    """Return where each representative is shown: on the page of the jurisdiction."""
    rows = Representation.objects.filter(public_id__in=list(subjects))
    places = rows.values_list("public_id", "jurisdiction__public_id")
    return {subject: reverse("jurisdictions:detail", args=[place]) for subject, place in places}
