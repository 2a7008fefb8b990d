"""Who this machine is to the hall: its tokens, swapped once for a pairing code and kept for its user alone."""

import json
import os
from dataclasses import asdict, dataclass
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any

from aiohttp import ClientConnectorCertificateError, ClientError, ClientSession, ClientTimeout
from yarl import URL

from kiosk.agent.station.refused import Refused

PATIENCE_S = 10.0
NAME = "enrolment.json"


@dataclass(frozen=True)
class Enrolment:
    """`agent`, `kiosk`: {device, token}; no kiosk: this machine only prints. `code`: a hash of the one it came by."""

    server: str
    agent: dict[str, Any]
    kiosk: dict[str, Any] | None
    code: str = ""


def enrolment_in(folder: Path) -> Enrolment | None:
    """The one that is kept there; None: none. Raises Refused."""
    try:
        return Enrolment(**json.loads((folder / NAME).read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise Refused(f"{folder / NAME} cannot be read: {error}") from None


def keep_enrolment(folder: Path, enrolment: Enrolment) -> None:
    """Keep it: whole, or as it was before. Raises Refused."""
    fresh = folder / f".{NAME}"
    try:
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(asdict(enrolment), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, folder / NAME)
        directory = os.open(folder, os.O_RDONLY)
        os.fsync(directory)
        os.close(directory)
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror}") from None


async def pair(session: ClientSession, server: URL, code: str) -> Enrolment:
    """Swap a code for tokens. Raises Refused, in words for whoever typed it."""
    where = server.join(URL("/api/v1/pairing"))
    try:
        async with session.post(
            where, json={"code": code}, allow_redirects=False, timeout=ClientTimeout(total=PATIENCE_S)
        ) as answer:
            status, said = answer.status, await answer.read()
    except TimeoutError:
        raise Refused(f"the server at {server} does not answer") from None
    except ClientConnectorCertificateError:
        raise Refused(
            f"nobody whom this machine trusts vouches for {server}: name the hall's CA with --tls-ca"
        ) from None
    except (ClientError, OSError) as error:
        raise Refused(f"the server at {server} cannot be reached: {error}") from None
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise Refused("there were too many wrong codes: wait a minute")
    if status == HTTPStatus.FORBIDDEN:
        raise WrongCode("the code is wrong, was used, or is older than ten minutes: make a new one on the server")
    try:
        paired = json.loads(said)
        agent = {"device": paired["device"], "token": paired["token"]}
        kind = paired["device"]["kind"]
    except (ValueError, KeyError, TypeError):
        raise Refused(f"there is no gishe at {server}: it answered {status} to a pairing code") from None
    if kind != "agent":
        raise Refused(f"that was the code of a {kind}: a kiosk's machine needs one of `gishe device pair agent`")
    return Enrolment(str(server), agent, paired.get("kiosk"), hashed(code))


def hashed(code: str) -> str:
    """A code, so that it is known again and does no harm in a file."""
    return sha256(code.replace("-", "").strip().upper().encode()).hexdigest()


class WrongCode(Refused):
    """The server does not know the code."""
