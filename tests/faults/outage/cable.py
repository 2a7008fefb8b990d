"""The network between the kiosks and their server: a process of its own that passes everything on, or does not.

`python -m tests.faults.outage.cable PORT` says where it listens, then obeys words on its stdin and repeats each one
when it is done; it ends with its stdin.
"""

import asyncio
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import PIPE, Process
from contextlib import suppress

from tests.faults.printer import ROOT

PIECE = 65536
# whole: everything passes. mute: what kiosks say arrives, what the server says is lost. dead: nothing passes and
# nobody is told. cut: every connection is reset, and nobody is let in. busy: a gateway answers tickets that are brought
# by a 429, everything else passes.
WORDS = ("whole", "mute", "dead", "cut", "busy")
TOO_MANY = b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
BROUGHT = b"POST /api/v1/offline-tickets "


class Cable:
    """One cable. `url`: the server, as the kiosks know it."""

    def __init__(self, process: Process, url: str) -> None:
        self.url = url
        self._process = process

    @classmethod
    async def lay(cls, port: int) -> "Cable":
        """To the server on this port."""
        command = [sys.executable, "-m", "tests.faults.outage.cable", str(port)]
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, cwd=ROOT)
        assert process.stdout is not None
        return cls(process, f"http://127.0.0.1:{int(await process.stdout.readline())}")

    async def be(self, word: str) -> None:
        """One of WORDS, from now on."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{word}\n".encode())
        said = (await self._process.stdout.readline()).decode().strip()
        assert said == word, f"the cable says {said!r}"

    async def remove(self) -> None:
        """Take it away."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()


class _Here:
    """The cable's own process."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._word = "whole"
        self._passing = asyncio.Event()
        self._passing.set()
        self._ends: set[StreamWriter] = set()
        self._listening: asyncio.Server | None = None
        self._here = 0

    async def run(self) -> None:
        """Until stdin ends."""
        await self._listen()
        print(self._here, flush=True)
        words = StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(words), sys.stdin)
        while line := await words.readline():
            await self._be(line.decode().strip())
            print(self._word, flush=True)

    async def _be(self, word: str) -> None:
        before, self._word = self._word, word
        if word == "cut" and self._listening is not None:
            self._listening.close()
            self._listening = None
        elif word != "cut" and self._listening is None:
            await self._listen()
        if word in ("whole", "mute", "busy"):
            self._passing.set()
        else:
            self._passing.clear()
        if word in ("cut", "busy") or (word == "whole" and before != "whole"):  # whatever hung in it has died meanwhile
            for end in list(self._ends):
                end.transport.abort()

    async def _listen(self) -> None:
        self._listening = await asyncio.start_server(self._join, "127.0.0.1", self._here, reuse_address=True)
        self._here = self._listening.sockets[0].getsockname()[1]

    async def _join(self, kiosk: StreamReader, to_kiosk: StreamWriter) -> None:
        self._ends.add(to_kiosk)
        await self._passing.wait()
        try:
            server, to_server = await asyncio.open_connection("127.0.0.1", self._port)
        except OSError:
            return self._part(to_kiosk)
        self._ends.add(to_server)
        up = asyncio.create_task(self._ask(kiosk, to_server, to_kiosk))
        down = asyncio.create_task(self._answer(server, to_kiosk))
        await asyncio.wait({up, down}, return_when=asyncio.FIRST_COMPLETED)
        for way in (up, down):
            way.cancel()
        return self._part(to_kiosk, to_server)

    async def _ask(self, kiosk: StreamReader, to_server: StreamWriter, to_kiosk: StreamWriter) -> None:
        with suppress(OSError):
            while piece := await kiosk.read(PIECE):
                await self._passing.wait()
                if self._word == "busy" and piece.startswith(BROUGHT):
                    to_kiosk.write(TOO_MANY)
                    return await to_kiosk.drain()
                to_server.write(piece)
                await to_server.drain()
        return None

    async def _answer(self, server: StreamReader, to_kiosk: StreamWriter) -> None:
        with suppress(OSError):
            while piece := await server.read(PIECE):
                await self._passing.wait()
                if self._word != "mute":
                    to_kiosk.write(piece)
                    await to_kiosk.drain()

    def _part(self, *ends: StreamWriter) -> None:
        for end in ends:
            self._ends.discard(end)
            end.close()


if __name__ == "__main__":
    asyncio.run(_Here(int(sys.argv[1])).run())
