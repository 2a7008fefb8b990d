"""`gishe init`."""

from pathlib import Path

import click


@click.command("init")
@click.option(
    "--env",
    type=click.Path(path_type=Path),
    default=Path("gishe.env"),
    show_default=True,
    help="Settings file to write.",
)
@click.option("--database", default="sqlite:///var/gishe.db", show_default=True)
@click.option("--hall", default="hall", show_default=True, help="The hall's short name, in addresses.")
@click.option(
    "--catalogue", type=click.Path(exists=True, path_type=Path), help="What it offers; the packaged one if not given."
)
@click.option("--public-url", help="The address visitors' phones reach.")
@click.option("--printer", help="network:HOST:PORT, or another kind of docs/devices.md")
def command(
    env: Path, database: str, hall: str, catalogue: Path | None, public_url: str | None, printer: str | None
) -> None:
    """Set up an installation: writes the settings, creates the database, imports the catalogue. Repeatable."""
    import os
    import secrets

    from sqlalchemy.exc import OperationalError

    from server.cli.settings import settings
    from server.clock import wall
    from server.domain.errors import Refusal
    from server.hall.catalogue_file import PACKAGED, read_file
    from server.hall.founding import found_hall
    from server.hall.importing import import_catalogue
    from server.migrations import upgrade
    from server.store import Store

    if env.exists():
        click.echo(f"{env} is there already and stays as it is")
        known = dict(line.split("=", 1) for line in env.read_text("utf-8").splitlines() if "=" in line)
    else:
        known = {"GISHE_SECRET": secrets.token_urlsafe(32), "GISHE_DATABASE": database}
        known |= {"GISHE_PUBLIC_URL": public_url} if public_url else {}
        known |= {"GISHE_PRINTER": printer} if printer else {}
    os.environ.update(known)
    ours = settings()
    try:
        content = read_file(catalogue or PACKAGED)
    except Refusal as error:
        raise click.ClickException(str(error)) from None
    try:
        upgrade(ours.database)
        if not env.exists():
            env.touch(mode=0o600)
            env.write_text("".join(f"{name}={value}\n" for name, value in known.items()), "utf-8")
    except (OSError, OperationalError) as error:
        raise click.ClickException(str(error)) from None
    store = Store(ours.database)
    hall_id = found_hall(store, hall)
    with store.unit(hall_id, wall) as work:
        if work.catalogue_version == 0 or catalogue is not None:
            import_catalogue(work, content)
    store.close()
    click.echo(f"Settings: {env}   Database: {ours.database}   Hall: {hall}")
    click.echo("Next: gishe staff add, gishe device pair, gishe serve")
