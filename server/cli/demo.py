"""`gishe demo`: a whole hall from the packaged catalogue, on this machine, in one command."""

from pathlib import Path

import click

from server.cli.asked import PORT, SPEED, Visitors


@click.command("demo")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=PORT, default=8080, show_default=True)
@click.option(
    "--data", type=click.Path(path_type=Path), default=Path("var/demo"), show_default=True, help="Where it is kept."
)
@click.option("--fresh", is_flag=True, help="Begin anew: forget the demo of before.")
@click.option(
    "--visitors",
    type=Visitors("none", "busy"),
    default="none",
    show_default=True,
    help="none, busy, or replay:FILE[:OFFICE[:DATE]]",
)
@click.option("--speed", type=SPEED, default=1.0, show_default=True, help="Hall seconds a second.")
@click.option(
    "--hours",
    type=click.Choice(["any", "real"]),
    default="any",
    show_default=True,
    help="Open at any hour, or at its own.",
)
@click.option("--printer", help="Print there instead of the virtual printer: network:HOST:PORT")
def command(
    host: str, port: int, data: Path, fresh: bool, visitors: str, speed: float, hours: str, printer: str | None
) -> None:
    """Run a demonstration hall and print its addresses and sign-ins; Ctrl-C stops everything."""
    import json
    import os

    from server.cli.child import in_a_child
    from server.cli.demo_parts import Helpers
    from server.cli.port import must_be_free
    from server.http_server import HallServer, options

    data = data.resolve()
    url = f"http://{host if host not in ('0.0.0.0', '::') else '127.0.0.1'}:{port}"  # noqa: S104 comparing, not binding
    must_be_free(host, port)
    in_a_child("server.cli.ready:nobody_serves", f"sqlite:///{data / 'gishe.db'}")
    helpers = Helpers()
    try:
        printing = helpers.virtual_printer(data / "paper") if printer is None else {"kind": "given"}
        spec = printer or f"network:127.0.0.1:{printing['port']}"
        in_a_child("server.demo_hall:prepare", data, url, fresh, visitors, speed, hours == "real", printing)
        env = json.loads((data / "settings.json").read_text("utf-8"))
        os.environ.update(env | {"GISHE_PRINTER": spec, "GISHE_DEMO": str(data)})
        in_a_child("server.cli.settings:settings")
    except (click.ClickException, OSError, RuntimeError) as error:
        helpers.stop()
        raise click.ClickException(str(error)) from None
    made = json.loads((data / "demo.json").read_text("utf-8"))

    def ready() -> None:
        click.echo(introduction(made))
        if visitors != "none":
            helpers.visitors(data, visitors, speed)

    threads = int(os.environ.get("GISHE_THREADS", "200"))
    HallServer(options(f"{host}:{port}", threads, ready=ready, forked=helpers.let_go, ended=helpers.stop)).run()


def printer_page(made: dict[str, object]) -> list[str]:
    """Where the virtual printer shows its paper, and can be spoilt."""
    printer = made["printer"]
    assert isinstance(printer, dict)
    return [f"  printer  http://127.0.0.1:{printer['http_port']}"] if "http_port" in printer else []


def introduction(made: dict[str, object]) -> str:
    """What a newcomer reads."""
    url = made["url"]
    staff = made["staff"]
    devices = made["devices"]
    assert isinstance(staff, list)
    assert isinstance(devices, list)
    clerk = next(person for person in staff if "clerk" in person["roles"])
    manager = next(person for person in staff if "manager" in person["roles"])
    pages = {
        kind: next(d["url"] for d in devices if d["kind"] == kind) for kind in ("kiosk", "display", "counter", "pad")
    }
    lines = [
        "",
        "Gishe is open. The whole hall on one page:",
        f"  {url}/demo",
        "",
        "Or each face in a window of its own:",
        *(f"  {kind:<8} {page}" for kind, page in pages.items()),
        f"  office   {url}/office",
        *printer_page(made),
        "",
        f"  a clerk signs in as    {clerk['login']}   {clerk['password']}",
        f"  the manager signs in as {manager['login']}   {manager['password']}",
        "",
        "All of it is in demo.json. Ctrl-C stops everything.",
    ]
    return "\n".join(lines)
