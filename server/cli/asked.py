"""What may be asked on a command line: each wrong word is refused before anything begins."""

import click

PORT = click.IntRange(0, 65535)
SPEED = click.FloatRange(0.1, 3600)


class Visitors(click.ParamType[str]):
    """Who comes by themselves: some of `words`, or the day of a log."""

    name = "visitors"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The same, if it is one of them."""
        if value in self.words or value.startswith("replay:"):
            return value
        return self.fail(f"{', '.join(self.words)}, or replay:FILE[:OFFICE[:DATE]]", param, ctx)
