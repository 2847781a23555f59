"""From a text to a formula, with every sentence that cannot be read told by line, column and word."""

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from lark import Lark, Token, Tree, UnexpectedInput
from lark.exceptions import UnexpectedCharacters, UnexpectedToken, VisitError

from mutual.formulas.language.clauses import Sentence as Clause
from mutual.formulas.language.reading import reader
from mutual.formulas.language.reserved import RESERVED
from mutual.formulas.language.sentences import Lines, Sentence, sentences
from mutual.formulas.problems import FormulaError, Problem, meant

_IN_A_NAME = re.compile(r"[\w'’-]+")
_SHOWN = 6
_MOST_PROBLEMS = 100
_DEEPEST = 120  # well within what Python can recurse
_KINDS = {
    "WORD": "a name",
    "STRING": "a text in quotation marks",
    "NUMBER": "a number",
    "PERCENT": "a percentage",
    "MONEY": "an amount such as $100",
    "PERIOD": "years, quarters or months",
    "HOW_OFTEN": "monthly, quarterly or yearly",
    "COUNT": "number of members",
    "MEAN_SHARE": "mean share",
    "SHARE_OF": "share",
    "A_YEAR": "a year",
    "DO_NOT": "do not",
    "IF_JOINED": ", if joined",
    "LESS": "less",
    "PLUS_SIGN": "+",
    "MINUS_SIGN": "-",
    "TIMES_SIGN": "*",
    "SLASH": "/",
    "LPAR": "(",
    "RPAR": ")",
    "COMMA": ",",
    "SEMICOLON": ";",
    "COLON": ":",
    "$END": "a full stop",
}
_OPERATORS = {"PLUS", "TIMES", "LESS", "DIVIDED", "PLUS_SIGN", "MINUS_SIGN", "TIMES_SIGN", "SLASH"} | {
    "ROUNDED",
    "AS",
    "ESCALATED",
}
_NO_SUGGESTION = {"WORD", "STRING", "NUMBER", "PERCENT", "MONEY", "$END"}


@dataclass(frozen=True)
class Read:
    """The clauses that could be read, the notes after the last, and what could not."""

    clauses: tuple[Clause, ...]
    closing_notes: tuple[str, ...]
    problems: tuple[Problem, ...]


def read(text: str) -> Read:
    """Read every sentence of ``text`` for itself, so that one mistake hides no other.

    A text of which so many sentences cannot be read is no formula; it is not read to its end.
    """
    lines = Lines.of(text)
    given, closing = sentences(text)
    clauses: list[Clause] = []
    problems: list[Problem] = []
    for sentence in given:
        if len(problems) >= _MOST_PROBLEMS:
            break
        if not sentence.text:
            problems.append(Problem("A full stop ends nothing.", lines.place(sentence.start, 1)))
            continue
        try:
            clauses.append(_clause(sentence, lines))
        except FormulaError as error:
            problems += error.problems
            continue
        if not sentence.is_ended:
            end = sentence.start + len(sentence.text)
            problems.append(Problem("The last sentence needs a full stop.", lines.place(end, 1), "."))
    return Read(tuple(clauses), closing, tuple(problems))


def _clause(sentence: Sentence, lines: Lines) -> Clause:
    try:
        tree = _grammar().parse(sentence.text)
        if _depth(tree) > _DEEPEST:
            place = lines.place(sentence.start, len(sentence.text))
            raise FormulaError(
                [Problem("The sentence is nested too deeply; name parts of it with “Let”.", place)]
            )
        clause: Clause = reader(lines, sentence.start).transform(tree)
    except UnexpectedInput as error:
        raise FormulaError([_problem(error, sentence, lines)]) from None
    except VisitError as error:
        if isinstance(error.orig_exc, FormulaError):
            raise error.orig_exc from None
        raise
    place = lines.place(sentence.start, len(sentence.text))
    return replace(clause, place=place, notes=sentence.notes)


def _depth(tree: Tree[Token]) -> int:
    deepest, level = 0, [tree]
    while level:
        deepest += 1
        level = [child for one in level for child in one.children if isinstance(child, Tree)]
    return deepest


