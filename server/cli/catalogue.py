"""`gishe catalogue`."""

from pathlib import Path

import click


@click.group("catalogue")
def command() -> None:
    """What the hall offers."""


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--hall", default="hall", show_default=True, help="The hall's short name.")
def import_file(file: Path, hall: str) -> None:
    """Make FILE (TOML) the hall's catalogue; checked whole before anything changes."""
    from server.cli.opening import opened
    from server.clock import wall
    from server.domain.errors import Refusal
    from server.hall.catalogue_file import read_file
    from server.hall.importing import import_catalogue

    try:
        content = read_file(file)
        with opened(hall) as (store, hall_id), store.unit(hall_id, wall) as work:
            services = import_catalogue(work, content)
    except Refusal as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{services} services in {len(content.groups)} groups, {len(content.counters)} counters")
