"""Results that were kept, and two of them side by side."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from interlocal.costing.studies.models import IntentPoll, Run, Study
from interlocal.costing.studies.queries.intent import taking_of
from interlocal.costing.studies.queries.working_out import looked_at, study_file
from interlocal.costing.studies.rules import InputChange, changed_inputs
from interlocal.kernel.exceptions import Refusal
from interlocal.web.dates import short

NOW = "now"
MOST = 50


@dataclass(frozen=True)
class Kept:
    """A study file that was kept, under the key that the address gives it, and its answer if it was drawn."""

    key: str
    label: str
    file: str
    result: dict[str, Any] | None = None

    def worked_out(self) -> dict[str, Any]:
        """Return what the engine says of it. Raises ``Refusal``."""
        return self.result or looked_at(self.file)


@dataclass(frozen=True)
class CityChange:
    """What a city pays and saves a year in each of two results, in cents; ``None`` where it is not in it."""

    city: str
    pays_before: int | None
    pays_after: int | None
    saves_before: int | None
    saves_after: int | None

    @property
    def difference(self) -> int | None:
        """By how much it pays more in the second."""
        if self.pays_before is None or self.pays_after is None:
            return None
        return self.pays_after - self.pays_before


@dataclass(frozen=True)
class WayChange:
    """A way of sharing under an option. ``before`` and ``after`` say whether it is in each result."""

    share: str
    before: bool
    after: bool
    cities: tuple[CityChange, ...]


@dataclass(frozen=True)
class OptionChange:
    """An option by its title, with its ways of sharing."""

    title: str
    before: bool
    after: bool
    ways: tuple[WayChange, ...]


@dataclass(frozen=True)
class ResultsCompared:
    """Two results side by side, and what is different in their files."""

    one: Kept
    other: Kept
    options: tuple[OptionChange, ...]
    inputs: tuple[InputChange, ...]


def kept_results(study: Study) -> list[Kept]:
    """Return what can be compared, the study as it stands first, then what was kept, the newest first."""
    found = []
    with suppress(Refusal):
        found.append(Kept(NOW, _("As it is now"), study_file(study)))
    runs = study.runs.filter(result__isnull=False).order_by("-pk")[:MOST]
    polls = IntentPoll.objects.filter(study=study).order_by("-pk")[:MOST]
    dated = [(run.finished_at or run.created_at, _run(run)) for run in runs]
    dated += [(poll.created_at, _poll(poll)) for poll in polls]
    return [*found, *(kept for _at, kept in sorted(dated, key=lambda pair: pair[0], reverse=True))]


def kept_result(study: Study, key: str) -> Kept:
    """Return the kept result of this key, or raise ``Http404``.

    ``poll-now-<id>`` is the study as it stands with the cities of a poll. Raises ``Refusal`` where nothing
    can be compared now.
    """
    kind, _dash, public_id = key.rpartition("-")
    if key == NOW:
        return Kept(NOW, _("As it is now"), study_file(study))
    if kind == "run" and (run := study.runs.filter(public_id=public_id, result__isnull=False).first()):
        return _run(run)
    poll = IntentPoll.objects.filter(study=study, public_id=public_id).first()
    if kind == "poll" and poll is not None:
        return _poll(poll)
    if kind == "poll-now" and poll is not None:
        label = _("As it is now, with the cities of the poll of %(day)s") % {"day": short(poll.created_at)}
        return Kept(key, label, study_file(study, taking_of(poll)))
    raise Http404


def compared_results(one: Kept, other: Kept) -> ResultsCompared:
    """Return two kept results side by side. Options go by title, ways by name, cities by name.

    Raises ``Refusal`` where the engine cannot work one of them out.
    """
    before, after = _by_title(one.worked_out()), _by_title(other.worked_out())
    options = tuple(
        OptionChange(title, title in before, title in after, _ways(before.get(title), after.get(title)))
        for title in dict.fromkeys((*after, *before))
    )
    return ResultsCompared(one, other, options, changed_inputs(one.file, other.file))


def _run(run: Run) -> Kept:
    words = _("Drawn on %(day)s (%(digest)s)")
    at = run.finished_at or run.created_at
    return Kept(
        f"run-{run.public_id}", words % {"day": short(at), "digest": run.digest[:8]}, run.file, run.result
    )


def _poll(poll: IntentPoll) -> Kept:
    words = _("Asked in the poll of %(day)s (%(digest)s)")
    label = words % {"day": short(poll.created_at), "digest": poll.digest[:8]}
    return Kept(f"poll-{poll.public_id}", label, poll.file)


def _by_title(result: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {option["title"]: option for option in result["options"]}


def _ways(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> tuple[WayChange, ...]:
    one, other = (
        {share["rule"]: share for share in each["shares"]} if each else {} for each in (before, after)
    )
    return tuple(
        WayChange(name, name in one, name in other, _cities(one.get(name), other.get(name)))
        for name in dict.fromkeys((*other, *one))
    )


def _cities(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> tuple[CityChange, ...]:
    one, other = ({row["city"]: row for row in each["cities"]} if each else {} for each in (before, after))
    return tuple(
        CityChange(
            city,
            *(
                rows[city][key] if city in rows else None
                for key in ("pays_a_year", "saves_a_year")
                for rows in (one, other)
            ),
        )
        for city in sorted({*one, *other})
    )
