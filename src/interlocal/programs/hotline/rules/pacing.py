"""How many may come at once."""

import threading


class Queue:
    """Lets ``at_once`` in, and lets ``waiting`` more wait up to ``seconds``; all others are turned away."""

    def __init__(self, *, at_once: int, waiting: int, seconds: float) -> None:
        self._seconds = seconds
        self._inside = threading.BoundedSemaphore(at_once)
        self._places = threading.BoundedSemaphore(at_once + waiting)

    def enter(self) -> bool:
        """Come in, or be turned away; who came in must ``leave``."""
        if not self._places.acquire(blocking=False):
            return False
        if self._inside.acquire(timeout=self._seconds):
            return True
        self._places.release()
        return False

    def leave(self) -> None:
        """Make room for the next."""
        self._inside.release()
        self._places.release()
