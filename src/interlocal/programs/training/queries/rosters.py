"""Rows of a pasted roster of learners: what each would become, and what is wrong with it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlocal.foundation.lists.public import Fill, Given, Twin, Verdict
from interlocal.kernel.permissions import Actor
from interlocal.partnerships.jurisdictions.public import Jurisdiction, NameBook
from interlocal.programs.training.models import Application, ApplicationState, Cohort
from interlocal.programs.training.models.learners import ACTIVE, ENDED
from interlocal.programs.training.queries.applications import cities_nominated_for
from interlocal.web.tables import Column, ValueFault, read_yes

LONGEST_NAME = 120
LONGEST_NEED = 300
AT_ONCE = 500

COLUMNS = (
    Column(
        "name",
        gettext_lazy("Learner"),
        ("name", "full name", "employee", "employee name", "learner", "participant", "attendee", "student"),
        gettext_lazy("as it should stand on the certificate"),
        is_required=True,
    ),
    Column(
        "email",
        gettext_lazy("Work e-mail"),
        ("e mail", "email", "email address", "work email", "employee email", "mail"),
        is_required=True,
    ),
    Column(
        "city",
        gettext_lazy("City"),
        ("jurisdiction", "agency", "organization", "employer", "municipality"),
        gettext_lazy("a city with a share in the cohort"),
        is_required=True,
    ),
    Column(
        "job_title", gettext_lazy("Position"), ("position", "title", "job title", "role", "classification")
    ),
    Column(
        "supervisor_name",
        gettext_lazy("Supervisor"),
        ("supervisor name", "manager", "manager name", "reports to", "boss"),
        is_required=True,
    ),
    Column(
        "supervisor_email",
        gettext_lazy("Supervisor's e-mail"),
        ("supervisor email", "supervisor e mail", "manager email", "manager e mail", "supervisors email"),
        is_required=True,
    ),
    Column(
        "has_agreed",
        gettext_lazy("Supervisor agreed"),
        ("agreed", "approved", "supervisor approved", "approval", "supervisor approval"),
        gettext_lazy("yes: the supervisor is not asked by mail"),
    ),
    Column(
        "needs",
        gettext_lazy("What they need"),
        ("needs", "accommodation", "accommodations", "special needs"),
        is_long=True,
    ),
)


@dataclass(frozen=True)
class RosterLine:
    """What one row asks for."""

    name: str
    email: str
    city: Jurisdiction
    job_title: str
    supervisor_name: str
    supervisor_email: str
    has_agreed: bool
    needs: str


def roster_fills(reader: Actor, cohort: Cohort) -> tuple[Fill, ...]:
    """Return the city that all rows may be of."""
    names = NameBook(cities_nominated_for(reader, cohort)).names()
    return (Fill("city", _("City, where the list does not say it"), names),) if names else ()


def judge_roster(reader: Actor, cohort: Cohort, rows: Sequence[Given]) -> list[Verdict]:
    """Return what each row of a roster would become."""
    book = NameBook(cities_nominated_for(reader, cohort))
    there = _there(cohort, {row.text("email").strip().lower() for row in rows})
    return [_verdict(row, book, there) for row in rows]


def roster_obstacles(cohort: Cohort, subjects: Collection[str]) -> dict[str, str]:
    """Return why applications cannot be taken back with their list."""
    rows = Application.objects.filter(public_id__in=list(subjects), cohort=cohort)
    found = {}
    for one in rows.only("public_id", "state", "supervisor_agreed_at", "created_at"):
        if one.state in ENDED:
            found[one.public_id] = _("It has ended already.")
        elif one.state not in {ApplicationState.ASKED, ApplicationState.AGREED}:
            found[one.public_id] = _("It is in the queue or has a seat: take it back on its own page.")
        elif one.supervisor_agreed_at is not None and one.supervisor_agreed_at != one.created_at:
            found[one.public_id] = _("The supervisor has agreed since.")
    return found


def _there(cohort: Cohort, emails: Collection[str]) -> dict[str, Application]:
    """Return the live applications of these addresses, by address; a query for each 500."""
    wanted, found = sorted(emails), {}
    for begin in range(0, len(wanted), AT_ONCE):
        rows = Application.objects.filter(
            cohort=cohort, state__in=ACTIVE, learner__email__in=wanted[begin : begin + AT_ONCE]
        )
        found.update({one.learner.email: one for one in rows.select_related("learner")})
    return found


def _verdict(row: Given, book: NameBook, there: dict[str, Application]) -> Verdict:
    faults: dict[str, str] = {}
    texts = {key: _line(row, key, LONGEST_NAME, faults) for key in ("name", "job_title", "supervisor_name")}
    needs = _line(row, "needs", LONGEST_NEED, faults)
    email, supervisor = _mail(row, "email", faults), _mail(row, "supervisor_email", faults)
    if email and email == supervisor:
        faults["supervisor_email"] = _("This is the learner's own address: give the supervisor's.")
    city = book.find(row.text("city"))
    if city is None and row.text("city"):
        faults["city"] = book.fault(row.text("city"))
    has_agreed = _yes(row, faults)
    if city is None or not email or not texts["name"] or not supervisor or not texts["supervisor_name"]:
        return Verdict(title=texts["name"], faults=faults)
    line = RosterLine(
        **texts, email=email, city=city, supervisor_email=supervisor, has_agreed=has_agreed, needs=needs
    )
    twin = there.get(email)
    return Verdict(
        title=line.name,
        details=(" · ".join(part for part in (line.email, city.name, line.job_title) if part),),
        faults=faults,
        twin=_twin(twin) if twin is not None else None,
        identity=email,
        facts=line,
    )


def _twin(application: Application) -> Twin:
    words = _("%(name)s has applied for this cohort already") % {"name": application.learner.name}
    return Twin(words, reverse("training:application", args=[application.public_id]))


def _line(row: Given, key: str, longest: int, faults: dict[str, str]) -> str:
    text = " ".join(row.text(key).split())
    if len(text) > longest:
        faults[key] = _("That is %(count)d letters; up to %(most)d fit.") % {
            "count": len(text),
            "most": longest,
        }
    return text


def _mail(row: Given, key: str, faults: dict[str, str]) -> str:
    text = row.text(key).strip().lower()
    if not text:
        return ""
    try:
        validate_email(text)
    except ValidationError:
        faults[key] = _("“%(text)s” is no e-mail address.") % {"text": text[:60]}
        return ""
    return text


def _yes(row: Given, faults: dict[str, str]) -> bool:
    try:
        return read_yes(row.text("has_agreed"))
    except ValueFault as fault:
        faults["has_agreed"] = str(fault)
        return False
