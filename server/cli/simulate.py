"""`gishe simulate`: virtual visitors and clerks in a running hall."""

from pathlib import Path

import click


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
    default="busy",
    show_default=True,
    help="busy, or replay:FILE[:OFFICE[:DATE]] in the hall that the demo built of it",
)
@click.option(
    "--speed", type=click.FloatRange(0.1, 3600), help="Hall seconds a second; by default as fast as the hall's clock."
)
@click.option("--seed", default=1, show_default=True, help="The same seed, the same people.")
@click.option(
    "--minutes",
    type=click.FloatRange(0.1),
    help="Busy: nobody comes after so many minutes of the hall; by default without end.",
)
@click.option("--clerks", type=click.IntRange(1), help="How many counters are staffed; by default all.")
def command(
    made: Path, visitors: str, speed: float | None, seed: int, minutes: float | None, clerks: int | None
) -> None:
    """Drive kiosks, clerks and pads through the HTTP API, and print the day's figures.

    Ends well (0) only when every ticket ended finished, absent or closed.
    """
    import json
    from http.client import HTTPException

    from server.simulation.driving import OtherHall, Wishes, drive
    from server.simulation.log import BadLog
    from server.simulation.talk import Refused

    if visitors != "busy" and not visitors.startswith("replay:"):
        raise click.BadParameter("busy, or replay:FILE[:OFFICE[:DATE]]", param_hint="--visitors")
    wishes = Wishes(visitors, speed, seed, minutes, clerks)
    try:
        ended = drive(json.loads(made.read_text("utf-8")), wishes, click.echo)
    except (OtherHall, BadLog, Refused, OSError, HTTPException) as error:
        raise click.ClickException(str(error)) from None
    if not ended:
        raise click.exceptions.Exit(1)
