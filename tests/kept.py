"""What tests share to be fast: one store whose statements stay compiled, one server. Each test begins them anew."""

import shutil
from pathlib import Path

from flask import Flask
from sqlalchemy import event

from server.seen import Seen
from server.store import Store
from tests.cast import TheHall


class KeptStore(Store):
    """A store that is given a fresh copy of the same database for each test."""

    def __init__(self, path: Path, template: Path) -> None:
        super().__init__(f"sqlite:///{path}")
        event.listen(
            self._writer, "connect", lambda conn, _: conn.execute("PRAGMA synchronous=OFF")
        )  # no power cuts here
        self.path = path
        self.template = template

    def begin_anew(self) -> None:
        """Forget everything that the test before did."""
        self.close()
        self.nudge = lambda: None
        packaged = {key: known for key, known in self.memo.items() if key[0] == "catalogue" and known.version == 1}
        self.memo.clear()  # aliases of clerks, catalogues that a test has changed
        self.memo.update(packaged)
        for rest in ("-wal", "-shm"):
            self.path.with_name(self.path.name + rest).unlink(missing_ok=True)
        shutil.copyfile(self.template, self.path)

    def close(self) -> None:
        """Let go of the file; the store itself is kept."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None
        self._reader.dispose()
        self._writer.dispose()

    def shut(self) -> None:
        """The last test is over."""
        super().close()


def adopt(app: Flask, store: Store) -> Flask:
    """Let this server use that store instead of the one it has opened."""
    run = app.extensions["gishe"]
    run.store.close()
    run.store = run.relay.store = store
    store.nudge = run.relay.nudge
    return app


def begin_anew(app: Flask, hall: TheHall) -> Flask:
    """The same server, as if it had just started in this hall."""
    run = app.extensions["gishe"]
    run.clock = run.relay.clock = hall.clock
    run.seen = Seen()
    run._gaps.clear()
    run.relay._latest.clear()
    run.relay._beat_at = 0.0
    run.store.nudge = run.relay.nudge
    app.extensions["gishe.live"]._kept.clear()
    app.extensions["gishe.tries"].forget()
    return app
