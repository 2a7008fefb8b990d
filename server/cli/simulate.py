"""`gishe simulate`: virtual visitors and clerks in a running hall."""

import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

import click

from server.cli.asked import SPEED, Visitors


@click.command("simulate")
@click.option(
    "--demo",
    "made",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    default=Path("var/demo/demo.json"),
    show_default=True,
    help="The running hall's demo.json.",
)
@click.option(
    "--visitors",
    type=Visitors("busy"),
    default="busy",
    show_default=True,
    help="busy, or replay:FILE[:OFFICE[:DATE]] in the hall that the demo built of it",
)
@click.option("--speed", type=SPEED, help="Hall seconds a second; by default as fast as the hall's clock.")
@click.option("--seed", default=1, show_default=True, help="The same seed, the same people.")
@click.option(
    "--minutes",
    type=click.FloatRange(0.1),
    help="Busy: nobody comes after so many minutes of the hall; by default without end.",
)
@click.option("--clerks", type=click.IntRange(1), help="How many counters are staffed; by default all.")
@click.option("--until-eof", is_flag=True, help="End with stdin, as a child process should.")
def command(
    made: Path,
    visitors: str,
    speed: float | None,
    seed: int,
    minutes: float | None,
    clerks: int | None,
    until_eof: bool,
) -> None:
    """Drive kiosks, clerks and pads through the HTTP API, and print the day's figures.

    Ends well (0) only when every ticket ended finished, absent or closed.
    """
    from http.client import HTTPException

    from server.simulation.driving import OtherHall, Wishes, drive
    from server.simulation.log import BadLog
    from server.simulation.talk import Refused

    if until_eof:
        threading.Thread(target=_end_with_stdin, daemon=True).start()
    wishes = Wishes(visitors, speed, seed, minutes, clerks)
    try:
        ended = drive(_known(made), wishes, click.echo)
    except (OtherHall, BadLog, Refused, OSError, HTTPException) as error:
        raise click.ClickException(str(error)) from None
    if not ended:
        raise click.exceptions.Exit(1)


def _known(made: Path) -> dict[str, Any]:
    """What a demo says of itself. Raises ClickException where this is no demo.json."""
    try:
        known = json.loads(made.read_text("utf-8"))
    except ValueError:
        known = None
    if not isinstance(known, dict) or not {"url", "hall", "staff", "devices"} <= known.keys():
        raise click.ClickException(f"{made} is not the demo.json of a hall")
    return known


def _end_with_stdin() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)
