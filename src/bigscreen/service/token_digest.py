"""The one place that turns a token into what is kept of it."""

import hashlib


def token_digest(token: str) -> str:
    """Return the SHA-256 digest of a token, in hex.

    Tokens are 256 random bits, which nobody can guess from a digest however fast it is to
    compute; a slow password hash would only make every login slow.
    """
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
