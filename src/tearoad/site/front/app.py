"""What the server calls: an ASGI application before Django's WSGI application.

    request ── body on the loop, under limits ── a thread: Django, whole ── answer from the loop

A thread is taken only for as long as Django works. The loop itself touches no database and no session.
"""

from __future__ import annotations

import asyncio
import io
import logging
import time
from collections.abc import MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from django.urls import Resolver404, resolve

from tearoad.capture.mark import MARK, NONCE, is_nonce, mark_of
from tearoad.people.web.actions.limits import household
from tearoad.site.front import leaving
from tearoad.site.front.arriving import (
    AFTER_LARGE,
    AFTER_OTHERS,
    Arriving,
    GoneError,
    Incoming,
    Patience,
    Receive,
    Sender,
    drain,
)
from tearoad.site.front.gateway import Application, DjangoAnswer, Environ, Scope, answered, environ_of
from tearoad.site.front.room import RefusedError, Room
from tearoad.site.front.tally import TELL_S, Tally
from tearoad.site.front.who import Credentials, credentials_of, identified
from tearoad.site.watch.metrics import count_request
from tearoad.site.watch.requests import address_behind
from tearoad.web.limits.bodies import DISK_FULL, KEY, SHORT, BodyLimit, BodyRefusal
from tearoad.web.limits.disk import is_full

HEALTH = "/healthz"
_ALIVE = DjangoAnswer(200, [(b"content-type", b"text/plain"), (b"content-length", b"2")], b"ok", 2)
_FAULT = DjangoAnswer(500, [(b"content-length", b"0")], b"", 0)
_BROKEN = DjangoAnswer(400, [(b"content-length", b"0"), (b"connection", b"close")], b"", 0)
"""For who sent no HTTP; who went away does not hear it."""
_CLOSE = (b"connection", b"close")
_READS = frozenset({"GET", "HEAD"})
_QUEUED_S = 1.0
_CHOOSES = frozenset({b"accept", b"accept-language", b"cookie", b"hx-request"})
"""What the page of a refusal depends on."""
_FRESH_S, _MOST_PAGES = 5.0, 100
"""For how long such a page is kept, and how many."""
log = logging.getLogger("tearoad.front")


@dataclass(frozen=True, slots=True)
class Threads:
    """Threads that answer, and one that looks up who sends a slow body, so that it never waits behind a slow page."""

    answering: ThreadPoolExecutor
    looking: ThreadPoolExecutor

    @classmethod
    def of(cls, count: int) -> Threads:
        """Make so many that answer."""
        return cls(ThreadPoolExecutor(count, "answer"), ThreadPoolExecutor(1, "who"))


