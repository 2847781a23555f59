"""What `mutual study` prints."""

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict, fields, is_dataclass
from typing import Any

from mutual.finance import OptionResult, ShareResult, StudyResult
from mutual.finance.study.sentences import (
    city_sentence,
    grant_sentences,
    money,
    option_sentence,
    rule_in_words,
    share_sentence,
)

FORMAT = 1  # of the JSON; raised when a key changes its meaning or goes


def as_json(result: StudyResult) -> dict[str, Any]:
    """Return everything as plain values: money in whole cents, chances between 0 and 1, never as ``null``."""
    study = result.study
    return {
        "format": FORMAT,
        "engine": result.engine,
        "fingerprint": result.fingerprint,
        "title": study.title,
        "note": study.note,
        "unit": study.unit,
        "amounts": "cents",
        "seed": result.seed,
        "draws": result.draws,
        "cities": list(study.cities),
        "years": list(study.years.all),
        "base_year": study.years.base,
        "option": result.foremost,
        "options": [_option_json(result, option) for option in result.options],
        "doubts": [
            {"name": doubt.name, "range": doubt.distribution.explained(), "source": doubt.source}
            for doubt in study.doubts
        ],
        "correlations": [
            {"between": [each.one, each.other], "rank": each.rank, "source": each.source}
            for each in study.correlations
        ],
        "tornado": [asdict(swing) for swing in result.swings],
        "sobol": None if result.influences is None else [asdict(one) for one in result.influences],
        "sources": [
            {"about": series.name, "source": series.source}
            for series in (*study.baseline, *study.hidden, *study.drivers)
            if series.source
        ],
        "evidence": [asdict(finding) for finding in study.findings],
    }


def _option_json(result: StudyResult, option: OptionResult) -> dict[str, Any]:
    found: dict[str, Any] = _plain(option)
    found["sentence"] = option_sentence(result, option)
    found["break_even_chances"] = _chances(option.break_even_chances)
    for share, plain in zip(option.shares, found["shares"], strict=True):
        plain["sentence"] = share_sentence(result, share)
        for city, row in zip(share.cities, plain["cities"], strict=True):
            row["sentence"] = city_sentence(result, share, city.city)
            row["break_even_chances"] = _chances(city.break_even_chances)
    return found


def _plain(value: Any) -> Any:
    """Return results as dictionaries by field, as ``dataclasses.asdict`` does, without copying numbers."""
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return value if not value or isinstance(value[0], int) else tuple(map(_plain, value))
    return value


def _chances(chances: Sequence[tuple[int | None, float]]) -> list[dict[str, Any]]:
    return [{"year": year, "chance": part} for year, part in chances]


