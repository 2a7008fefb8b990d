"""`python -m kiosk.agent.virtual_printer`: its first line of output says where it listens."""

import argparse
import json
import signal
import sys
from pathlib import Path

from kiosk.agent.virtual_printer.machine import Machine
from kiosk.agent.virtual_printer.page import serve_page
from kiosk.agent.virtual_printer.serial_line import SerialLine
from kiosk.agent.virtual_printer.tray import Tray
from kiosk.agent.virtual_printer.wire import Wire


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m kiosk.agent.virtual_printer")
    options.add_argument("--dir", type=Path, required=True, help="where a .bin and a .png of each paper are put")
    options.add_argument("--host", default="127.0.0.1")
    options.add_argument("--port", type=int, default=9100, help="the printer's; 0 for a free one")
    options.add_argument("--http-port", type=int, default=9180, help="the page's; 0 for a free one")
    options.add_argument("--dots", type=int, default=576, help="width of the head")
    options.add_argument("--pty", action="store_true", help="a serial line too; where is said in the first line")
    options.add_argument("--until-eof", action="store_true", help="end with stdin, as a child process should")
    chosen = options.parse_args()

    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.SIG_DFL)  # nothing to put away: every paper is already in its folder
    machine = Machine(chosen.dots, Tray(chosen.dir))
    wire = Wire(chosen.host, chosen.port, machine)
    lines: list[Wire | SerialLine] = [wire]
    said = {"port": wire.port}
    if chosen.pty:
        serial = SerialLine(machine)
        lines.append(serial)
        said |= {"pty": serial.path}
    for line in lines:
        line.start()
    said |= {"http_port": serve_page(chosen.host, chosen.http_port, machine, [line.bell for line in lines])}
    print(json.dumps(said | {"dir": str(chosen.dir)}), flush=True)
    if chosen.until_eof:
        sys.stdin.read()
    else:
        signal.pause()


if __name__ == "__main__":
    main()
