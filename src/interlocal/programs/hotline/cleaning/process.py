"""The process that cleans one file: bytes in, what was removed and the copy out. It writes no file."""

import json
import resource
import sys

from interlocal.programs.hotline.cleaning.papers import clean_paper
from interlocal.programs.hotline.cleaning.pictures import clean_picture

_MEMORY = 1536 * 1024 * 1024
_SECONDS = 20


def main() -> None:
    """Clean what comes in; ends with an error where that is not possible."""
    for limit, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    data = sys.stdin.buffer.read()
    clean = clean_paper if data.startswith(b"%PDF-") else clean_picture
    copy, content_type, removed = clean(data)
    sys.stdout.buffer.write(json.dumps({"type": content_type, "removed": removed}).encode() + b"\n" + copy)


if __name__ == "__main__":
    main()
