"""``mutual``: the engine from a shell. Each command is a module; ``command.Command`` says what one holds."""

import argparse
import os
import sys
from collections.abc import Sequence

import mutual
from mutual.cli import bench, share, solve, study, table
from mutual.cli.command import Command

__all__ = ["main"]

COMMANDS: tuple[Command, ...] = (
    # in the order in which `mutual --help` shows them
    solve,
    study,
    table,
    share,
    bench,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 2 with one line on standard error for input that cannot be used."""
    options = _parser().parse_args(arguments)
    command: Command = options.command
    try:
        code = command.run(options)
        sys.stdout.flush()
    except command.REFUSALS as error:
        print(f"mutual: {error}", file=sys.stderr)
        return 2
    except MemoryError:
        print("mutual: this machine has not enough memory for that.", file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read the output has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("mutual: stopped.", file=sys.stderr)
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mutual", description="Numbers for cities that do something together."
    )
    parser.add_argument("--version", action="version", version=f"mutual {mutual.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_parser(commands).set_defaults(command=command)
    return parser
