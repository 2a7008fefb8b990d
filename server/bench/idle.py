"""What a hall takes from its machine while nobody comes and one display listens."""

import os
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

from server.bench.figures import Figure
from server.bench.ground import Ground

LIMIT_MB, LIMIT_CPU = 150.0, 0.01
SETTLE_S = 5.0
PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


def measure(ground: Ground) -> list[Figure]:
    """All processes of the server: gunicorn's master, the worker, the press.

    Memory is the proportional set size of the kernel (`smaps_rollup`), which shares what processes share.
    """
    with ground.hall() as hall:
        screens = hall.screens(1)
        hall.kiosk().issue()  # one ticket: a press that never drew has loaded half of what it needs
        sleep(SETTLE_S)
        family = list(_family(hall.process.pid))
        began, before = monotonic(), sum(map(_cpu_s, family))
        sleep(ground.of(30, 10))
        cpu = (sum(map(_cpu_s, family)) - before) / (monotonic() - began)
        pss, rss = (sum(_mb(pid, word) for pid in family) for word in ("Pss", "Rss"))
        each = " + ".join(f"{_mb(pid, 'Pss'):.0f}" for pid in family)
        screens.stop()
    return [
        Figure("idle: memory", f"{pss:.0f} MB ({each}; as RSS {rss:.0f})", f"<= {LIMIT_MB:.0f} MB", pss <= LIMIT_MB),
        Figure("idle: CPU", f"{cpu:.2%} of one core", f"<= {LIMIT_CPU:.0%}", cpu <= LIMIT_CPU),
    ]


def _family(pid: int) -> Iterator[int]:
    yield pid
    for thread in (PROC / str(pid) / "task").iterdir():
        for child in (thread / "children").read_text("ascii").split():
            yield from _family(int(child))


def _cpu_s(pid: int) -> float:
    after_name = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / TICKS


def _mb(pid: int, word: str) -> float:
    lines = (PROC / str(pid) / "smaps_rollup").read_text("ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(f"{word}:")) / 1024
