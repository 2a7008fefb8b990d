"""One whole day for all tests that look at one; what it came to is printed at the end."""

from collections.abc import Iterator

import pytest

from tests.simulation.played import DAY, Played, played

SAID = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session", params=[DAY])
def whole_day(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Played through the real server, in the real hall of the log if there is one."""
    with played(tmp_path_factory.mktemp("day")) as day:
        report = day.said.splitlines()
        begins = next(n for n, line in enumerate(report) if line.endswith(" tickets"))
        request.config.stash[SAID] = [f"The whole day ({DAY}):", *report[begins:]]
        yield day


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The day's figures beside the log's."""
    for line in config.stash.get(SAID, []):
        terminalreporter.write_line(line)
