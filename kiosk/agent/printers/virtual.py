"""The virtual printer as if it were plugged in: a child process, started at the first word to it."""

import json
import subprocess
import sys
from pathlib import Path

from kiosk.agent.printers.links import Link, to_network


class VirtualWay:
    """Its papers fall into `folder`; it ends with this process, however that ends."""

    def __init__(self, folder: str, dots: int) -> None:
        options = ["--dir", folder, "--dots", str(dots), "--port", "0", "--http-port", "0", "--until-eof"]
        self._command = [sys.executable, "-m", "kiosk.agent.virtual_printer", *options]
        self._child: subprocess.Popen[bytes] | None = None
        self._port = 0
        Path(folder).mkdir(parents=True, exist_ok=True)

    def __call__(self) -> Link:
        if self._child is None or self._child.poll() is not None:
            self._start()
        return to_network("127.0.0.1", self._port)

    def _start(self) -> None:
        child = self._child = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        assert child.stdout is not None
        try:
            said = json.loads(child.stdout.readline())
        except ValueError:
            raise ConnectionRefusedError("the virtual printer did not start") from None
        self._port = said["port"]
        print(f"virtual printer: http://127.0.0.1:{said['http_port']}/ papers in {said['dir']}", file=sys.stderr)

    def close(self) -> None:
        if self._child is not None:
            self._child.communicate()
            self._child = None
