"""Files that something happened to, and what a shell sees when it is given one."""

import contextlib
import io
import re

from hypothesis import strategies as st

from mutual.cli import main

NUMBER = re.compile(r"(?<![A-Za-z_])\d[\d_]*(?:\.\d+)?")
WORDS = (
    *("NaN", "nan", "Infinity", "-Infinity", "inf", "1e999", "-1e999", "1e308", "1e-320", "-0", "0", "-1"),
    *(
        "9" * 400,
        "9" * 5000,
        "0.1",
        "1e40",
        "1e17",
        "true",
        "null",
        '""',
        '"x"',
        "[]",
        "{}",
        "[[",
        "1,2",
        "½",
    ),
    *(
        "\x00",
        "\ud7ff",
        "\u202e",
        "\r",
        "\n",
        "\t",
        "=",
        '"',
        "'",
        "#",
        "\\ud800",
        "\U0001f600",
        ",",
        "%",
        "$",
    ),
    *("Raytown", "total", "member", "year", "costs", "1970-01-01", "07:32:00"),
)
DEEP = ("[" * 100_000, '{"a":' * 100_000, "(" * 100_000, "a = " + "[" * 100_000, "a." * 50_000 + "b = 1")


@st.composite
def broken(draw, sound):
    """Return bytes: a sound text of which pieces were cut, doubled, moved or replaced, or no text at all."""
    text = draw(st.sampled_from(sound))
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.sampled_from(_CHANGES))(draw, text)
    data = text.encode("utf-8", "surrogatepass")
    return draw(st.sampled_from(_ENCODED))(draw, data)


def _cut(draw, text):
    first, last = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    return text[:first] + text[last:]


def _truncated(draw, text):
    return text[: draw(st.integers(0, len(text)))]


def _doubled(draw, text):
    lines = text.splitlines(keepends=True) or [""]
    place = draw(st.integers(0, len(lines) - 1))
    return "".join([*lines[: place + 1], *lines[place:]])


def _dropped(draw, text):
    lines = text.splitlines(keepends=True) or [""]
    place = draw(st.integers(0, len(lines) - 1))
    return "".join([*lines[:place], *lines[place + 1 :]])


def _moved(draw, text):
    lines = text.splitlines(keepends=True) or [""]
    return "".join(draw(st.permutations(lines)) if len(lines) < 40 else lines[::-1])


def _inserted(draw, text):
    place = draw(st.integers(0, len(text)))
    return text[:place] + draw(st.sampled_from(WORDS)) + text[place:]


def _number(draw, text):
    places = list(NUMBER.finditer(text))
    if not places:
        return text
    found = draw(st.sampled_from(places))
    return text[: found.start()] + draw(st.sampled_from(WORDS)) + text[found.end() :]


def _exchanged(draw, text):
    words = list(re.finditer(r"\w+", text))
    if len(words) < 2:
        return text
    one, other = draw(st.tuples(*[st.sampled_from(words)] * 2))
    return text[: one.start()] + other.group() + text[one.end() :]


def _nested(draw, text):
    place = draw(st.integers(0, len(text)))
    return (
        text[:place]
        + draw(st.sampled_from(DEEP))[: draw(st.sampled_from([300, 3_000, 60_000]))]
        + text[place:]
    )


_CHANGES = (_cut, _truncated, _doubled, _dropped, _moved, _inserted, _number, _number, _exchanged, _nested)
_ENCODED = (
    *[lambda draw, data: data] * 5,
    lambda draw, data: data.decode("utf-8", "replace").encode("utf-16"),
    lambda draw, data: data.decode("utf-8", "replace").encode("latin-1", "replace"),
    lambda draw, data: b"\xef\xbb\xbf" + data,
    lambda draw, data: data.replace(b"\n", b"\r\n"),
    lambda draw, data: data[: len(data) // 2] + draw(st.binary(max_size=20)) + data[len(data) // 2 :],
    lambda draw, data: draw(st.binary(max_size=200)),
)


def seen(words):
    """Return what a shell sees of a command: exit code, standard output and standard error."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(list(map(str, words)))
        except SystemExit as stopped:
            code = stopped.code
    return code, out.getvalue(), err.getvalue()
