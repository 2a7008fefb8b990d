"""`gishe kiosk-agent`: the machine in a kiosk: its printer, its page, its memory for the time without the server."""

import sys
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
@click.option("--pages", metavar="17=CP866,…", help="With --text: the printer's own numbers of code pages.")
@click.option("--host", type=click.Choice(["127.0.0.1", "localhost", "::1"]), default="127.0.0.1", show_default=True)
@click.option("--port", type=PORT, default=8070, show_default=True, help="Of the kiosk's page on this machine.")
@click.option("--pair", metavar="CODE", help="Of `gishe device pair agent`, for the first start.")
@click.option("--tls-ca", type=click.Path(path_type=Path), help="The hall's own certificate authority (PEM).")
@click.option("--insecure-lan", is_flag=True, help="Speak plain HTTP to another machine: for trials only.")
@click.option("--list", "listing", is_flag=True, help="Print the printers that are found, and end.")
@click.option("--test", "testing", is_flag=True, help="Print a test page, say what became of it, and end.")
@click.option("--dead-letters", is_flag=True, help="Print the tickets that the server refused, and end.")
def command(
    server: str | None,
    data: Path | None,
    printer: str | None,
    dots: str,
    profile: str | None,
    text: bool,
    pages: str | None,
    host: str,
    port: int,
    pair: str | None,
    tls_ca: Path | None,
    insecure_lan: bool,
    listing: bool,
    testing: bool,
    dead_letters: bool,
) -> None:
    """Run a kiosk's machine until it is told to end (docs/kiosk-agent.md)."""
    if listing:
        return _list()
    if testing:
        return _test(_printer(printer, dots, profile, text, pages))
    import asyncio

    from kiosk.agent.station import starting
    from kiosk.agent.station.refused import Refused

    try:
        if dead_letters:
            return click.echo(starting.letters(_needed(data, "--data")))
        press = [sys.executable, "-m", "kiosk.agent.press", *_printer(printer, dots, profile, text, pages)]
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


def _test(printer: list[str]) -> None:
    import subprocess

    told = subprocess.run([sys.executable, "-m", "kiosk.agent.test_page", *printer], check=False)  # noqa: S603 ours
    sys.exit(told.returncode)


def _printer(printer: str | None, dots: str, profile: str | None, text: bool, pages: str | None) -> list[str]:
    """The printer's options, as the press and the test page have them."""
    chosen = {"--printer": _needed(printer, "--printer"), "--dots": dots, "--profile": profile, "--pages": pages}
    given = [word for name, value in chosen.items() if value is not None for word in (name, value)]
    return [*given, "--text"] if text else given


def _needed(value: T | None, name: str) -> T:
    if value is None:
        raise click.UsageError(f"{name} is needed")
    return value
