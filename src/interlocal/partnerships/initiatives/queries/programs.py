"""Reads of the room. A query for a person authorises in the same step."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from interlocal.kernel.permissions import Actor
from interlocal.kernel.scopes import PARTNERSHIP
from interlocal.partnerships.initiatives.models import Part, Participation, ProgramRecord
from interlocal.partnerships.initiatives.rules import Permission

NAMED_IN_SHORT = 8


@dataclass(frozen=True)
class PartInShort:
    """A part in a program, the first who have it by name, and how many more there are."""

    part: str
    names: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class Taker:
    """Who takes part in a program, by name."""

    name: str
    administers: bool


@dataclass(frozen=True)
class Takers:
    """The first who take part in a program, and how many more there are."""

    first: tuple[Taker, ...]
    more: int


def programs_for(user: Actor) -> QuerySet[ProgramRecord]:
    """Return the program records that ``user`` may read; whoever may read one may read all."""
    if not user.may(Permission.READ):
        return ProgramRecord.objects.none()
    return ProgramRecord.objects.all()


def program_for(user: Actor, public_id: str) -> ProgramRecord:
    """Return one record that ``user`` may read; raises ``Http404`` for every other."""
    return get_object_or_404(_with_parts(programs_for(user)), public_id=public_id)


def editable_program_for(user: Actor, public_id: str) -> ProgramRecord:
    """Return one record that ``user`` may change; raises ``Http404`` for every other."""
    editable = (
        ProgramRecord.objects.all()
        if user.may(Permission.EDIT, PARTNERSHIP)
        else ProgramRecord.objects.none()
    )
    return get_object_or_404(editable, public_id=public_id)


def participation_for(user: Actor, public_id: str, participation_id: str) -> Participation:
    """Return one participation of a record that ``user`` may change, or raise ``Http404``."""
    program = editable_program_for(user, public_id)
    return get_object_or_404(
        program.participations.select_related("program", "jurisdiction"), public_id=participation_id
    )


def program_rows(user: Actor) -> QuerySet[ProgramRecord]:
    """Return the rows of the list, each with its outcomes."""
    return programs_for(user).prefetch_related("outcomes")


def takers_of(programs: Iterable[ProgramRecord]) -> dict[int, Takers]:
    """Return by the program's key who takes part in each, whoever administers it first."""
    rows = (
        Participation.objects.filter(program__in=programs, part__in=(Part.ADMINISTERS, Part.TAKES_PART))
        .order_by("program_id", "part", "jurisdiction__name")
        .values_list("program", "part", "jurisdiction__name")
    )
    found = {}
    for program, together in groupby(rows, key=itemgetter(0)):
        takers = [Taker(name, part == Part.ADMINISTERS) for _program, part, name in together]
        found[program] = Takers(tuple(takers[:NAMED_IN_SHORT]), len(takers[NAMED_IN_SHORT:]))
    return found


def published_programs() -> QuerySet[ProgramRecord]:
    """Return what residents may see: published records, each with its participations, outcomes and links."""
    return _with_parts(ProgramRecord.objects.filter(published_at__isnull=False))


def published_parts(programs: Iterable[ProgramRecord]) -> dict[int, tuple[PartInShort, ...]]:
    """Return by the program's key who takes part in each, as residents may see it, in short."""
    rows = (
        Participation.objects.filter(program__in=programs, is_synthetic=False)
        .order_by("program_id", "part", "jurisdiction__name")
        .values_list("program", "part", "jurisdiction__name")
    )
    found: defaultdict[int, list[PartInShort]] = defaultdict(list)
    for (program, part), together in groupby(rows, key=itemgetter(0, 1)):
        names = [name for _program, _part, name in together]
        named = tuple(names[:NAMED_IN_SHORT])
        label = str(Part(part).label)
        found[program].append(PartInShort(label, named, len(names) - len(named)))
    return {program: tuple(parts) for program, parts in found.items()}


def published_program(public_id: str) -> ProgramRecord:
    """Return one published record, or raise ``Http404``."""
    return get_object_or_404(published_programs(), public_id=public_id)


def searched(user: Actor, words: str) -> QuerySet[ProgramRecord]:
    """Return the readable records whose title or summary contains ``words``."""
    found = programs_for(user)
    return found.filter(title__icontains=words) | found.filter(summary__icontains=words)


def _with_parts(programs: QuerySet[ProgramRecord]) -> QuerySet[ProgramRecord]:
    parts = Participation.objects.select_related("jurisdiction")
    return programs.prefetch_related(Prefetch("participations", queryset=parts), "outcomes", "links")
