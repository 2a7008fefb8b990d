"""The printer's network socket: one client at a time, the next one waits until it has hung up."""

import socket
import struct
from contextlib import suppress
from threading import Thread

from kiosk.agent.virtual_printer.machine import Machine

IDLE_S = 90.0  # a client that says nothing for so long is hung up on, as printers do
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: close by a reset


class Wire:
    """Listens on `host`:`port` (0: a free one) until the process ends."""

    def __init__(self, host: str, port: int, machine: Machine) -> None:
        self._machine = machine
        self._client: socket.socket | None = None
        self._listener = socket.create_server((host, port), backlog=8)
        self.port: int = self._listener.getsockname()[1]

    def start(self) -> None:
        Thread(target=self._serve, name="wire", daemon=True).start()

    def pull(self) -> None:
        """The cable is out: whoever is connected notices. The socket is closed by the thread that serves it."""
        if client := self._client:
            with suppress(OSError):
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                client.shutdown(socket.SHUT_RD)

    def _serve(self) -> None:
        while True:
            client, _ = self._listener.accept()
            with client, suppress(OSError):
                client.settimeout(IDLE_S)
                self._client = client
                self._talk(client)
            self._client = None
            self._machine.hang_up()

    def _talk(self, client: socket.socket) -> None:
        while self._machine.sensors.online and (data := client.recv(65536)):
            if answer := self._machine.receive(data):
                client.sendall(answer)
        if not self._machine.sensors.online:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
