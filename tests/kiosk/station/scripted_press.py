"""A press without a printer: it speaks the press's lines, and misbehaves as the file `press` in its folder says.

`well`, `confirms`, `fails`, `out` (of paper), `dies before`, `dies after`, `dies sent`, `hangs`, `mute`.
"""

import json
import os
import sys
import threading
from pathlib import Path

FOLDER = Path(sys.argv[1])
STATUS = {
    "model": "Script",
    "online": True,
    "cover": "closed",
    "paper": "ok",
    "cutter": "ok",
    "cause": None,
    "answers": True,
    "confirms": False,
}
_saying = threading.Lock()


def say(word: object) -> None:
    with _saying:
        print(json.dumps(word), flush=True)


def behaviour() -> str:
    try:
        return (FOLDER / "press").read_text("utf-8").strip()
    except FileNotFoundError:
        return "well"


def status() -> None:
    out = behaviour() == "out"
    say({"status": STATUS | ({"paper": "out", "cause": "paper_out"} if out else {})})


def heard() -> dict[str, object]:
    line = sys.stdin.readline()
    if not line:
        sys.exit()
    word: dict[str, object] = json.loads(line)
    return word


def work(job: object, ticket: dict[str, object]) -> None:
    does = behaviour()
    if does == "out":
        return say({"job": job, "state": "failed", "cause": "paper_out", "ms": 1.0, "mm": 0.0, "last": True})
    if does == "dies before":
        os._exit(1)
    say({"job": job, "state": "sending"})
    if "stop" in heard():
        (FOLDER / "stopped").write_text(str(ticket["number"]), "utf-8")
        return say({"job": job, "state": "failed", "cause": "too_late", "ms": 1.0, "mm": 0.0, "last": True})
    with (FOLDER / "printed").open("a", encoding="utf-8") as paper:
        paper.write(f"{ticket['number']}\n")
    if does == "dies after":
        os._exit(1)
    if does == "hangs":
        threading.Event().wait()
    if does == "fails":
        return say({"job": job, "state": "unknown", "cause": "timeout", "ms": 1.0, "mm": 9.0, "last": True})
    if does in ("confirms", "dies sent"):
        say({"job": job, "state": "sent", "last": False})
        if does == "dies sent":
            os._exit(1)
        return say({"job": job, "state": "confirmed", "cause": None, "ms": 1.0, "mm": 99.5, "last": True})
    return say({"job": job, "state": "sent", "cause": None, "ms": 1.0, "mm": 99.5, "last": True})


def tick() -> None:
    while True:
        if behaviour() != "mute":
            status()
        threading.Event().wait(0.1)


def main() -> None:
    if behaviour() == "refuses":
        sys.exit(2)
    with (FOLDER / "started").open("a", encoding="utf-8") as started:
        started.write("t" if "--torn" in sys.argv else "1")
    say({"ready": True})
    threading.Thread(target=tick, daemon=True).start()
    while True:
        word = heard()
        if "job" in word:
            ticket = word["ticket"]
            assert isinstance(ticket, dict)
            work(word["job"], ticket)


if __name__ == "__main__":
    main()