@cache
def _grammar() -> Lark:
    grammar = files("mutual.formulas.language").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        grammar.replace("@RESERVED@", "|".join(sorted(RESERVED))),
        parser="lalr",
        lexer="contextual",
        propagate_positions=True,
        maybe_placeholders=True,
    )


def _problem(error: UnexpectedInput, sentence: Sentence, lines: Lines) -> Problem:
    expected = _expected(error)
    at: int = getattr(error, "pos_in_stream", 0)  # the library declares none
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        return _swallowed(sentence.text, expected, sentence, lines) or Problem(
            f"The sentence stops too early: {_said(expected)} should follow.",
            lines.place(sentence.start + len(sentence.text), 1),
        )
    word = re.match(r'"[^"\n]*"?|\$?[\d,.]+%?|[\w\'’-]+|\S', sentence.text[at:])
    shown = word[0] if word else sentence.text[at : at + 1]
    place = lines.place(sentence.start + at, len(shown))
    if shown.startswith('"') and not (len(shown) > 1 and shown.endswith('"')):
        return Problem("A quotation mark is missing its partner on this line.", place)
    known = [name for kind in expected - _NO_SUGGESTION for name in re.split(r", | or ", _word(kind))]
    begins = at == 0
    message = (
        f"No sentence begins with “{shown}”."
        if begins
        else f"“{shown}” is not what can stand here: {_said(expected)}."
    )
    if shown.casefold() in RESERVED and "WORD" in expected:
        message = f"“{shown}” has a meaning of its own; put a name that holds it in quotation marks."
    return Problem(message, place, meant(shown, [_cased(name, begins=begins) for name in known]))


def _swallowed(before: str, expected: set[str], sentence: Sentence, lines: Lines) -> Problem | None:
    """Find a keyword with a slip in the name that ended too late: ``Share police bye calls``."""
    keywords = [_word(kind) for kind in expected - _NO_SUGGESTION if _word(kind).isalpha()]
    begins = _name_at_the_end(before)
    for word in _IN_A_NAME.finditer(before, begins):
        near = meant(word[0], keywords)
        if near and word.start() > begins:
            place = lines.place(sentence.start + word.start(), len(word[0]))
            return Problem(f"“{word[0]}” is read as part of a name.", place, near)
    return None


def _name_at_the_end(text: str) -> int:
    """Return where the words begin, each with a letter first, with which the text ends."""
    begins = len(text)
    for word in reversed(list(_IN_A_NAME.finditer(text))):
        if text[word.end() : begins].strip() or not word[0][0].isalpha():
            break
        begins = word.start()
    return begins


def _expected(error: UnexpectedInput) -> set[str]:
    if isinstance(error, UnexpectedToken):
        return set(error.accepts or error.expected)
    if isinstance(error, UnexpectedCharacters):
        return set(error.allowed or ())
    return set()


def _word(kind: str) -> str:
    return _KINDS.get(kind, kind.casefold())


def _cased(name: str, *, begins: bool) -> str:
    return name.capitalize() if begins else name


def _said(expected: set[str]) -> str:
    # What begins a figure is told as one thing.
    kinds = set(expected)
    if {"WORD", "NUMBER", "MONEY"} <= kinds:
        figures = {
            "WORD",
            "STRING",
            "NUMBER",
            "MONEY",
            "PERCENT",
            "MEAN",
            "SUM",
            "MEAN_SHARE",
            "SHARE_OF",
            "TOTAL",
        }
        kinds -= figures | {"COUNT", "LESSER", "GREATER", "TIERS", "BRACKETS", "LPAR"}
        words = ["a figure"]
    else:
        words = []
        if {"WORD", "STRING"} <= kinds:
            kinds.discard("STRING")
    if kinds - _OPERATORS:
        kinds -= _OPERATORS
    words += sorted(_word(kind) for kind in kinds)
    shown = words[:_SHOWN]
    return (", ".join(shown[:-1]) + " or " + shown[-1]) if len(shown) > 1 else "".join(shown)
