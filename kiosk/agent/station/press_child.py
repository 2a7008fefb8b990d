"""The child that draws and prints: kept alive, fed one paper at a time, and not trusted to answer."""

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import structlog

READY_S = 10.0  # to start, on a slow machine too
IDLE_S = 10.0  # it says how the printer is every two seconds
HUNG_S = 60.0  # a slow printer takes its time for a ticket; every wait in the child ends long before
AGAIN_S = (0.2, 1.0, 5.0)  # before a new child, after one, two, more that ended at once
STEADY_S = 30.0
END_S = 2.0
WRONG_SETTING = 2  # argparse's exit code
LONGEST_LINE = 64 * 1024

log = structlog.get_logger()


class Said(NamedTuple):
    """A word of the child on a paper. `last`: nothing more will be heard."""

    state: str
    cause: str | None
    mm: float | None
    last: bool


class WrongPrinter(Exception):
    """The child will not work with this printer setting; it said why."""


class PressChild:
    """The press, whichever process it is at the moment."""

    def __init__(
        self,
        command: Sequence[str],
        status: Callable[[Mapping[str, Any] | None], None],
        broke_off: Callable[[], Awaitable[bool]],
    ) -> None:
        """`status`: told how the printer is, None when nobody can tell any more.

        `broke_off`: whether the printer may hold a part of a paper that nobody sends to its end.
        """
        self._command = command
        self._status = status
        self._broke_off = broke_off
        self._child: Process | None = None
        self._ready = asyncio.Event()
        self._heard: asyncio.Queue[Mapping[str, Any] | None] | None = None  # while a paper is under way

    async def run(self) -> None:
        """Keep a child at work. Raises WrongPrinter at the first start."""
        loop, short = asyncio.get_running_loop(), 0
        while True:
            began = loop.time()
            command = (*self._command, "--torn") if await self._broke_off() else self._command
            child = self._child = await asyncio.create_subprocess_exec(
                *command, stdin=PIPE, stdout=PIPE, limit=LONGEST_LINE
            )
            try:
                await self._listen(child)
            finally:
                self._ready.clear()
                self._kill(child)
                self._status(None)
                if self._heard is not None:
                    self._heard.put_nowait(None)
            code = await child.wait()
            if code == WRONG_SETTING:
                raise WrongPrinter("the printer's setting is refused")
            short = 0 if loop.time() - began > STEADY_S else short + 1
            log.warning("the press ended", code=code)
            await asyncio.sleep(AGAIN_S[min(short, len(AGAIN_S)) - 1] if short else 0)

    async def print(
        self, number: int, ticket: Mapping[str, Any], may_go: Callable[[], Awaitable[bool]]
    ) -> AsyncIterator[Said]:
        """What becomes of a ticket, word by word. `may_go` is asked before the first byte is sent."""
        begun = sent = False
        if not await self._is_ready():
            yield Said("failed", "press", None, last=True)
            return
        child = self._child
        assert child is not None
        self._heard = asyncio.Queue()
        end = asyncio.get_running_loop().time() + HUNG_S
        try:
            await _tell(child, {"job": number, "ticket": ticket})
            while (heard := await self._word(child, end)) is not None:
                if heard.get("job") != number:
                    continue
                state = str(heard["state"])
                if state == "sending":
                    go = await may_go()
                    begun = begun or go
                    await _tell(child, {"go" if go else "stop": number})
                    continue
                sent = sent or state == "sent"
                last = bool(heard.get("last", True))
                yield Said(state, heard.get("cause"), heard.get("mm"), last)
                if last:
                    return
        finally:
            self._heard = None
        if sent:
            yield Said("sent", None, None, last=True)
        else:
            yield Said("unknown" if begun else "failed", "press", None, last=True)

    async def end(self) -> None:
        """Let the child go home, or send it there."""
        child, self._child = self._child, None
        if child is None or child.returncode is not None:
            return
        assert child.stdin is not None
        child.stdin.close()
        try:
            async with asyncio.timeout(END_S):
                await child.wait()
        except TimeoutError:
            self._kill(child)
            await child.wait()

    async def _is_ready(self) -> bool:
        try:
            async with asyncio.timeout(READY_S):
                while not self._ready.is_set():
                    await self._ready.wait()
        except TimeoutError:
            return False
        return True

    async def _listen(self, child: Process) -> None:
        assert child.stdout is not None
        while True:
            try:
                async with asyncio.timeout(IDLE_S):
                    line = await child.stdout.readline()
            except TimeoutError:
                if self._heard is not None:  # it is busy: for how long, `print` watches
                    continue
                log.error("the press says nothing")
                return
            except ValueError:
                log.error("the press says a line without end")
                return
            if not line:
                return
            self._hear(line)

    async def _word(self, child: Process, end: float) -> Mapping[str, Any] | None:
        """The next word on the paper under way; None: there will be none."""
        assert self._heard is not None
        try:
            async with asyncio.timeout_at(end):
                return await self._heard.get()
        except TimeoutError:
            log.error("the press hangs")
            self._kill(child)
            return None

    def _hear(self, line: bytes) -> None:
        try:
            heard = json.loads(line)
        except ValueError:
            return
        if not isinstance(heard, dict):
            return
        if heard.get("ready"):
            self._ready.set()
        elif "status" in heard:
            self._status(heard["status"])
        elif "job" in heard and self._heard is not None:
            self._heard.put_nowait(heard)

    def _kill(self, child: Process) -> None:
        with suppress(ProcessLookupError):
            if child.returncode is None:
                child.kill()


async def _tell(child: Process, word: Mapping[str, Any]) -> None:
    """The child may just have ended: whoever listens hears that."""
    assert child.stdin is not None
    with suppress(ConnectionError):
        child.stdin.write(json.dumps(word, ensure_ascii=False).encode() + b"\n")
        await child.stdin.drain()
