"""A visit's own link, the same at every reprint, stored nowhere; and a rating's, good for a minute."""

import hmac
from base64 import urlsafe_b64encode

SIGNATURE = 22  # characters: 132 bits


def visit_token(secret: str, visit: int) -> str:
    """`<visit id>.<signature>`: whoever holds it holds the ticket."""
    return f"{visit}.{_signed(secret, str(visit))}"


def visit_of_token(secret: str, token: str) -> int | None:
    """The visit of a link; None if it was not made here."""
    visit, _, signature = token.partition(".")
    if not visit.isascii() or not visit.isdecimal() or len(visit) > 15:
        return None
    return int(visit) if hmac.compare_digest(_signed(secret, visit).encode(), signature.encode()) else None


def edit_token(secret: str, key: str, until: int) -> str:
    """The right to add to a rating until `until` (Unix seconds, wall clock)."""
    return f"{key}.{until}.{_signed(secret, f'rating {key} {until}')}"


def rating_of_token(secret: str, token: str, now: int) -> str | None:
    """The key of the rating; None if the link is not ours or its minute is over."""
    key, _, rest = token.partition(".")
    until, _, signature = rest.partition(".")
    if not hmac.compare_digest(_signed(secret, f"rating {key} {until}").encode(), signature.encode()):
        return None
    return key if now <= int(until) else None


def _signed(secret: str, text: str) -> str:
    digest = hmac.digest(secret.encode(), text.encode(), "sha256")
    return urlsafe_b64encode(digest).decode()[:SIGNATURE]
