"""A serial port whose other end is the printer: a pseudo-terminal."""

import os
import select
import tty
from contextlib import suppress
from threading import Thread

from kiosk.agent.virtual_printer.bell import Bell
from kiosk.agent.virtual_printer.machine import Machine
from kiosk.agent.virtual_printer.pace import Pace


class SerialLine:
    """Open from the start to the end; `path` is what to connect to.

    Nobody hangs up on a serial line: half an image that its sender did not finish takes the beginning of the next
    ticket for its other half, as on a real one. Where a network connection would be refused or reset, nothing is read
    here: the cable is out. Such bytes as wait then are lost.
    """

    def __init__(self, machine: Machine) -> None:
        self.bell = Bell()
        self._machine = machine
        self._talk = machine.talk()
        self._known, self._cut = machine.lost, False
        self._pace = Pace()
        self._ours, self._theirs = os.openpty()  # kept open: without it each client's end would be the line's end
        tty.setraw(self._theirs)
        os.set_blocking(self._ours, False)
        self.path = os.ttyname(self._theirs)
        machine.tell(self.bell.ring)

    def start(self) -> None:
        Thread(target=self._serve, name="serial", daemon=True).start()

    def _serve(self) -> None:
        while True:
            rung = self.bell.listen()
            self._settle()
            self.bell.heard(rung)
            self._say(self._machine.unasked(self._talk))
            pause = self._pace.pause(self._machine.trouble.pace)
            ready = [] if pause or self._machine.door != "open" or self._machine.full else [self._ours]
            found, _, _ = select.select([self.bell.fd, *ready], [], [], pause or None)
            if self._ours in found:
                pace = self._machine.trouble.pace
                data = self._read(self._pace.bite(pace))
                self._pace.took(len(data), pace)
                self._say(self._machine.hear(self._talk, data))

    def _settle(self) -> None:
        if self._machine.door != "open":
            self._cut = True
        elif self._cut or self._known != self._machine.lost:
            self._known, self._cut = self._machine.lost, False
            while self._read(65536):
                pass

    def _read(self, most: int) -> bytes:
        try:
            return os.read(self._ours, most)
        except BlockingIOError:
            return b""

    def _say(self, answer: bytes) -> None:
        if answer:
            with suppress(BlockingIOError):  # whoever reads no answers loses them
                os.write(self._ours, answer)
