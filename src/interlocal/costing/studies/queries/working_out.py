"""A study worked out: its file from the records, and what the engine says of it. Nothing is computed here."""

import hashlib
from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import (
    Assumptions,
    Baseline,
    CityStand,
    Line,
    LineKind,
    Option,
    OptionKind,
    OptionPart,
    PartKind,
    Run,
    ShareRule,
    Study,
)
from interlocal.costing.studies.queries.baselines import figures_of, signed_baselines
from interlocal.costing.studies.queries.doubts import range_facts, tie_facts
from interlocal.costing.studies.queries.exchanges import Lent, exchange_facts, lent_by_option
from interlocal.costing.studies.queries.group_costs import named_groups
from interlocal.costing.studies.queries.studies import led_study_for, lines_of, study_for
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.permissions import Actor

# Enough draws for a first look while a page is asked for; the rest is a job.
FIRST_LOOK = 500
FEWEST = 2
SMALL = 10


def assumptions_of(study: Study) -> Assumptions:
    """Return what the study takes for granted; the usual values while nobody has said."""
    return Assumptions.objects.filter(study=study).first() or Assumptions(study=study)


def options_of(study: Study) -> QuerySet[Option]:
    """Return the options that stand, with their amounts."""
    parts = OptionPart.objects.filter(withdrawn_at=None).select_related("driver", "calls")
    return (
        study.options.filter(withdrawn_at=None)
        .select_related("lead__jurisdiction")
        .prefetch_related(Prefetch("parts", queryset=parts, to_attr="standing"))
    )


def shares_of(study: Study) -> QuerySet[ShareRule]:
    """Return the ways of sharing that stand."""
    return study.shares.filter(withdrawn_at=None)


def volumes_of(study: Study) -> QuerySet[Line]:
    """Return the lines that a cost or a share can follow: volumes and staff."""
    return lines_of(study).filter(kind__in=[LineKind.VOLUME, LineKind.STAFF])


def led_option_for(user: Actor, public_id: str, option_id: str) -> Option:
    """Return an option of a study that ``user`` may keep, or raise ``Http404``."""
    study = led_study_for(user, public_id)
    return get_object_or_404(
        study.options.filter(withdrawn_at=None).select_related("study"), public_id=option_id
    )


def led_part_for(user: Actor, public_id: str, option_id: str, part_id: str) -> OptionPart:
    """Return an amount of an option that ``user`` may keep, or raise ``Http404``."""
    option = led_option_for(user, public_id, option_id)
    rows = option.parts.filter(withdrawn_at=None).select_related("option__study", "option__lead", "calls")
    return get_object_or_404(rows, public_id=part_id)


def led_share_for(user: Actor, public_id: str, share_id: str) -> ShareRule:
    """Return a way of sharing that ``user`` may keep, or raise ``Http404``."""
    study = led_study_for(user, public_id)
    return get_object_or_404(shares_of(study).select_related("study"), public_id=share_id)


def study_file(
    study: Study,
    taking: Collection[str] | None = None,
    *,
    trying: ShareRule | None = None,
    under: Option | None = None,
) -> str:
    """Return the study as a file, from what is signed.

    ``taking`` are the public ids of the cities that take part in every option; those that say they take part
    if it is not given. ``trying`` stands in the place of all ways of sharing, ``under`` of all options.
    Raises ``Refusal``, which says what is missing.
    """
    baselines = signed_baselines(study)
    if len(baselines) < FEWEST:
        raise Refusal(_("Two cities must have signed their baselines before anything can be compared."))
    members = [one for one in baselines if _takes_part(one, taking)]
    if len(members) < FEWEST:
        raise Refusal(_("Choose two cities or more that have signed: they take part together."))
    lines = list(lines_of(study))
    figures = figures_of(baselines)
    options = [one for one in options_of(study) if under is None or one.pk == under.pk]
    shares = [trying] if trying else list(shares_of(study))
    by_id = {one.city.public_id: one.city.jurisdiction.name for one in baselines}
    names = list(by_id.values())
    members_of = {one.city.jurisdiction.name for one in members}
    drivers = _series(lines, {LineKind.VOLUME, LineKind.STAFF}, baselines, figures)
    if not drivers:
        raise Refusal(_("The study has no volume yet. Add one to the lines that every city fills."))
    facts = rules.StudyFacts(
        title=study.title,
        note=_("Synthetic: made up for the sample.") if study.is_synthetic else "",
        cities=tuple(names),
        members=tuple(one.city.jurisdiction.name for one in members),
        base_year=study.base_year,
        drivers=drivers,
        costs=_series(lines, {LineKind.COST}, baselines, figures),
        hidden=_series(lines, {LineKind.HIDDEN}, baselines, figures),
        options=_options(study, options, by_id, members_of),
        shares=tuple(_share(one, lines) for one in shares),
        **_ahead(study, names),
    )
    _refuse_unready(facts)
    return rules.written_study(facts)


def digest_of_file(text: str) -> str:
    """Return the SHA-256 of a study file."""
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=64)
def looked_at(text: str, draws: int = FIRST_LOOK) -> dict[str, Any]:
    """Return what the engine says of a study file, as ``mutual study --format json`` prints it.

    Raises ``Refusal`` where the engine refuses the study.
    """
    from mutual.cli.study_report import as_json
    from mutual.finance import FinanceError, InProcess, read_study, run_study

    try:
        return as_json(run_study(read_study(text), draws=draws, workers=InProcess(), sobol=0))
    except FinanceError as error:
        raise Refusal(_("The engine cannot work it out: %(why)s") % {"why": error}) from error


