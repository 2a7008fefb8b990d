"""What a visitor should not have written, and did: long numbers and addresses are not kept."""

import re

MASK = "…"
_PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+"  # e-mail
    r"|\+?\d(?:[\s./()-]{0,2}\d){5,}"  # six digits and more: personal numbers, telephones, accounts
)


def masked(text: str) -> str:
    """The text without e-mail addresses and without numbers of six digits or more, at most 500 characters."""
    return _PERSONAL.sub(MASK, text[:500])