class Front:
    """The ASGI application."""

    def __init__(
        self,
        application: Application,
        room: Room,
        *,
        threads: Threads,
        proxies: int = 0,
        patience: Patience = Patience(),  # noqa: B008  # frozen
        tell_s: float = TELL_S,
    ) -> None:
        """Keep what stands behind, and the limits."""
        self.application, self.room, self.threads = application, room, threads
        self.proxies, self.patience = proxies, patience
        self.tally = Tally(threads.answering, tell_s=tell_s)
        self._pages: dict[Any, tuple[float, asyncio.Future[DjangoAnswer]]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: leaving.Send) -> None:
        """Answer a request, or note that the server begins or ends."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["path"] == HEALTH and scope["method"] in _READS:
            await leaving.send_answer(send, replace(_ALIVE))
        else:
            try:
                await self._answer(scope, receive, send)
            except GoneError:
                await leaving.send_answer(send, replace(_BROKEN))
            except TimeoutError:
                return

    async def _answer(self, scope: Scope, receive: Receive, send: leaving.Send) -> None:
        headers = dict(scope["headers"])
        length = headers.get(b"content-length")
        if b"transfer-encoding" not in headers and length in {None, b"0"}:
            size = None if length is None else 0
            answer = await self._called(environ_of(scope, io.BytesIO(), size), receive)
            await leaving.send_answer(send, answer)
            return
        match = _match(scope["path"])
        limit: BodyLimit = getattr(match.func, "body", SHORT) if match else SHORT
        link = str(match.kwargs.get("token", "")) if match else ""
        incoming = Incoming(receive)
        arriving = Arriving(incoming, self.room, limit, self._sender(scope, headers, link), self.patience)
        try:
            spool = await arriving.whole(int(length) if length is not None else None)
            answer = await self._called(environ_of(scope, spool.reading(), spool.size), receive)
        except RefusedError as error:
            arriving.leave()
            await self._refuse(error.refusal, scope, incoming, send)
            return
        except OSError as error:
            arriving.leave()
            if not is_full(error):
                raise
            await self._refuse(DISK_FULL, scope, incoming, send)
            return
        finally:
            arriving.leave()
            incoming.close()
        await leaving.send_answer(send, answer)

    def _sender(self, scope: Scope, headers: MutableMapping[bytes, bytes], link: str) -> Sender:
        def header(name: bytes) -> str:
            return headers.get(name, b"").decode("latin-1")

        peer = (scope.get("client") or ("", 0))[0]
        what = credentials_of(header(b"authorization"), header(b"cookie"), link)
        place = household(address_behind(self.proxies, peer, header(b"x-forwarded-for")))

        async def identify() -> str | None:
            return await self._looked_up(what)

        return Sender(place, identify if what else None)

    async def _looked_up(self, what: Credentials) -> str | None:
        return await asyncio.get_running_loop().run_in_executor(self.threads.looking, identified, what)

    async def _called(self, environ: Environ, receive: Receive | None) -> DjangoAnswer:
        """Let Django answer in a thread; who only reads and goes away while waiting for one is not answered at all."""
        future = asyncio.get_running_loop().run_in_executor(self.threads.answering, answered, self.application, environ)
        if receive is not None and environ["REQUEST_METHOD"] in _READS:
            await asyncio.wait([future], timeout=_QUEUED_S)
            if not future.done():
                await self._watched(future, receive)
        try:
            return await future
        except OSError as error:
            if not is_full(error) or KEY in environ:
                raise
            return await self._called(environ | {KEY: DISK_FULL}, None)
        except Exception:
            log.exception("an answer could not be taken")
            return replace(_FAULT)

    async def _watched(self, future: asyncio.Future[DjangoAnswer], receive: Receive) -> None:
        gone = asyncio.ensure_future(_gone(receive))
        both: list[asyncio.Future[Any]] = [future, gone]
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if future.done():
            gone.cancel()
        elif future.cancel():
            raise GoneError

    async def _refusal_page(self, refusal: BodyRefusal, scope: Scope) -> DjangoAnswer:
        """Return the page of a refusal; who knocks fifty times a second is told the same for some seconds."""
        headers = tuple(header for header in scope["headers"] if header[0] in _CHOOSES)
        key, at = (refusal, scope["path"].startswith("/api/"), headers), time.monotonic()
        made_at, page = self._pages.get(key, (0.0, None))
        if page is None or at - made_at >= _FRESH_S:
            if len(self._pages) >= _MOST_PAGES:
                self._pages.clear()
            page = asyncio.ensure_future(self._called(environ_of(scope, io.BytesIO(), 0) | {KEY: refusal}, None))
            self._pages[key] = (at, page)
            answer = await asyncio.shield(page)
            return replace(answer, headers=list(answer.headers))
        answer = await asyncio.shield(page)
        count_request("refused", "POST" if scope["method"] == "POST" else "other", answer.status, 0.0)
        return replace(answer, headers=[header for header in answer.headers if header[0] != b"x-request-id"])

    async def _refuse(self, refusal: BodyRefusal, scope: Scope, incoming: Incoming, send: leaving.Send) -> None:
        """Answer at once, then let a browser finish sending for a while: it reads no answer before that."""
        self.tally.note(refusal, scope["path"], _match(scope["path"]))
        answer = _marked(await self._refusal_page(refusal, scope), scope)
        expects = any(name == b"expect" for name, _ in scope["headers"])
        if expects or scope["http_version"] == "1.0":
            answer.headers.append(_CLOSE)
            await leaving.send_answer(send, answer)
            return
        how = AFTER_LARGE if refusal.most_bytes else AFTER_OTHERS
        await leaving.send_answer(send, answer, before_end=lambda: drain(incoming, how))


def _marked(answer: DjangoAnswer, scope: Scope) -> DjangoAnswer:
    """Mark the refusal of a phone's or hall's letter as our own, though the letter was not read to its end."""
    headers = dict(scope["headers"])
    by, nonce = (headers.get(name, b"").decode("latin-1") for name in (b"authorization", NONCE.lower().encode()))
    if by and is_nonce(nonce) and isinstance(answer.content, bytes):
        mark = mark_of(by, nonce, answer.status, "", answer.content)
        answer.headers.append((MARK.lower().encode(), mark.encode()))
    return answer


async def _live(receive: Receive, send: leaving.Send) -> None:
    """Let the server begin and end when it likes; what is under way at its end is answered."""
    ends = False
    while not ends:
        kind = (await receive())["type"]
        await send({"type": f"{kind}.complete"})
        ends = kind == "lifespan.shutdown"


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _match(path: str) -> Any:  # noqa: ANN401  # Django's match, or None
    try:
        return resolve(path)
    except Resolver404:
        return None
