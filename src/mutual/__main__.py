"""``python -m mutual`` is ``mutual``."""

import sys

from mutual.cli import main

if __name__ == "__main__":
    sys.exit(main())
