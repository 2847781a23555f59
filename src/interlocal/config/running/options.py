"""What ``interlocal run`` may be told, readable before the settings are."""

import argparse
from collections.abc import MutableMapping, Sequence

PORT = 8000
HOST = "127.0.0.1"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options on a parser."""
    parser.add_argument("--port", type=_port, default=PORT, help="port to answer on (8000)")
    parser.add_argument("--host", default=HOST, help="address to answer on (127.0.0.1: this computer alone)")
    parser.add_argument(
        "--sample",
        action="store_true",
        help="show the sample partnership: load it when the database is empty, and keep mail at /dev/mail",
    )


def announce(words: Sequence[str], environ: MutableMapping[str, str]) -> None:
    """Put into ``environ`` what the options say and the environment does not say itself."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    add_options(parser)
    try:
        options, _ = parser.parse_known_args(list(words))
    except argparse.ArgumentError:
        return  # the command itself reports it
    if environ.setdefault("INTERLOCAL_BASE_URL", own := f"http://localhost:{options.port}") == own:
        environ.setdefault("INTERLOCAL_CONTENT_URL", f"http://lessons.localhost:{options.port}")
    if options.sample:
        environ.setdefault("INTERLOCAL_DEMO", "1")
        # A person looks on: the address and the sign-ins should not scroll away under one line a request.
        environ.setdefault("INTERLOCAL_LOG_LEVEL", "WARNING")


def _port(text: str) -> int:
    port = int(text) if text.isascii() and text.isdecimal() else 0
    if not 1 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 1 to 65535")
    return port
