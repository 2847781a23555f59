"""What a program is: one frozen value that says everything the house must know of a shared service."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Model
from django.utils.functional import Promise

from interlocal.foundation.accounts.public import User
from interlocal.foundation.jobs.public import Schedule
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.leaving import Leaves
from interlocal.kernel.periods import Period
from interlocal.kernel.permissions import Actor, Permission, Role

Text = str | Promise
# Jurisdictions are named by public id; one that is missing from the answer used nothing.
Measured = Mapping[str, Decimal]


@dataclass(frozen=True, kw_only=True)
class UsageMeasure:
    """How much of the service each jurisdiction used in a period: what shares of the cost are computed from.

    ``measure`` takes the period and returns amounts in ``unit`` by jurisdiction public id.
    """

    slug: str
    title: Text
    unit: Text
    measure: Callable[[Period], Measured]


@dataclass(frozen=True, kw_only=True)
class OutcomeMeasure:
    """What the service achieved in a period, for the whole partnership; ``None`` where nothing was observed.

    ``higher_is_better`` tells a reader which way is up.
    """

    slug: str
    title: Text
    unit: Text
    measure: Callable[[Period], Decimal | None]
    higher_is_better: bool = True


@dataclass(frozen=True, kw_only=True)
class PortalCard:
    """What residents read of the program on the public home.

    ``sentence`` is computed from published rows alone; while it is empty the card is not shown. ``page``
    names the program's public page to which the card leads, and ``link`` says what one does there.
    """

    title: Text
    sentence: Callable[[date], Text]
    page: str = ""
    link: Text = ""


@dataclass(frozen=True, kw_only=True)
class RetentionRule:
    """How long rows of ``model`` are kept, in words, and the function that deletes what is past it.

    ``delete`` takes the moment and returns how many rows it deleted.
    """

    model: type[Model]
    keep: Text
    delete: Callable[[datetime], int]


@dataclass(frozen=True, kw_only=True)
class Export:
    """The program's records as a table for whoever may read them; the test kit reads it back.

    ``rows`` takes the reader and returns the rows below ``columns``.
    """

    columns: Sequence[str]
    rows: Callable[[Actor], Sequence[Sequence[str]]]


@dataclass(frozen=True, kw_only=True)
class SampleRequest:
    """A wish for ``rows`` synthetic records, entered by ``by`` for the jurisdictions named by public id."""

    by: User
    jurisdictions: Sequence[str]
    rows: int
    now: datetime


@dataclass(frozen=True, kw_only=True)
class Program:
    """A shared service. The house builds its addresses, navigation, roles, documentation and tests from this.

    ``urls`` is the dotted path of the room's URL module, whose namespace is the slug with underscores; its
    pattern named ``home`` is the first page, ``list_url`` names a list that the test kit measures.
    The module's ``OPEN``, where it has one, names the patterns that ask for no sign-in: published pages,
    and those behind a signed link; its ``CONTENT``, where it has one, lists the patterns of what others
    wrote and browsers run, which are served under the second name. A program's module is read inside
    transactions, so it imports no views. ``schedules`` is what runs by itself. ``record_pages`` leads from
    a kind of record ("<room>.<model>") to what it is called and the URL name, taking its public id, at
    which one opens. ``icon`` is the name of a USWDS icon.
    """

    slug: str
    title: Text
    summary: Text
    urls: str
    list_url: str
    permissions: type[Permission]
    read_permission: Permission
    roles: tuple[type[Role], ...]
    usage_measures: tuple[UsageMeasure, ...]
    outcome_measures: tuple[OutcomeMeasure, ...]
    retention: tuple[RetentionRule, ...]
    export: Export
    sample_data: Callable[[SampleRequest], None]
    portal_cards: tuple[PortalCard, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    # Dotted paths of functions that say which of some keys of the file store the program's records hold.
    file_holders: tuple[str, ...] = ()
    record_pages: Mapping[str, tuple[Promise, str]] = field(default_factory=dict)
    icon: str = "groups"
    # What the sample partnership shows of the program, where that is more than ``sample_data`` makes.
    sample_story: Callable[[SampleRequest], None] | None = None
    # How residents read what the models declare about people: names of models and fields, and sentences.
    privacy_labels: Mapping[str, Text] = field(default_factory=dict)
    privacy_sentences: frozenset[str] = frozenset()
    # What of each model goes along when the partnership or a city takes its records elsewhere.
    leaves: Mapping[str, Leaves] = field(default_factory=dict)
    # Permissions that roles of the house hold in this program, by role slug.
    house_roles: Mapping[str, frozenset[Permission]] | None = None

    @property
    def namespace(self) -> str:
        """The URL namespace: the slug as an identifier."""
        return self.slug.replace("-", "_")


class NoSuchProgram(Refusal):
    """There is no program of that slug here."""
