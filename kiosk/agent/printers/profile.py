"""What a model of printer can do beyond what every ESC/POS printer does."""

from typing import NamedTuple


class Profile(NamedTuple):
    """`confirms`: GS ( H tells when a paper is out. `clears`: DLE DC4 throws away what it holds."""

    confirms: bool = False
    clears: bool = False


GENERIC = Profile()
EPSON = Profile(confirms=True, clears=True)
