"""The commands of `gishe`, one file each; a command's file is read only when it is used."""

import importlib
import sys

import click

COMMANDS = {
    "demo": "A whole hall to try: kiosk, virtual printer, display, desks, pads.",
    "init": "Set up an installation: key, database, hall.",
    "serve": "Run the hall.",
    "catalogue": "Import what the hall offers.",
    "staff": "Add people.",
    "device": "Pair kiosks, displays, desks and pads.",
    "kiosk-agent": "The machine in a kiosk: its printer, its page, numbers while the server is away.",
    "simulate": "Drive kiosks, clerks and pads through the real HTTP API.",
    "bench": "Measure the hall against its bars.",
}


class Commands(click.Group):
    """Finds a command by its file."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"server.cli.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in `gishe --help`, without reading the commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Gishe: kiosk and queue management for a public service hall."""


if __name__ == "__main__":
    sys.exit(main())
