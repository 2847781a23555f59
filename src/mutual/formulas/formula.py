"""A formula: its clauses, and where they came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from mutual.formulas.language import clauses as c
from mutual.formulas.language.checking import problems_of
from mutual.formulas.language.names import key
from mutual.formulas.language.parsing import read
from mutual.formulas.language.printing import printed
from mutual.formulas.problems import FormulaError, Problem


@dataclass(frozen=True)
class Formula:
    """A cost-sharing formula, read and found sound.

    Two are equal when they say the same, wherever their words stand. ``text`` is what was read.
    """

    clauses: tuple[c.Sentence, ...]
    closing_notes: tuple[str, ...] = ()
    text: str = field(default="", compare=False, repr=False)

    @property
    def title(self) -> str:
        """The title, or nothing."""
        return self._about("formula")

    @property
    def version(self) -> str:
        """The version, or nothing."""
        return self._about("version")

    @property
    def source(self) -> str:
        """Where the rule comes from, or nothing."""
        return self._about("source")

    @property
    def members(self) -> tuple[str, ...]:
        """Who may belong, in the order named; nothing where the formula is open to whoever has drivers."""
        return next((clause.names for clause in self.clauses if isinstance(clause, c.Members)), ())

    @property
    def inputs(self) -> tuple[c.Input, ...]:
        """The drivers and figures of the group that must be given."""
        return tuple(clause for clause in self.clauses if isinstance(clause, c.Input))

    @property
    def options(self) -> tuple[str, ...]:
        """What each member may join."""
        return tuple(clause.name for clause in self.clauses if isinstance(clause, c.Option))

    def formatted(self) -> str:
        """Return the formula in its one form, a sentence a line, notes before; it reads the same."""
        return printed(self.clauses, self.closing_notes)

    def numbered(self) -> Iterator[tuple[int, c.Sentence]]:
        """Return the clauses but title, version and source, numbered from 1 as in the legal text."""
        said = (clause for clause in self.clauses if not isinstance(clause, c.About))
        yield from enumerate(said, start=1)

    def clause_of(self, name: str) -> c.Sentence | None:
        """Return the clause that gives ``name`` its meaning."""
        named = (c.Input, c.Option, c.Let, c.Pool)
        return next(
            (one for one in self.clauses if isinstance(one, named) and key(one.name) == key(name)), None
        )

    def _about(self, what: str) -> str:
        return next((one.text for one in self.clauses if isinstance(one, c.About) and one.what == what), "")


def parse(text: str) -> Formula:
    """Read a formula.

    Raises ``FormulaError`` with every problem: sentences that cannot be read, words that are not known,
    units that do not go together, weights that do not add up, pools that are never shared.
    """
    found = read(text)
    problems = _in_order(found.problems, () if found.problems else problems_of(found.clauses))
    if problems:
        raise FormulaError(problems)
    return Formula(found.clauses, found.closing_notes, text)


def check(text: str) -> tuple[Problem, ...]:
    """Return every problem of a text, in its order, for a text editor; nothing where it is sound.

    Each has a line and a column (from 1), a length, a message and, where a word is near, a suggestion.
    Of sentences that cannot be read the first hundred are told; words that they may have defined are not
    missed elsewhere.
    """
    found = read(text)
    if not found.problems:
        return problems_of(found.clauses)
    others = [problem for problem in problems_of(found.clauses) if not problem.may_follow]
    return _in_order(found.problems, others)


def _in_order(*groups: tuple[Problem, ...] | list[Problem]) -> tuple[Problem, ...]:
    together = [problem for group in groups for problem in group]
    return tuple(sorted(together, key=lambda problem: (problem.line, problem.column)))
