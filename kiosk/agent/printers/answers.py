"""What a printer says, sorted: several kinds of answers come down one line, told apart by fixed bits of their bytes.

The kinds and their bits are those of Epson's command reference: real-time status, automatic status, blocks.
"""

IDENTITY, BLOCK = 0x5F, 0x37  # how the answers to GS I and to GS ( H begin; both end with NUL
PROCESS_ID = 0x22  # the second byte of a block that says "all before this is on paper"
LONGEST = 80  # bytes of a block


class Garbled(OSError):
    """What came is no answer of any printer: a wrong baud rate, another protocol, a fault."""


class Answers:
    """Takes the bytes in whatever pieces they arrive."""

    def __init__(self) -> None:
        self.status: list[int] = []  # one byte for each question
        self.identity: str | None = None  # of the model
        self.done: set[bytes] = set()  # process ids whose data is on paper
        self._stream = bytearray()

    @property
    def half(self) -> bool:
        """An answer has begun and not ended."""
        return bool(self._stream)

    def feed(self, data: bytes) -> None:
        """Sort what came. Raises Garbled, after which nothing on this line can be trusted."""
        self._stream += data
        while self._stream:
            first = self._stream[0]
            if first in (IDENTITY, BLOCK):
                if not self._block():
                    return
            elif first & 0x93 == 0x12:
                self.status.append(first)
                del self._stream[:1]
            elif first & 0x93 == 0x10:  # automatic status, switched on by somebody else: four bytes
                if len(self._stream) < 4:
                    return
                del self._stream[:4]
            elif first in (0x11, 0x13):  # XON, XOFF
                del self._stream[:1]
            else:
                raise Garbled

    def _block(self) -> bool:
        """Take a block off the stream; False while its end has not come."""
        end = self._stream.find(0)
        if end < 0:
            if len(self._stream) > LONGEST:
                raise Garbled
            return False
        block = bytes(self._stream[:end])
        del self._stream[: end + 1]
        if block[0] == IDENTITY:
            self.identity = "".join(chr(byte) for byte in block[1:] if 0x20 <= byte < 0x7F)
        elif block[1:2] == bytes([PROCESS_ID]):
            self.done.add(block[2:])
        return True
