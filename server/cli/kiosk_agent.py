"""`gishe kiosk-agent`: the machine in a kiosk: its printer, its page, its memory for the time without the server."""

from pathlib import Path
from typing import TypeVar

import click

from server.cli.asked import PORT

T = TypeVar("T")

SCREENS = Path(__file__).parents[1] / "static" / "screens"


@click.command("kiosk-agent")
@click.option("--server", help="The server's address, as https://hall.example.bg; kept from the first start on.")
@click.option("--data", type=click.Path(path_type=Path), help="Where this machine keeps its key and its tickets.")
@click.option("--printer", help="network:HOST:PORT, usb[:VENDOR:PRODUCT[:SERIAL]], serial:PATH[:BAUD], cups:QUEUE, …")
@click.option("--dots", type=click.Choice(["576", "384"]), default="576", show_default=True, help="80 mm or 58 mm.")
@click.option("--profile", help="What the printer is able to do; see docs/devices.md.")
@click.option("--text", is_flag=True, help="Letters instead of a picture: for printers that know no other way.")
@click.option("--host", type=click.Choice(["127.0.0.1", "localhost", "::1"]), default="127.0.0.1", show_default=True)
@click.option("--port", type=PORT, default=8070, show_default=True, help="Of the kiosk's page on this machine.")
@click.option("--pair", metavar="CODE", help="Of `gishe device pair agent`, for the first start.")
@click.option("--tls-ca", type=click.Path(path_type=Path), help="The hall's own certificate authority (PEM).")
@click.option("--insecure-lan", is_flag=True, help="Speak plain HTTP to another machine: for trials only.")
@click.option("--list", "listing", is_flag=True, help="Print the printers that are found, and end.")
@click.option("--dead-letters", is_flag=True, help="Print the tickets that the server refused, and end.")
def command(
    server: str | None,
    data: Path | None,
    printer: str | None,
    dots: str,
    profile: str | None,
    text: bool,
    host: str,
    port: int,
    pair: str | None,
    tls_ca: Path | None,
    insecure_lan: bool,
    listing: bool,
    dead_letters: bool,
) -> None:
    """Run a kiosk's machine until it is told to end (docs/kiosk-agent.md)."""
    import asyncio

    from kiosk.agent.station import starting
    from kiosk.agent.station.press_child import press_command
    from kiosk.agent.station.refused import Refused

    if listing:
        return _list()
    try:
        if dead_letters:
            return click.echo(starting.letters(_needed(data, "--data")))
        press = press_command(_needed(printer, "--printer"), int(dots), profile, text=text)
        wanted = starting.Wanted(_needed(data, "--data"), server, pair, tls_ca, insecure_lan, host, port)
        starting.log_to_stderr()
        asyncio.run(starting.run(wanted, press, int(dots), SCREENS, click.echo))
    except Refused as refused:
        raise click.ClickException(str(refused)) from None


def _list() -> None:
    from kiosk.agent.printers.discovery import discover

    found = discover()
    for one in found:
        click.echo(f"{one.spec}\t{one.name}")
    if not found:
        click.echo("No printer was found. A network printer is named by its address: --printer network:HOST:9100")


def _needed(value: T | None, name: str) -> T:
    if value is None:
        raise click.UsageError(f"{name} is needed")
    return value
