"""Formulas drawn at random, to be printed and read."""

import os
from fractions import Fraction

from hypothesis import strategies as st

from mutual.formulas.language import clauses as c
from mutual.formulas.language import expressions as e

IS_FULL = os.environ.get("FULL", "") not in {"", "0"}

WORDS = ["calls", "police", "year's", "share", "mean", "total", "lead", "cost", "of", "and", "the", "members"]
WORDS += ["others", "rest", "agency", "in", "St.", "x-1", "ñu", "2nd", "quarter", "up", "cent", "number"]
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
bare = st.sampled_from(["call", "dollars", "people", "branch"])
units = st.one_of(bare, st.tuples(bare, bare).map(" per ".join))
figures = st.integers(1, 10**9).map(lambda n: Fraction(n, 1000))
percents = st.integers(1, 200_00).map(lambda n: Fraction(n, 100_00))
spans = st.builds(e.Span, st.integers(1, 40), st.sampled_from(["year", "quarter", "month"]))
maybe_spans = st.one_of(st.none(), spans)
directions = st.sampled_from(["up", "down", "nearest"])
quantities = st.one_of(
    st.builds(e.Quantity, figures, st.one_of(st.just(""), units)),
    st.builds(e.Quantity, percents, st.just(""), st.just("percent")),
    st.builds(e.Quantity, figures, st.sampled_from(["dollars", "dollars per call"]), st.just("dollars")),
)
leaves = st.one_of(
    quantities,
    st.builds(e.Word, names, maybe_spans),
    st.builds(e.Count),
    st.builds(e.Rolling, st.sampled_from(["mean", "sum", "mean share"]), names, spans, maybe_spans),
)


def _grown(inner):
    tier = st.builds(e.Tier, st.sampled_from(["under", "up to"]), quantities, inner)
    some = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(e.Binary, st.sampled_from("+-*/"), inner, inner),
        st.builds(e.PartOf, percents, inner),
        st.builds(e.Rounded, inner, quantities, directions),
        st.builds(e.AsUnit, inner, units),
        st.builds(e.Escalated, inner, percents, st.integers(1990, 2050)),
        st.builds(e.OfMembers, st.sampled_from(["share", "total"]), inner),
        st.builds(e.Extreme, st.sampled_from(["lesser", "greater"]), some),
        st.builds(
            e.Tiers,
            st.sampled_from(["tiers", "brackets"]),
            inner,
            st.lists(tier, min_size=1, max_size=2).map(tuple),
            inner,
        ),
    )


expressions = st.recursive(leaves, _grown, max_leaves=6)
many_names = st.lists(names, min_size=1, max_size=3).map(tuple)
selectors = st.one_of(
    st.builds(c.Everybody),
    st.builds(c.Joiners, names, st.booleans()),
    st.builds(c.Those, expressions, st.sampled_from(["under", "up to", "over", "at least"]), expressions),
    st.builds(c.Named, many_names),
    st.builds(c.TheLead),
)
basis = st.one_of(st.none(), expressions)
whole = basis.map(lambda by: (c.Basis(Fraction(1), by),))
several = st.lists(st.builds(c.Basis, percents, basis), min_size=2, max_size=3).map(tuple)
bases = st.one_of(whole, several)
targets = st.one_of(
    st.builds(c.FallsOn, st.just("others"), st.just(""), st.one_of(st.just(()), bases)),
    st.builds(c.FallsOn, st.sampled_from(["nobody", "lead"])),
    st.builds(c.FallsOn, st.just("member"), names),
)
leftovers = st.one_of(
    st.builds(c.FallsOn, st.sampled_from(["nobody", "lead", "remainders"])),
    st.builds(c.FallsOn, st.just("member"), names),
)
notes = st.lists(st.sampled_from(["as agreed", "see A.3", 'a "quote', ""]), max_size=2).map(tuple)
texts = st.sampled_from(["Fire. Dispatch", "2024-01", "", "# not a note"])
period = st.one_of(st.none(), st.sampled_from(["year", "quarter", "month"]))
steps = st.lists(st.tuples(st.integers(1990, 2050), percents), min_size=1, max_size=3).map(tuple)
maybe_pool = st.one_of(st.just(""), names)


def _limits():
    bounds = st.one_of(
        st.tuples(st.none(), expressions),
        st.tuples(expressions, st.none()),
        st.tuples(expressions, expressions),
    )
    return st.builds(
        lambda who, both, falls_on, pool, notes: c.Limit(who, *both, falls_on, pool, notes=notes),
        selectors,
        bounds,
        targets,
        maybe_pool,
        notes,
    )


clauses = st.one_of(
    st.builds(c.About, st.sampled_from(["formula", "version", "source"]), texts, notes=notes),
    st.builds(c.Members, many_names, notes=notes),
    st.builds(c.LeadAgency, many_names, notes=notes),
    st.builds(c.Input, names, units, st.sampled_from(["member", "group"]), period, notes=notes),
    st.builds(
        lambda name, unit, by, among, notes: c.Input(name, unit, "member", by, among, notes=notes),
        names,
        units,
        period,
        st.builds(c.Joiners, names, st.booleans()),
        notes,
    ),
    st.builds(c.Option, names, notes=notes),
    st.builds(c.Let, names, expressions, notes=notes),
    st.builds(c.Pool, names, expressions, selectors, notes=notes),
    st.builds(
        c.Divide,
        names,
        st.lists(st.builds(c.Portion, names, expressions), min_size=2, max_size=3).map(tuple),
        notes=notes,
    ),
    st.builds(c.Share, names, bases, st.booleans(), notes=notes),
    st.builds(
        c.Charge,
        st.sampled_from(["charge", "credit"]),
        expressions,
        selectors,
        maybe_pool,
        st.booleans(),
        notes=notes,
    ),
    _limits(),
    st.builds(c.PhaseIn, expressions, steps, notes=notes),
    st.builds(
        lambda start, years, first, notes: c.PhaseIn(start, (), years, first, notes=notes),
        expressions,
        st.integers(2, 9),
        st.integers(1990, 2050),
        notes,
    ),
    st.builds(c.TrueUp, names, st.integers(1, 9), notes=notes),
    st.builds(c.Rounding, st.sampled_from([1, 5, 100, 2500]), leftovers, directions, notes=notes),
    st.builds(c.Billing, st.sampled_from([1, 2, 4, 7, 12]), notes=notes),
)
