"""`gishe bench`."""

import importlib
import sys

import click

MEASURES = {
    "issuing": "a ticket, one after another",
    "full_speed": "8 kiosks at full speed",
    "busy_hall": "10 tickets a second, 50 displays",
    "phones": "the same with 500 phones",
    "calling": "call next, 1,000 waiting",
    "growing": "0 and 1,000,000 past visits",
    "blink": "Next to the number on 50 displays",
    "first_byte": "tap to the first byte at the printer",
    "drawing": "a ticket drawn, warm",
    "idle": "memory and CPU of an idle hall",
    "starting": "start to ready",
}


@click.command("bench")
@click.option("--short", is_flag=True, help="Fewer samples: about a minute instead of a quarter of an hour.")
@click.option("--only", multiple=True, type=click.Choice(list(MEASURES)), help="Just this one; may be repeated.")
@click.option("--strict", is_flag=True, help="Exit with 1 when a bar is missed.")
def command(short: bool, only: tuple[str, ...], strict: bool) -> None:
    """Measure the hall against its bars, beside a bare Flask route and a bare FULL commit in the same run.

    Halls of its own, in a temporary folder, with printing on and the settings of `gishe serve`. A bar that is
    missed is shown; the command fails only when it cannot measure.
    """
    import tempfile
    from pathlib import Path

    from server.bench.figures import CannotMeasure, table
    from server.bench.ground import Ground
    from server.bench.machine import described

    figures = []
    machine = described()
    try:
        with tempfile.TemporaryDirectory(prefix="gishe-bench-") as folder:
            ground = Ground(Path(folder), short=short)
            for name in only or MEASURES:
                click.echo(f"{name}: {MEASURES[name]} ...", err=True)
                figures += importlib.import_module(f"server.bench.{name}").measure(ground)
    except CannotMeasure as error:
        raise click.ClickException(str(error)) from None
    click.echo(table(figures))
    click.echo(machine)
    if strict and any(figure.met is False for figure in figures):
        sys.exit(1)
