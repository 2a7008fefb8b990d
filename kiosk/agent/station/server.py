"""The server as the agent asks it: an answer in time, or none."""

import asyncio
import json
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from kiosk.agent.station.link import Link

AGAIN_S = 0.1  # between two tries of a server that is just being started
GATEWAY = (502, 503, 504)  # said by a proxy whose server is gone, or by a server whose database is: nobody is there
NEVER_BETTER = range(400, 500)
PERHAPS_LATER = (401, 408, 425, 429)


class NoAnswer(Exception):
    """Nobody answered in time; whether the request was carried out is not known."""


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: CIMultiDictProxy[str]
    body: bytes

    def json(self) -> Any:
        """Its JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def refuses(self) -> bool:
        """The request is refused for good: it would be refused again."""
        return self.status in NEVER_BETTER and self.status not in PERHAPS_LATER


class Server:
    """The hall's server; `agent` and `kiosk` are this machine's tokens. It has as much time as may pass in silence."""

    def __init__(self, session: ClientSession, url: URL, link: Link, agent: str, kiosk: str | None) -> None:
        self.patience_s = link.silent_s
        self.session = session
        self.url = url
        self.link = link
        self.agent = agent
        self.kiosk = kiosk

    async def ask(
        self,
        method: str,
        path: str,
        *,
        token: str | None = None,
        said: Mapping[str, Any] | None = None,
        tag: str | None = None,
        patience_s: float | None = None,
        again: bool = True,
        looking: bool = False,
    ) -> Answer:
        """Ask the API. `again`: the request may be repeated in its time; `tag`: what we have. Raises NoAnswer.

        While the server is away nothing is asked, and what is being asked is given up: but to look for it (`looking`).
        """
        body = None if said is None else json.dumps(said).encode()
        headers = {"Authorization": f"Bearer {token or self.agent}", "Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if tag is not None:
            headers["If-None-Match"] = tag
        where = self.url.join(URL(f"/api/v1/{path}", encoded=True))
        asking = self.send(method, where, CIMultiDict(headers), body, patience_s=patience_s, again=again)
        return await asking if looking else await self._while_there(asking)

    async def send(
        self,
        method: str,
        where: URL,
        headers: CIMultiDict[str],
        body: bytes | None,
        *,
        patience_s: float | None = None,
        again: bool,
    ) -> Answer:
        """Send a request as it is. A refused connection is tried again while there is time. Raises NoAnswer."""
        end = asyncio.get_running_loop().time() + (self.patience_s if patience_s is None else patience_s)
        while True:
            answer = await self._once(method, where, headers, body, end, again)
            if answer is not None:
                self.link.heard()
                return answer
            if asyncio.get_running_loop().time() + AGAIN_S >= end:
                raise NoAnswer(f"{method} {where.path}")
            await asyncio.sleep(AGAIN_S)

    async def _while_there(self, asking: Coroutine[Any, Any, Answer]) -> Answer:
        asked, gone = asyncio.create_task(asking), asyncio.create_task(self.link.until_away())
        try:
            await asyncio.wait({asked, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not asked.done():
                raise NoAnswer("the server is away")
            return asked.result()
        finally:
            asked.cancel()
            gone.cancel()

    async def _once(
        self, method: str, where: URL, headers: CIMultiDict[str], body: bytes | None, end: float, again: bool
    ) -> Answer | None:
        """One try; None: it may be tried again. Raises NoAnswer."""
        try:
            async with (
                asyncio.timeout_at(end),
                self.session.request(
                    method, where, headers=headers, data=body, allow_redirects=False, timeout=ClientTimeout(total=None)
                ) as heard,
            ):
                answer = Answer(heard.status, heard.headers, await heard.read())
        except TimeoutError:
            raise NoAnswer(f"{method} {where.path}: too slow") from None
        except ClientConnectorError:  # nothing was sent
            return None
        except (ClientError, OSError) as broken:
            if again:
                return None
            raise NoAnswer(f"{method} {where.path}: {broken}") from None
        if answer.status not in GATEWAY:
            return answer
        if again:
            return None
        raise NoAnswer(f"{method} {where.path}: {answer.status}")
