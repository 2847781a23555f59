"""``mutual``: the engine from a shell. Each command is a module; ``command.Command`` says what one holds."""

import argparse
import io
import os
import sys
from collections.abc import Sequence

import mutual
from mutual.cli import bench, calls, cover, roster, share, simulate, solve, staff, study, table
from mutual.cli.command import Command

__all__ = ["main"]

COMMANDS: tuple[Command, ...] = (
    # in the order in which `mutual --help` shows them
    solve,
    study,
    table,
    share,
    calls,
    staff,
    simulate,
    roster,
    cover,
    bench,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 2 with one line on standard error for input that cannot be used."""
    _write_any_letter()
    try:
        try:
            return _run(arguments)
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()  # here, where a full disk or a reader that has gone can still be told
    except BrokenPipeError:  # whoever read the output has enough
        _write_no_more()
        return 1
    except OSError as error:
        if not error.filename:  # standard output
            _write_no_more()
        where = f" {error.filename}" if error.filename else ""
        print(f"mutual: cannot write{where}: {error.strerror or error}.", file=sys.stderr)
        return 2
    except MemoryError:
        print("mutual: this machine has not enough memory for that.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("mutual: stopped.", file=sys.stderr)
        return 130


def _run(arguments: Sequence[str] | None) -> int:
    options = _parser().parse_args(arguments)
    command: Command = options.command
    try:
        return command.run(options)
    except command.REFUSALS as error:
        print(f"mutual: {' '.join(str(error).split())}", file=sys.stderr)
        return 2


def _write_any_letter() -> None:
    """Let output show what a terminal's encoding lacks as a code rather than stop."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _write_no_more() -> None:
    """Keep the interpreter from trying again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mutual", description="Numbers for cities that do something together."
    )
    parser.add_argument("--version", action="version", version=f"mutual {mutual.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_parser(commands).set_defaults(command=command)
    return parser
