"""`gishe device`."""

import click

from server.domain.errors import Refusal


@click.group("device")
def command() -> None:
    """Kiosks, displays, desks and pads."""


@command.command("pair")
@click.argument("kind", type=click.Choice(["kiosk", "display", "counter", "pad", "agent"]))
@click.option("--name", required=True, help="As it is called in the hall.")
@click.option("--counter", type=int, help="Of a desk or pad.")
@click.option("--kiosk", help="Of an agent: the kiosk whose paper it prints; added where there is none of this name.")
@click.option("--hall", default="hall", show_default=True)
@click.option("--url", default="http://127.0.0.1:8080", show_default=True, help="Where the server is reached.")
def pair(kind: str, name: str, counter: int | None, kiosk: str | None, hall: str, url: str) -> None:
    """Add a device and print the address that pairs it: for ten minutes, once."""
    from server.cli.opening import opened
    from server.clock import wall
    from server.hall.pairing import add_device, kiosk_named, new_code
    from server.models.device import DeviceKind

    if kiosk is not None and kind != "agent":
        raise click.ClickException("--kiosk is for an agent: a kiosk's own page is paired as a kiosk")
    try:
        with opened(hall) as (store, hall_id), store.unit(hall_id, wall) as work:
            stands_in = kiosk_named(work, kiosk) if kiosk is not None else None
            device = add_device(work, DeviceKind(kind), name, counter, stands_in)
            code = new_code(work, device)
    except Refusal as error:
        raise click.ClickException(str(error)) from None
    page = {"kiosk": "/kiosk", "display": "/display", "counter": "/counter", "pad": f"/counter/{counter}/pad"}.get(kind)
    click.echo(f"Code: {code[:4]}-{code[4:]}")
    if kind == "agent":
        click.echo(f"On the kiosk's own machine: gishe kiosk-agent --server {url} --pair {code}")
    if page:
        click.echo(f"Open on the device: {url}{page}#pair={code}")
