"""Printers: one opened from its spec, asked how it is, and given a ticket's image."""

from kiosk.agent.printers.outcome import Outcome, Printer
from kiosk.agent.printers.spec import open_printer
from kiosk.agent.printers.status import Status

__all__ = ["Outcome", "Printer", "Status", "open_printer"]
