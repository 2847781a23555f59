"""Reading a city's own spreadsheet into its baseline."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlocal.costing.studies import rules
from interlocal.costing.studies.models import Cell, Line, StudyCity
from interlocal.costing.studies.queries.studies import lines_of
from interlocal.foundation.lists.public import Given, Twin, Verdict
from interlocal.web.tables import Column, ValueFault, normalised

LONGEST = {"label": 120, "note": 300}

COLUMNS = (
    Column(
        "label",
        gettext_lazy("Name in our books"),
        (
            *("account", "description", "account description", "account name", "line", "item", "object"),
            *("line item", "name", "category", "title", "measure"),
        ),
        is_required=True,
    ),
    Column(
        "figure",
        gettext_lazy("Figure"),
        (
            *(
                "amount",
                "budget",
                "adopted",
                "adopted budget",
                "actual",
                "current",
                "current budget",
                "total",
            ),
            *("this year", "cost", "value", "annual cost", "fy amount"),
        ),
        gettext_lazy("a number such as 41,200"),
        is_required=True,
    ),
    Column(
        "last_year",
        gettext_lazy("A year before"),
        ("last year", "prior year", "previous year", "prior actual", "prior year actual", "previous"),
    ),
    Column(
        "counts_as",
        gettext_lazy("Counts as"),
        ("line of the study", "study line", "belongs to", "counts as", "maps to"),
        gettext_lazy("the line of the study to which it belongs"),
    ),
    Column("note", gettext_lazy("Note"), ("notes", "comment", "comments", "remark", "explanation")),
)


@dataclass(frozen=True)
class WantedCell:
    """What one row of a spreadsheet puts into the baseline; figures are in hundredths of the line's unit."""

    line: Line
    label: str
    hundredths: int | None
    last_year: int | None
    note: str


def judge(city: StudyCity, rows: Sequence[Given]) -> list[Verdict]:
    """Return a verdict for each row of the city's spreadsheet.

    A row belongs to the line that it names, else to the one that a row of this name belonged to before in
    this city, else to the one that it is called like.
    """
    lines = {normalised(line.name): line for line in lines_of(city.study)}
    before = _known_names(city, lines)
    there = {
        (cell.line_id, normalised(cell.label), cell.hundredths)
        for cell in Cell.objects.filter(baseline__city=city, baseline__frozen_at=None, replaced_at=None)
    }
    verdicts = [_verdict(row, lines, before, there) for row in rows]
    _say_other_figures(rows, verdicts)
    return verdicts


def _say_other_figures(rows: Sequence[Given], verdicts: Sequence[Verdict]) -> None:
    """Say at its cell that a row further up has the same name and another figure, as merged cells give it."""
    first: dict[tuple[int, str], tuple[int, int | None]] = {}
    for row, verdict in zip(rows, verdicts, strict=True):
        wanted = verdict.facts
        if not isinstance(wanted, WantedCell) or wanted.hundredths is None:
            continue
        place = (wanted.line.pk, normalised(wanted.label))
        number, figure = first.setdefault(place, (row.number, wanted.hundredths))
        if figure != wanted.hundredths:
            assert isinstance(verdict.faults, dict)
            verdict.faults["label"] = _(
                "Row %(number)d has this name and another figure. Give each its own name: a merged cell "
                "names every row that it covers."
            ) % {"number": number}


def _known_names(city: StudyCity, lines: Mapping[str, Line]) -> dict[str, Line]:
    """Return the line to which a name of the city's books was given last, in this study or another."""
    rows = Cell.objects.filter(baseline__city__jurisdiction=city.jurisdiction).exclude(label="")
    found: dict[str, Line] = {}
    for label, name in rows.order_by("pk").values_list("label", "line__name"):
        if (line := lines.get(normalised(name))) is not None:
            found[normalised(label)] = line
    return found


def _verdict(
    row: Given,
    lines: Mapping[str, Line],
    before: Mapping[str, Line],
    there: set[tuple[int, str, int | None]],
) -> Verdict:
    faults: dict[str, str] = {}
    label = " ".join(row.text("label").split())
    line = _line(row, label, lines, before, faults)
    for key, most in LONGEST.items():
        if len(row.text(key).strip()) > most:
            faults[key] = _("Up to %(most)d letters fit here.") % {"most": most}
    figure, last_year = (_figure(row, key, line, faults) for key in ("figure", "last_year"))
    if line is None:
        return Verdict(title=label, faults=faults)
    wanted = WantedCell(line, label, figure, last_year, " ".join(row.text("note").split()))
    mark = (line.pk, normalised(label), figure)
    twin = Twin(_("%(label)s stands in the baseline with the same figure.") % {"label": label})
    return Verdict(
        title=label,
        details=(_("counts as %(line)s") % {"line": line.name},),
        faults=faults,
        twin=twin if mark in there else None,
        identity=mark,
        facts=wanted,
    )


def _line(
    row: Given,
    label: str,
    lines: Mapping[str, Line],
    before: Mapping[str, Line],
    faults: dict[str, str],
) -> Line | None:
    named, name = normalised(row.text("counts_as")), normalised(label)
    known = ", ".join(f"“{line.name}”" for line in lines.values())
    if named:
        if named not in lines:
            faults["counts_as"] = _("The study has no line “%(name)s”. It has %(known)s.") % {
                "name": row.text("counts_as"),
                "known": known,
            }
        return lines.get(named)
    if (found := before.get(name) or lines.get(name)) is not None:
        return found
    if label:
        faults["counts_as"] = _(
            "Say which line of the study it belongs to: %(known)s. Or leave the row out. It is remembered."
        ) % {"known": known}
    return None


def _figure(row: Given, key: str, line: Line | None, faults: dict[str, str]) -> int | None:
    if line is None:
        return None
    try:
        return rules.read_figure(row.text(key), line.holds)
    except ValueFault as fault:
        faults[key] = str(fault)
        return None


def obstacles_of(city: StudyCity, subjects: Collection[str]) -> dict[str, str]:
    """Return why cells of these public ids cannot be taken back; those that can are not in it."""
    rows = Cell.objects.filter(public_id__in=subjects, baseline__city=city).select_related("baseline")
    found = {}
    known = {row.public_id: row for row in rows}
    for subject in subjects:
        row = known.get(subject)
        if row is None:
            found[subject] = _("It belongs to another baseline.")
        elif row.baseline.frozen_at is not None:
            found[subject] = _("It is signed.")
        elif row.replaced_at is not None:
            found[subject] = _("Somebody has changed it since.")
    return found
