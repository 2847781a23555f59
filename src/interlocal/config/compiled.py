"""Where the engine keeps what it compiles: beside its code, or with the data where that is closed to it."""

import os
from importlib.util import find_spec
from pathlib import Path


def keep_compiled(data: Path) -> None:
    """Give numba a folder below ``data`` where the code's own cannot be written, before any use."""
    found = find_spec("mutual")
    if found is None or found.origin is None or os.access(Path(found.origin).parent, os.W_OK):
        return
    os.environ.setdefault("NUMBA_CACHE_DIR", str(data / "engine"))
