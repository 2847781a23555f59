"""What a command is to the command line: a module with these three names."""

import argparse
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    # argparse names the type of what it hands out in its stubs alone.
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001
else:
    Commands = object


class Command(Protocol):
    """One command a module, listed in ``COMMANDS``."""

    @property
    def REFUSALS(self) -> tuple[type[Exception], ...]:  # noqa: N802 - a constant of the module
        """What ``run`` raises for input that cannot be used, with a message in one line."""

    def add_parser(self, commands: Commands) -> argparse.ArgumentParser:
        """Describe the command and its options."""

    def run(self, options: argparse.Namespace) -> int:
        """Do it, print the outcome, and return the exit code."""
