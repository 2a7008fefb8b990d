"""`gishe serve`."""

import click

from server.cli.asked import PORT


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=PORT, default=8080, show_default=True)
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="One; more than one is refused.")
@click.option("--insecure-lan", is_flag=True, help="Accept plain HTTP from other machines: for trials only.")
def command(host: str, port: int, workers: int, insecure_lan: bool) -> None:
    """Run the hall. Settings come from the environment (see docs/running.md)."""
    import os

    from server.cli.child import in_a_child
    from server.cli.port import must_be_free
    from server.cli.settings import settings
    from server.http_server import HallServer, options

    if insecure_lan:
        os.environ["GISHE_INSECURE_LAN"] = "true"
    ours = settings()
    if workers > 1:
        why = "SQLite means exactly one worker" if ours.is_sqlite else "several workers are not ready yet"
        raise click.ClickException(f"{why}: run one")
    local = host in ("127.0.0.1", "::1", "localhost")
    if not local and not ours.insecure_lan:
        raise click.ClickException(
            f"plain HTTP on {host} would send tickets and passwords in the open: put nginx in front "
            "(GISHE_BEHIND_PROXY=true, listen on 127.0.0.1), or try with --insecure-lan"
        )
    must_be_free(host, port)
    in_a_child("server.cli.ready:database_ready", ours.database)
    HallServer(options(f"{host}:{port}", ours.threads, workers)).run()
