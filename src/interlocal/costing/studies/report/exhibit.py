"""What an agreement takes over of a study: the cost clause, its formula, and an exhibit of amounts."""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import ShareKind, ShareRule
from interlocal.costing.studies.report.blocks import (
    Block,
    Heading,
    Items,
    Paragraph,
    Report,
    Table,
    cell,
    words,
)
from interlocal.costing.studies.report.contents import facts_of
from interlocal.costing.studies.report.foundations import signed_table
from interlocal.costing.studies.report.proposals import method
from interlocal.costing.studies.report.source import Source
from interlocal.costing.studies.report.summary import pays_table
from interlocal.costing.studies.rules import Shared
from interlocal.kernel.exceptions import Refusal
from interlocal.kernel.money import dollars_and_cents
from interlocal.web import dates


@dataclass(frozen=True)
class Terms:
    """The terms of one way of sharing: ``text`` is the clause, ``told`` the formula in plain words."""

    option: str
    share: str
    digest: str
    members: tuple[str, ...]
    shared: Shared
    text: str
    told: str
    title: str
    exhibit: Report


def terms_of(source: Source, *, option: str, share: str, now: datetime) -> Terms:
    """Return what an agreement takes over. Raises ``Refusal`` for a way of sharing that is gone."""
    one, rule = source.chosen(option, share)
    record = source.rules.get(rule["rule"])
    if record is None:
        raise Refusal("This way of sharing is not in the study any more. Look at the result again.")
    shared = _shared(source, one, rule, record)
    title = f"Exhibit: what each city pays, “{one['title']}” shared by “{rule['rule']}”"
    origin = f"the study “{source.study.title}” of {dates.short(now)} (study file {source.digest[:16]})"
    closing = (
        f"The exhibit shows for each party and year what this comes to on the figures of "
        f"{source.study.base_year}, and how it was worked out. It comes from {origin}."
    )
    text = "\n".join(("The parties share the cost of the service as follows.", *shared.legal, closing))
    told = f"{rule['words'][:1].upper()}{rule['words'][1:]}. From {origin}."
    return Terms(
        one["title"],
        rule["rule"],
        source.digest,
        tuple(one["members"]),
        shared,
        text,
        told,
        title,
        _exhibit(source, one, rule, shared, title, now),
    )


def _shared(source: Source, option: dict[str, Any], share: dict[str, Any], record: ShareRule) -> Shared:
    if record.kind == ShareKind.FORMULA:
        return rules.as_written(rules.text_of(record.library, record.formula))
    if record.kind == ShareKind.DRIVERS:
        return _weighted(source, record)
    if record.kind == ShareKind.EQUAL:
        return rules.in_equal_parts()
    origin = (
        f"{share['words'].removeprefix('by ')} in the study “{source.study.title}” (study file "
        f"{source.digest[:16]}), "
        f"option “{option['title']}”"
    )
    return rules.in_fixed_parts(_fixed(source, option, share), origin)


def _weighted(source: Source, record: ShareRule) -> Shared:
    lines = {line.public_id: line for line in source.study.lines.filter(withdrawn_at=None)}
    weights = {lines[key].name: Decimal(weight) for key, weight in record.weights.items() if key in lines}
    units = {line.name: line.unit for line in lines.values() if re.fullmatch("[a-z]+", line.unit)}
    return rules.by_weights({name: weight for name, weight in weights.items() if weight > 0}, units)


def _fixed(source: Source, option: dict[str, Any], share: dict[str, Any]) -> dict[str, Fraction]:
    """Return each member's part of what is shared over all years, in cents of the engine."""
    steps = source.share_steps(option, share)
    paid = {
        city: sum(Fraction(int(value)) for value in source.working.rows[key].values)
        for city, key in steps.parts.items()
    }
    if sum(paid.values()) <= 0:
        raise Refusal("Nothing is shared over the years, so there are no parts that could be fixed.")
    return {city: Fraction(part) for city, part in paid.items()}


def _exhibit(
    source: Source, option: dict[str, Any], share: dict[str, Any], shared: Shared, title: str, now: datetime
) -> Report:
    found: list[Block] = []
    if source.study.is_synthetic:
        found.append(
            Paragraph(words("Synthetic: the figures of this study are made up for the sample."), "warning")
        )
    found += [
        Heading("What each party pays"),
        pays_table(source, option, share, {}, f"Level amounts a year under “{option['title']}”"),
        _by_year(source, share),
        Heading("How the cost is shared"),
        Items(tuple(words(line) for line in shared.legal)),
        *method(source, has_appendix=False),
        Heading("Sources"),
        Paragraph(words(f"The study “{source.study.title}”, and the baselines that these officers signed:")),
        signed_table(source),
    ]
    return Report(title, facts_of(source, now), tuple(found))


def _by_year(source: Source, share: dict[str, Any]) -> Table:
    cities = [one for one in share["cities"] if one["takes_part"]]
    rows = []
    for place, year in enumerate(source.found["years"]):
        amounts = [one["pays"][place] for one in cities]
        rows.append(
            (
                cell(str(year)),
                *(cell(dollars_and_cents(one)) for one in amounts),
                cell(dollars_and_cents(sum(amounts))),
            )
        )
    head = ("Year", *(one["city"] for one in cities), "Together")
    widths = (10, *([90 // (len(head) - 1)] * (len(head) - 1)))
    return Table("What each party pays by year", head, tuple(rows), widths, frozenset(range(1, len(head))))
