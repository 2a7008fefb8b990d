"""What it was measured on."""

import os
import platform
import sqlite3
from pathlib import Path

from server import __version__


def described() -> str:
    """One line: processor, cores, memory, versions, and how busy the machine was before."""
    cpu = _value(Path("/proc/cpuinfo"), "model name") or platform.machine()
    memory = int(_value(Path("/proc/meminfo"), "MemTotal").split()[0]) / 1024**2
    return (
        f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GB; {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, gishe {__version__}; "
        f"load before: {os.getloadavg()[0]:.2f}"
    )


def _value(file: Path, name: str) -> str:
    lines = file.read_text("utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")