def load_engine() -> None:
    """Work out a small study, so that what the first one needs is compiled, kept and loaded."""
    example = files("mutual.finance").joinpath("examples", "dispatch.toml")
    looked_at(example.read_text(encoding="utf-8"), draws=SMALL)


def run_of(study: Study, text: str) -> Run | None:
    """Return the newest run of exactly this file."""
    return study.runs.filter(digest=digest_of_file(text)).first()


def run_for(user: Actor, public_id: str, run_id: str) -> Run:
    """Return a run of a study that ``user`` may read, or raise ``Http404``."""
    study = study_for(user, public_id)
    return get_object_or_404(study.runs.select_related("study"), public_id=run_id)


def open_run_for(user: Actor, public_id: str, run_id: str) -> Run:
    """Return a run of a study that ``user`` may keep, or raise ``Http404``."""
    study = led_study_for(user, public_id)
    found = study.runs.filter(public_id=run_id).select_related("study").first()
    if found is None:
        raise Http404
    return found


def _takes_part(one: Baseline, taking: Collection[str] | None) -> bool:
    if taking is None:
        return one.city.stand == CityStand.PART
    return one.city.public_id in taking


def _series(
    lines: list[Line],
    kinds: set[LineKind],
    baselines: list[Baseline],
    figures: dict[int, dict[int, int]],
) -> tuple[rules.SeriesFacts, ...]:
    return tuple(
        rules.SeriesFacts(
            line.name,
            tuple(figures.get(one.pk, {}).get(line.pk, 0) for one in baselines),
            "" if line.holds.is_money else line.unit,
            line.is_size,
        )
        for line in lines
        if line.holds in kinds
    )


def _is_whole(option: rules.OptionFacts, members: set[str]) -> bool:
    """Has it a cost, known for every group, or hours that are lent, and does its lead city take part?"""
    running = any(part.kind not in {"moving", "grant"} for part in option.parts)
    wanted = rules.groups_of(sorted(members), lead=option.lead, alone=option.kind == OptionKind.VENDOR)
    for part in option.parts:
        given = {frozenset(cities) for cities, _cents in part.groups}
        if part.kind == PartKind.TABLE and not all(frozenset(group) in given for group in wanted):
            return False
    return bool(running or option.exchanges) and (not option.lead or option.lead in members)


def _options(
    study: Study, options: list[Option], by_id: dict[str, str], members: set[str]
) -> tuple[rules.OptionFacts, ...]:
    """Return the options that can be worked out for these members."""
    lent = lent_by_option(study)
    found = (_option(one, lent.get(one.pk, []), by_id, members) for one in options)
    return tuple(one for one in found if _is_whole(one, members))


def _option(option: Option, lent: list[Lent], by_id: dict[str, str], members: set[str]) -> rules.OptionFacts:
    return rules.OptionFacts(
        title=option.title,
        kind=option.kind,
        lead=option.lead.jurisdiction.name if option.lead else "",
        phase_in=rules.read_phase_in(option.phase_in),
        exchanges=exchange_facts(lent, members),
        parts=tuple(
            rules.PartFacts(
                kind=part.kind,
                name=part.name,
                cents=part.amount_cents or 0,
                driver=part.driver.name if part.driver else "",
                size=part.size,
                saving=part.saving,
                low=part.low,
                high=part.high,
                last_year=part.last_year,
                source=part.source,
                groups=named_groups(part, by_id),
            )
            for part in option.standing  # type: ignore[attr-defined]
        ),
    )


def _share(share: ShareRule, lines: list[Line]) -> rules.ShareFacts:
    names = {line.public_id: line.name for line in lines}
    weights = {names[key]: Decimal(weight) for key, weight in share.weights.items() if key in names}
    return rules.ShareFacts(
        share.name,
        share.kind,
        weights,
        share.solution,
        share.formula,
        library=share.library,
        pays=share.pays,
        names={theirs: names[key] for theirs, key in share.names.items() if key in names},
        group={name: Decimal(amount) for name, amount in share.group.items()},
        history=share.history,
    )


def _ahead(study: Study, cities: Collection[str]) -> dict[str, Any]:
    ahead = assumptions_of(study)
    return {
        "years": ahead.years,
        "discount": ahead.discount,
        "growth": (ahead.growth_low, ahead.growth_likely, ahead.growth_high),
        "seed": ahead.seed,
        "draws": ahead.draws,
        "sobol": ahead.sobol,
        **range_facts(study, cities),
        "ties": tie_facts(study),
    }


def _refuse_unready(facts: rules.StudyFacts) -> None:
    if not facts.costs:
        raise Refusal(_("The study has no line of cost yet. Add one to the lines that every city fills."))
    if not facts.options:
        raise Refusal(
            _(
                "No option can be compared yet: each needs a running cost, one for every group where it is a "
                "table, and its lead city takes part."
            )
        )
    if not facts.shares:
        raise Refusal(_("Nobody has said yet how the cost could be shared. Add a way of sharing."))
