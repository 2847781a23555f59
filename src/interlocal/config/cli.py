"""``interlocal``: every command of the house, with errors that a person can act on."""

import os
import sys
from collections.abc import Iterator, Sequence

SETTINGS = "interlocal.config.settings"
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    os.umask(0o077)  # whatever this process writes is its owner's alone
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if words[:1] == ["run"]:
        # The settings are read once, so what this command decides is said before they are.
        from interlocal.config.running.options import announce

        announce(words[1:], os.environ)
    try:
        return _execute(words)
    except KeyboardInterrupt:
        return INTERRUPTED


def _execute(words: list[str]) -> int:
    from django.core.exceptions import ImproperlyConfigured

    try:
        if not words or (words[0] in {"-h", "--help", "help"} and len(words) == 1):
            print(_help())
            return 0
        if words == ["--version"]:
            from importlib.metadata import version

            print(f"interlocal {version('interlocal')}")
            return 0
        from django.core.management import execute_from_command_line

        execute_from_command_line(["interlocal", *words])
    except ImproperlyConfigured as error:
        print(f"interlocal: {error}", file=sys.stderr)
        return 1
    return 0


def _help() -> str:
    own, others = [], []
    for name, is_own, summary in _commands():
        if is_own:
            own.append(f"  {name:<18} {summary}".rstrip())
        else:
            others.append(name)
    return "\n".join(
        [
            "usage: interlocal COMMAND [options]",
            "",
            "Software in which neighbouring cities decide, run, pay for and account for services together.",
            "",
            "Commands:",
            *own,
            "",
            "Django's commands work too: " + ", ".join(others) + ".",
            "`interlocal COMMAND --help` explains a command; docs/reference/settings.md lists the settings.",
        ]
    )


def _commands() -> Iterator[tuple[str, bool, str]]:
    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    for name, app in sorted(get_commands().items()):
        if not str(app).startswith("interlocal."):
            yield name, False, ""
            continue
        yield name, True, str(load_command_class(app, name).help).partition("\n")[0]


if __name__ == "__main__":
    sys.exit(main())
