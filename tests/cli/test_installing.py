"""Setting a hall up from the command line, as the one afternoon of an IT person goes."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server import store
from server.cli import main, port
from server.migrations import upgrade
from server.store import Store

Gishe = Callable[..., Result]
SECRET = "a key of the installation that is long enough"


@pytest.fixture
def gishe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gishe:
    """`gishe("staff", "add", ...)` in an empty folder, with the settings that `init` wrote, if it has."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(store, "PATIENCE_S", 0.0)
    monkeypatch.setattr(port, "PATIENCE_S", 0.0)

    def run(*words: str, **env: str) -> Result:
        known = (tmp_path / "gishe.env").read_text().splitlines() if (tmp_path / "gishe.env").exists() else []
        settings = dict(line.split("=", 1) for line in known)
        return CliRunner().invoke(main, list(words), env=settings | env)

    return run


@pytest.fixture
def founded_hall(gishe: Gishe) -> Gishe:
    """The same after `gishe init`."""
    done = gishe("init", "--public-url", "https://hall.example.bg", "--printer", "file:/dev/null")
    assert done.exit_code == 0, done.output
    return gishe


@pytest.fixture
def taken_port() -> Iterator[str]:
    """A port where somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield str(listener.getsockname()[1])


@pytest.mark.usefixtures("founded_hall")
def test_init_writes_settings_that_only_their_owner_reads(tmp_path: Path) -> None:
    env = tmp_path / "gishe.env"
    assert env.stat().st_mode & 0o777 == 0o600
    assert "GISHE_PUBLIC_URL=https://hall.example.bg\n" in env.read_text()


def test_init_again_changes_nothing(founded_hall: Gishe, tmp_path: Path) -> None:
    before = (tmp_path / "gishe.env").read_text()
    again = founded_hall("init", "--public-url", "https://other.example.bg")
    assert again.exit_code == 0
    assert "stays as it is" in again.output
    assert (tmp_path / "gishe.env").read_text() == before


def test_a_person_is_added_once(founded_hall: Gishe) -> None:
    add = ("staff", "add", "maria", "--name", "Мария", "--password", "незабравка 2026")
    assert founded_hall(*add).exit_code == 0
    again = founded_hall(*add)
    assert again.exit_code == 1
    assert "maria" in again.output


def test_a_device_is_paired_by_an_address(founded_hall: Gishe) -> None:
    paired = founded_hall("device", "pair", "kiosk", "--name", "До входа", "--url", "https://hall.example.bg")
    assert paired.exit_code == 0
    assert "https://hall.example.bg/kiosk#pair=" in paired.output


def test_a_catalogue_with_a_mistake_changes_nothing(founded_hall: Gishe, tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("[[groups]\n")
    refused = founded_hall("catalogue", "import", str(tmp_path / "broken.toml"))
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: ")


@pytest.mark.parametrize(
    "words",
    [
        ("serve",),
        ("staff", "add", "maria", "--name", "Мария", "--password", "незабравка 2026"),
        ("device", "pair", "kiosk", "--name", "До входа"),
    ],
    ids=lambda words: words[0],
)
def test_before_init_every_command_says_what_to_do_and_makes_nothing(
    gishe: Gishe, tmp_path: Path, words: tuple[str, ...]
) -> None:
    refused = gishe(*words, GISHE_SECRET=SECRET, GISHE_DATABASE="sqlite:///var/gishe.db")
    assert refused.exit_code == 1
    assert "run `gishe init`" in refused.output
    assert not (tmp_path / "var/gishe.db").exists()


def test_a_hall_without_a_key_does_not_open(gishe: Gishe) -> None:
    refused = gishe("serve", GISHE_SECRET="", GISHE_DATABASE="sqlite:///var/gishe.db")
    assert refused.exit_code == 1
    assert "GISHE_SECRET" in refused.output


def test_a_second_server_on_the_same_file_is_refused(founded_hall: Gishe, tmp_path: Path) -> None:
    first = Store(f"sqlite:///{tmp_path / 'var/gishe.db'}")
    first.serve_alone()
    refused = founded_hall("serve", "--port", "0")
    first.close()
    assert refused.exit_code == 1
    assert "another server runs on" in refused.output


def test_a_running_demo_is_not_thrown_away_by_a_second_one(gishe: Gishe, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'demo/gishe.db'}"
    upgrade(url)
    running = Store(url)
    running.serve_alone()
    refused = gishe("demo", "--data", "demo", "--port", "0", "--fresh")
    running.close()
    assert refused.exit_code == 1
    assert "another server runs on" in refused.output
    assert (tmp_path / "demo/gishe.db").exists()


def test_a_port_where_somebody_listens_is_refused(founded_hall: Gishe, taken_port: str) -> None:
    refused = founded_hall("serve", "--port", taken_port)
    assert refused.exit_code == 1
    assert f"cannot listen on 127.0.0.1:{taken_port}" in refused.output


def test_sqlite_means_one_worker(founded_hall: Gishe) -> None:
    refused = founded_hall("serve", "--workers", "2")
    assert refused.exit_code == 1
    assert "exactly one worker" in refused.output


def test_plain_http_is_for_this_machine_alone(founded_hall: Gishe) -> None:
    refused = founded_hall("serve", "--host", "192.0.2.7")
    assert refused.exit_code == 1
    assert "in the open" in refused.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("serve --workers 0", "0 is not in the range"),
        ("serve --port 99999", "99999 is not in the range"),
        ("demo --port 99999", "99999 is not in the range"),
        ("demo --speed 0", "0.0 is not in the range"),
        ("demo --visitors everybody", "none, busy, or replay:FILE"),
        ("init --env other.env --printer lpt1", "GISHE_PRINTER must be network:HOST:PORT"),
        ("simulate --demo gishe.env", "is not the demo.json of a hall"),
        ("staff add omar --name Омар --password незабравка-2026 --competence juggling", "no service asks for juggling"),
        ("init --env /proc/gishe.env", "/proc/gishe.env"),
        ("init --env other.env --database oracle://x/y", "GISHE_DATABASE must be"),
    ],
    ids=lambda words: words,
)
def test_a_wrong_word_is_refused_with_a_sentence(founded_hall: Gishe, words: str, said: str) -> None:
    refused = founded_hall(*words.split())
    assert refused.exit_code in (1, 2), refused.output
    assert said in refused.output
    assert refused.exception is None or isinstance(refused.exception, SystemExit)


def test_a_database_that_cannot_be_reached_leaves_no_settings_behind(gishe: Gishe, tmp_path: Path) -> None:
    refused = gishe("init", "--database", f"postgresql://gishe@/hall?host={tmp_path}")
    assert refused.exit_code == 1
    assert not (tmp_path / "gishe.env").exists()


@pytest.mark.parametrize("command", ["demo", "serve", "init", "catalogue", "staff", "device", "simulate", "bench"])
def test_every_command_explains_itself(gishe: Gishe, command: str) -> None:
    said = gishe(command, "--help")
    assert said.exit_code == 0
    assert said.output.startswith(f"Usage: main {command}")
