"""The code that unlocks a desk: chosen for one run of the program, kept as a hash only."""

import hashlib
import hmac
import os

LEAST_LENGTH = 4
_ROUNDS = 200_000
_FREE_TRIES = 5
_PAUSE_S = 30.0


class LockCode:
    """One code. After five wrong ones in a row each further try waits half a minute.

    The account's token is what a desk joins its hub with; a person does not know it by heart.
    So whoever locks a desk chooses a code for this run, and nothing of it is written anywhere.
    """

    def __init__(self, code: str) -> None:
        self._salt = os.urandom(16)
        self._hash = self._hashed(code)
        self._wrong = 0
        self._next_try_s = 0.0

    def wait_s(self, now_s: float) -> float:
        """Return for how long no code is looked at yet; ``now_s`` is a steady clock's."""
        return max(0.0, self._next_try_s - now_s)

    def opens(self, code: str, now_s: float) -> bool:
        """Tell whether ``code`` is the one; a try while one has to wait counts for nothing."""
        if self.wait_s(now_s):
            return False
        if hmac.compare_digest(self._hash, self._hashed(code)):
            self._wrong = 0
            return True
        self._wrong += 1
        if self._wrong >= _FREE_TRIES:
            self._next_try_s = now_s + _PAUSE_S
        return False

    def _hashed(self, code: str) -> bytes:
        return hashlib.pbkdf2_hmac("sha256", code.encode(), self._salt, _ROUNDS)
