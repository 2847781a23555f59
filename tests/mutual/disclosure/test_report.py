"""The attack report: what may stand beside a table, and what may not."""

import dataclasses

import numpy as np
from tests.mutual.disclosure.made import named, realistic
from tests.mutual.disclosure.test_safe_table import TABLE, whole

from mutual.disclosure import CountTable, Release, attack_report, audit, safe_table


def test_a_report_says_who_could_learn_what():
    marked, outsider, partner = attack_report(whole(TABLE, known_by=("Raytown",))).public
    assert marked == (
        "23 of 36 figures are shown; 13 carry the same mark whether the count is zero, small, or "
        "hidden to protect another."
    )
    assert outsider == (
        "The most that an outsider can work out of a hidden figure is health in Blue Springs: 0 to 6."
    )
    assert partner == (
        "Raytown knows its own figures, but it cannot narrow any other hidden figure to fewer than 6 values."
    )


def test_a_sealed_report_says_which_rule_hid_what_and_what_was_lost():
    sealed = attack_report(whole(TABLE, known_by=("Raytown",))).sealed
    assert "Manager in Blue Springs is hidden: below 5." in sealed
    assert any(line.endswith("is hidden: protects another.") for line in sealed)
    assert sealed[-2].startswith("A threshold of 5 alone would show 25 figures; ")
    assert sealed[-1].startswith("Of those outside its own row, Raytown reads ")


def test_a_table_that_hides_nothing_says_so():
    report = attack_report(whole(named(np.full((4, 4), 9))))
    assert report.public[:2] == (
        "All 25 figures are shown: none is below 5.",
        "Nothing is hidden from an outsider.",
    )


def test_a_table_that_shows_nothing_says_so():
    report = attack_report(whole(named(np.ones((2, 2), dtype=int)), known_by=()))
    assert report.public == (
        "None of the 9 figures can be shown.",
        "The most that an outsider can work out of a hidden figure is career in Blue Springs: 0 or more.",
        "Readers who know a row of their own are not guarded against.",
    )


def test_the_public_report_tells_nothing_that_the_table_does_not():
    """Another table that shows the same has the same report: nothing in it depends on what is hidden."""
    generator, tried = np.random.default_rng(3), 0
    for _ in range(20):
        found = safe_table(realistic(generator, responses=40))
        table, marks = found.release.table, found.release.hidden
        for row, column in np.argwhere(marks[:-1, :-1]):
            square = [
                (other, across)
                for other in range(row + 1, len(table.rows))
                for across in range(column + 1, len(table.columns))
                if marks[row, across] and marks[other, column] and marks[other, across]
            ]
            for other, across in square:
                counts = table.counts.copy()
                counts[row, column] += 1
                counts[other, across] += 1
                counts[row, across] -= 1
                counts[other, column] -= 1
                if counts.min() < 0:
                    continue
                release = Release(CountTable(table.rows, table.columns, counts), marks)
                assert release.shown == found.shown
                alike = dataclasses.replace(found, release=release, audits=audit(release))
                assert attack_report(alike).public == attack_report(found).public
                tried += 1
    assert tried > 20


def test_earlier_releases_are_named():
    first = whole(TABLE)
    later = CountTable(TABLE.rows, TABLE.columns, TABLE.counts + 3)
    report = attack_report(whole(later, earlier=[first.release]))
    assert report.public[-1] == "Earlier releases, and what came in since each, are taken into account."
    assert any(
        "in the release before" in line or "since the release before" in line for line in report.sealed
    )
