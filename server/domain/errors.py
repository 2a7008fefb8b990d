"""How a rule says no."""

from typing import ClassVar


class Refusal(Exception):
    """The hall says no: `code` is stable and for programs, the message is for people.

    `facts` go beside the code into the answer: what a program needs to act on the refusal.
    """

    code: ClassVar[str]

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.facts = facts
