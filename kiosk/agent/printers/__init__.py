"""Printers: found, opened from a spec, asked how they are, and given a ticket."""

from kiosk.agent.printers.discovery import Found, discover
from kiosk.agent.printers.health import Health
from kiosk.agent.printers.outcome import Outcome, Printer, Watcher
from kiosk.agent.printers.paper import Paper
from kiosk.agent.printers.spec import open_printer
from kiosk.agent.printers.status import Status

__all__ = [
    "Found",
    "Health",
    "Outcome",
    "Paper",
    "Printer",
    "Status",
    "Watcher",
    "discover",
    "length_mm",
    "open_printer",
]
