"""Printers: one opened from its spec, asked how it is, and given a ticket's image."""

from kiosk.agent.printers.health import Health
from kiosk.agent.printers.outcome import Outcome, Printer, Watcher
from kiosk.agent.printers.paper import Paper
from kiosk.agent.printers.spec import open_printer
from kiosk.agent.printers.status import Status
from kiosk.agent.printers.wording import raster

__all__ = ["Health", "Outcome", "Paper", "Printer", "Status", "Watcher", "open_printer", "raster"]
