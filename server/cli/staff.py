"""`gishe staff`."""

import click

from server.domain.errors import Refusal


@click.group("staff")
def command() -> None:
    """The people who work in the hall."""


@command.command("add")
@click.argument("login")
@click.option("--name", required=True, help="As colleagues know them.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    default=("clerk",),
    show_default=True,
    help="clerk, supervisor, manager, administrator",
)
@click.option("--competence", "competences", multiple=True, help="What they may serve; all, if none is given.")
@click.option("--hall", default="hall", show_default=True)
@click.password_option(help="Asked for if not given.")
def add(login: str, name: str, roles: tuple[str, ...], competences: tuple[str, ...], hall: str, password: str) -> None:
    """Add a person who signs in with LOGIN."""
    from server.cli.opening import opened
    from server.clock import wall
    from server.hall.catalogue import catalogue_of
    from server.hall.people import add_staff, hash_password

    try:
        hashed = hash_password(password)
        with opened(hall) as (store, hall_id), store.unit(hall_id, wall) as work:
            known = sorted({s.competence for s in catalogue_of(work).services if s.competence})
            if unknown := set(competences) - set(known):
                raise click.ClickException(f"no service asks for {', '.join(unknown)}; known: {', '.join(known)}")
            held = list(competences) or known
            add_staff(work, login=login, name=name, password=hashed, roles=list(roles), competences=held)
    except Refusal as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{name} signs in as {login} ({', '.join(roles)})")
