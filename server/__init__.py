"""Gishe: the hall itself."""

__version__ = "0.1.0"
