"""`gishe serve`."""

import click


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8080, show_default=True)
@click.option("--workers", default=1, show_default=True, help="One; more than one is refused.")
@click.option("--insecure-lan", is_flag=True, help="Accept plain HTTP from other machines: for trials only.")
def command(host: str, port: int, workers: int, insecure_lan: bool) -> None:
    """Run the hall. Settings come from the environment (see docs/running.md)."""
    import os

    from pydantic import ValidationError

    from server.http_server import HallServer, options
    from server.settings import Settings

    if insecure_lan:
        os.environ["GISHE_INSECURE_LAN"] = "true"
    try:
        settings = Settings()
    except ValidationError as error:
        raise click.ClickException("; ".join(e["msg"] for e in error.errors())) from None
    if workers > 1:
        why = "SQLite means exactly one worker" if settings.is_sqlite else "several workers are not ready yet"
        raise click.ClickException(f"{why}: run one")
    local = host in ("127.0.0.1", "::1", "localhost")
    if not local and not settings.insecure_lan:
        raise click.ClickException(
            f"plain HTTP on {host} would send tickets and passwords in the open: put nginx in front "
            "(GISHE_BEHIND_PROXY=true, listen on 127.0.0.1), or try with --insecure-lan"
        )
    HallServer(options(f"{host}:{port}", settings.threads, workers)).run()
