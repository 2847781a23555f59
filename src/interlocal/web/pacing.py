"""How often one address may ask. Kept in memory, for minutes, under a key that is then thrown away.

What is kept is a digest of the address under a random key; with the next key nobody can tell, even here, who
asked before. There is room for a bounded number of addresses; where more ask, who asked longest ago is
forgotten first, so that a flood from few is still known.
"""

import hashlib
import math
import secrets
import threading
from collections import OrderedDict

KEY_SECONDS = 600.0
MOST = 20_000


class Pace:
    """An allowance for each address: ``burst`` at once, then ``per_second``."""

    def __init__(self, *, burst: float, per_second: float, most: int = MOST) -> None:
        self._burst, self._per_second, self._most = burst, per_second, most
        self._lock = threading.Lock()
        self._key, self._made_at = b"", -KEY_SECONDS
        # Digest -> what is left, and when that was; who asked last stands last.
        self._left: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def may(self, address: str, now: float) -> bool:
        """Take one from the allowance of ``address`` at ``now`` (seconds that only grow); is there one?"""
        with self._lock:
            self._turn_key(now)
            digest = hashlib.blake2b(address.encode(), key=self._key, digest_size=16).digest()
            left, since = self._left.pop(digest, (self._burst, now))
            left = min(self._burst, left + (now - since) * self._per_second)
            is_allowed = left >= 1
            self._left[digest] = (left - 1 if is_allowed else left, now)
            self._forget(now)
            return is_allowed

    @property
    def rest_seconds(self) -> int:
        """Return after how many seconds, rounded up, an allowance that is used up has one again."""
        return max(1, math.ceil(1 / self._per_second))

    def __len__(self) -> int:
        return len(self._left)

    def _turn_key(self, now: float) -> None:
        if now - self._made_at >= KEY_SECONDS:
            self._key, self._made_at = secrets.token_bytes(32), now
            self._left.clear()

    def _forget(self, now: float) -> None:
        """Drop who asked longest ago: whose allowance is full again, or, where there is no room, anyway."""
        while self._left:
            left, since = next(iter(self._left.values()))
            is_full = left + (now - since) * self._per_second >= self._burst
            if not is_full and len(self._left) <= self._most:
                return
            self._left.popitem(last=False)
