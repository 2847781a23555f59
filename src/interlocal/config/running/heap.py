"""Memory of a process that serves pages: what stays for good is passed over when garbage is looked for.

Code, templates and the engine are hundreds of thousands of objects that never go. Looking through all of them
stops every page of the process for a good part of a second, and writes to memory that processes share.
"""

import gc

# Objects made and not yet gone before a look at the young, and looks at the young before one at the old.
# A page makes tens of thousands and lets go of nearly all by itself.
YOUNG, MIDDLE, OLD = 20_000, 10, 20


def set_aside() -> None:
    """Let go of what is garbage now, and set the rest aside for as long as the process lives."""
    gc.collect()
    gc.freeze()


def look_seldom() -> None:
    """Look for garbage once in tens of thousands of objects, in place of once in 700."""
    gc.set_threshold(YOUNG, MIDDLE, OLD)