def as_csv(result: StudyResult) -> str:
    """Return a row for each option, way of sharing, city, year and line, in money with two decimals."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["option", "shares", "city", "year", "line", "amount"])
    for option in result.options:
        for share in option.shares:
            for city in share.cities:
                lines = {
                    "alone": city.alone,
                    **city.lines,
                    "pays": city.pays,
                    "saves": tuple(a - p for a, p in zip(city.alone, city.pays, strict=True)),
                }
                for name, line in lines.items():
                    for year, amount in zip(result.study.years.all, line, strict=True):
                        writer.writerow(
                            [
                                option.name,
                                share.rule,
                                _safe(city.city),
                                year,
                                _safe(name),
                                f"{amount / 100:.2f}",
                            ]
                        )
    return text.getvalue()


def _safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def as_text(result: StudyResult) -> str:
    """Return what a city manager reads."""
    study = result.study
    option = result.option(result.foremost)
    share = option.shares[0]
    blocks = [
        [study.title, *([study.note] if study.note else []), _about(result)],
        _side_by_side(result),
        [f"{option.title}, shared {rule_in_words(share)}:"]
        + [f"  {city_sentence(result, share, city)}" for city in study.cities],
        *([_ways(result, option)] if len(option.shares) > 1 else []),
        ["Would anybody leave?", *[f"  {share_sentence(result, one)}" for one in option.shares]],
        _lines(result, option),
        [f"  {sentence}" for sentence in grant_sentences(result, option)],
        _swings(result),
        _influences(result),
        _sources(result),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _about(result: StudyResult) -> str:
    years = result.study.years
    drawn = (
        f"{result.draws:,} draws from seed {result.seed}. "
        if result.study.doubts
        else "No figure is in doubt. "
    )
    span = f"{years.all[0]} to {years.all[-1]}"
    return f"{drawn}Amounts a year are level: worth the same as the payments of {span}."


def _side_by_side(result: StudyResult) -> list[str]:
    unit = result.study.unit
    alone = sum(city.alone_a_year for city in result.options[0].shares[0].cities)
    rows = [("", "pay a year", "save a year", "9 times in 10", "save", "break even", "stable")]
    rows.append(("do nothing", money(alone, unit), "", "", "", "", ""))
    for option in result.options:
        outside = [city for city in option.shares[0].cities if not city.takes_part]
        pays = option.pays_a_year + sum(city.alone_a_year for city in outside)
        rows.append(
            (
                option.title,
                money(pays, unit),
                money(option.saves_a_year, unit),
                f"{money(option.saving.p5, unit)} to {money(option.saving.p95, unit)}",
                f"{option.chance_saves:.0%}",
                str(option.break_even or "never"),
                f"{option.shares[0].chance_stable:.0%}",
            )
        )
    return ["All cities together:", *_table(rows)]


def _ways(result: StudyResult, option: OptionResult) -> list[str]:
    unit = result.study.unit
    rows: list[tuple[str, ...]] = [("pays a year", "alone", *(share.rule for share in option.shares))]
    for place, city in enumerate(option.shares[0].cities):
        rows.append(
            (
                city.city,
                money(city.alone_a_year, unit),
                *(money(share.cities[place].pays_a_year, unit) for share in option.shares),
            )
        )
    rows.append(("every city saves", "", *(_all_save(share) for share in option.shares)))
    return ["Ways of sharing side by side:", *_table(rows)]


def _all_save(share: ShareResult) -> str:
    return f"{share.chance_all_save:.0%}"


def _lines(result: StudyResult, option: OptionResult) -> list[str]:
    """Return what is paid line by line, the members together, over the years."""
    unit = result.study.unit
    shown = _columns(result.study.years.all)
    kept: dict[str, list[int]] = {}
    for city in option.shares[0].cities:
        if city.takes_part:
            for name, line in city.lines.items():
                if name != "part of what is shared":
                    kept[name] = [a + b for a, b in zip(kept.get(name, [0] * len(line)), line, strict=True)]
    saves = [a - p for a, p in zip(option.alone, option.pays, strict=True)]
    rows: list[tuple[str, ...]] = [("", *(str(result.study.years.all[k]) for k in shown))]
    named: list[tuple[str, Sequence[int]]] = [
        (f"shared: {name}", line) for name, line in option.lines.items()
    ]
    named += [(f"of each city: {name}", line) for name, line in kept.items()]
    named += [("in all", option.pays), ("alone", option.alone), ("saved", saves)]
    rows += [(name, *(money(line[k], unit) for k in shown)) for name, line in named if any(line)]
    return [f"{option.title}, line by line, {len(option.members)} cities together:", *_table(rows)]


def _columns(years: Sequence[int]) -> list[int]:
    """Return the years that are shown: all, or the first five and then fewer and fewer."""
    if len(years) <= 6:
        return list(range(len(years)))
    return [0, 1, 2, 3, len(years) // 2 + 1, len(years) - 1]


def _swings(result: StudyResult) -> list[str]:
    if not result.swings:
        return []
    unit = result.study.unit
    moving = [swing for swing in result.swings if swing.saves_low != swing.saves_high]
    rows = [("saved a year with it", "low", "", "high", "")]
    rows += [
        (
            swing.doubt,
            f"{swing.low:.4g}",
            money(swing.saves_low, unit),
            f"{swing.high:.4g}",
            money(swing.saves_high, unit),
        )
        for swing in moving
    ]
    still = [swing.doubt for swing in result.swings if swing not in moving]
    rest = [f"  No difference here: {', '.join(still)}."] if still else []
    return [
        "What matters most (one at a time, at what is passed 9 times and once in 10):",
        *_table(rows),
        *rest,
    ]


def _influences(result: StudyResult) -> list[str]:
    if result.influences is None:
        return []
    rows = [("part of the variance", "by itself", "+-", "in all", "+-")]
    rows += [
        (
            one.doubt,
            f"{one.first:.2f}",
            f"{one.first_error:.2f}",
            f"{one.total:.2f}",
            f"{one.total_error:.2f}",
        )
        for one in result.influences
    ]
    return ["Sobol indices of the saving:", *_table(rows)]


def _sources(result: StudyResult) -> list[str]:
    found = [
        f"  {doubt.name}: {doubt.distribution.explained()}{'. ' + doubt.source if doubt.source else ''}"
        for doubt in result.study.doubts
    ]
    found += [
        f"  {each.one} and {each.other}: rank correlation {each.rank:g}"
        f"{'. ' + each.source if each.source else ''}"
        for each in result.study.correlations
    ]
    found += [f"  {finding.about}: {finding.says} ({finding.source})" for finding in result.study.findings]
    return ["What is in doubt, and what research says:", *found] if found else []


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  "
        + "  ".join(
            cell.ljust(widths[column]) if column == 0 else cell.rjust(widths[column])
            for column, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]
