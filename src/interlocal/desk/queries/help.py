"""What Help says: for each place that the person may use, how the things that people do there are done."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext_lazy as _

import interlocal.foundation.accounts.public as accounts
import interlocal.foundation.audit.public as audit
import interlocal.partnerships.agreements.public as agreements
import interlocal.partnerships.commitments.public as commitments
import interlocal.partnerships.initiatives.public as initiatives
import interlocal.partnerships.instruments.public as instruments
import interlocal.partnerships.jurisdictions.public as jurisdictions
import interlocal.partnerships.meetings.public as meetings
from interlocal.desk.queries.help_shapes import Help, Task, Topic
from interlocal.desk.queries.help_studies import STUDIES
from interlocal.foundation.accounts.public import User
from interlocal.kernel.permissions import Permission
from interlocal.kernel.scopes import PARTNERSHIP

TOPICS = (
    Topic(
        _("Home and mail"),
        "desk:home",
        _("Home says what needs you now. Most of it can be done from the mail that brought it."),
        (
            Task(
                _("Answer from a mail, without signing in"),
                _(
                    "Open the link in the mail, say whether it is done, give a date, hours or a comment, and "
                    "confirm. A link works once, for two weeks, and for that one thing alone. Votes and "
                    "signatures ask you to sign in."
                ),
            ),
            Task(
                _("Get less mail, or mail in Spanish"),
                _("Inbox, then “Language and mail”. What is waiting for you stays on Home either way."),
            ),
            Task(
                _("Get back in after losing the phone with the authenticator"),
                _(
                    "Use one of your recovery codes at sign-in. Without them choose “I lost my "
                    "authenticator”: somebody who may invite people confirms that it is you."
                ),
            ),
        ),
    ),
    Topic(
        _("Commitments"),
        "commitments:list",
        _("Who owes what to whom, by when, from which text, and what showed that it was done."),
        (
            Task(
                _("See what my city owes, and what it is owed"),
                _("Home shows both; here you narrow the list down by city, state or date, and download it."),
            ),
            Task(
                _("Bring a list of actions from Excel"),
                _("“Bring a list”: paste or upload it, see each row, save all at once, undo it as one."),
                commitments.Permission.OPEN,
            ),
            Task(
                _("Say that something is done"),
                _("Open it and choose “Record it as done”. Where evidence is asked for, name it or add it."),
                commitments.Permission.CLOSE,
            ),
            Task(
                _("Move a date"),
                _("Choose “Move the date”. A promised date needs a reason; the former date stays."),
                commitments.Permission.CLOSE,
            ),
            Task(
                _("Give it to somebody else"),
                _("Open it and choose “Name the owner”. The new owner gets it as one mail with one link."),
                commitments.Permission.ASSIGN,
            ),
        ),
        (commitments.Permission.READ,),
    ),
    Topic(
        _("Meetings"),
        "meetings:list",
        _("Bodies that meet, and each meeting from the first proposal to the approved minutes."),
        (
            Task(
                _("Bring something to a meeting"),
                _("Open the body and choose “Propose an item”. Whoever arranges the meeting answers there."),
                meetings.Permission.PROPOSE,
            ),
            Task(
                _("Post a notice in time"),
                _(
                    "The meeting's page counts the hours that the law asks for, without weekends and closed "
                    "days, and says by when. Post it, then record where and when it was posted."
                ),
                meetings.Permission.ARRANGE,
            ),
            Task(
                _("Make the packet of a meeting"),
                _(
                    "On the meeting’s page choose “Make the packet”: the agenda and the papers of each item "
                    "as one PDF with bookmarks. What could not be joined is named there."
                ),
                meetings.Permission.ARRANGE,
            ),
            Task(
                _("Bring in what my council decided"),
                _(
                    "“Councils’ meetings”, then “Bring in a council’s record”: from its web API, a "
                    "spreadsheet, or by hand. You see it before it is saved, and can undo it as one."
                ),
                meetings.Permission.COUNCIL,
            ),
            Task(
                _("Show how my council voted on an instrument"),
                _("On the instrument: “Find it in the council’s record”. Its vote fills in the step."),
                meetings.Permission.COUNCIL,
            ),
            Task(
                _("Have the meetings in my calendar"),
                _(
                    "“In your calendar”, above the list of meetings, makes an address for the calendar that "
                    "you use. It is shown once. Revoke it there when you no longer need it."
                ),
            ),
        ),
        (meetings.Permission.READ,),
    ),
    Topic(
        _("Instruments"),
        "instruments:list",
        _("What councils adopt: resolutions and ordinances, and one statement through several councils."),
        (
            Task(
                _("Read a resolution in from its text"),
                _(
                    "“Add an instrument from its text”, choose the file (text, Word, or PDF with a text "
                    "layer) and compare what was read with the text beside it. Nothing is saved before you "
                    "say so."
                ),
                instruments.Permission.ADD,
            ),
            Task(
                _("See where each council stands"),
                _("Open the statement, then “Adoption”: a row for each council, a column for each step."),
            ),
            Task(
                _("Make the packet for my council"),
                _(
                    "From “Adoption” open the packets: Word from your own template, PDF, Akoma Ntoso and one "
                    "page for council members. All of them together come as one ZIP file."
                ),
                instruments.Permission.READ,
            ),
            Task(
                _("See what came back changed from a council"),
                _(
                    "Open the city’s packet and bring back the Word file. It is compared with the common "
                    "text word by word, to accept or to send back."
                ),
                instruments.Permission.ADD,
            ),
        ),
        (instruments.Permission.READ,),
    ),
    Topic(
        _("Agreements"),
        "agreements:list",
        _("What the cities have agreed for years: clauses, parties, term, notice and cost."),
        (
            Task(
                _("See what we must give notice on"),
                _("The register says it for the next 180 days, or for any number of days that you type."),
            ),
            Task(
                _("Bring the agreements that you have in a spreadsheet"),
                _("“Bring a list”: each row goes on the register once you have seen it."),
                agreements.Permission.EDIT,
            ),
            Task(
                _("Join, or withdraw"),
                _("“Joining and withdrawing”, then “Begin a joining” or “Record a notice to withdraw”."),
                agreements.Permission.EDIT,
            ),
        ),
        (agreements.Permission.READ,),
    ),
    STUDIES,
    Topic(
        _("Initiatives"),
        "initiatives:list",
        _("From what hurts several cities to what they do about it together, with gates on the way."),
        (
            Task(
                _("Say what hurts my city"),
                _("“Pain points”, then “State a pain point”. What reads alike in other cities is suggested."),
                initiatives.Permission.STATE,
            ),
            Task(
                _("Say how my city takes part"),
                _("Open the initiative: your city joins, observes, declines, or may join later."),
                initiatives.Permission.DECIDE,
            ),
            Task(
                _("Make the yearly report for my council"),
                _("“Yearly reports”, choose the city and its year; it comes as a page and as a PDF."),
                initiatives.Permission.READ,
            ),
        ),
        (initiatives.Permission.READ, initiatives.Permission.EXPLORE),
    ),
    Topic(
        _("Members"),
        "jurisdictions:list",
        _("The cities and bodies that take part, since when, with their figures and who speaks for them."),
        (
            Task(
                _("Bring a list of contacts from Excel"),
                _("“Bring a list of contacts” names who speaks for each city, with e-mail and telephone."),
                jurisdictions.Permission.EDIT,
            ),
            Task(
                _("Correct a figure of my city"),
                _("Open your city and add the figure with its year and source. The former one stays."),
                jurisdictions.Permission.EDIT,
            ),
        ),
        (jurisdictions.Permission.READ,),
    ),
    Topic(
        _("People"),
        "accounts:people",
        _("Who has an account, in which role, and from when until when."),
        (
            Task(
                _("Invite somebody"),
                _("“Invite a person”, with role and city. They choose a password from the mail they get."),
                accounts.Permission.INVITE,
            ),
            Task(
                _("See why somebody may do something"),
                _("“Who may do what, and why” lists it for everybody, with the role that it comes from."),
            ),
        ),
        (accounts.Permission.READ,),
    ),
    Topic(
        _("Audit"),
        "audit:list",
        _("Every act in one book that cannot be changed unseen."),
        (
            Task(
                _("Check that the book is whole"),
                _("“Check the book” compares each entry with the one before, and with the heads sent out."),
            ),
        ),
        (audit.Permission.READ,),
    ),
)


def help_for(user: User, *, today: date) -> Help:
    """Return the topics and tasks that ``user`` may use, and the coordinators who can be asked."""
    topics = tuple(
        replace(topic, tasks=tuple(task for task in topic.tasks if _may(user, task.permission)))
        for topic in TOPICS
        if not topic.permissions or any(map(user.may, topic.permissions))
    )
    coordinators = accounts.people_with(accounts.Permission.INVITE, PARTNERSHIP, on=today)
    return Help(topics, tuple(coordinators))


def _may(user: User, permission: Permission | None) -> bool:
    return permission is None or user.may(permission)
