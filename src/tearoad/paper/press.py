"""Many documents at once: processes of their own set them, since Typst holds Python's lock while it works."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait

from tearoad.paper.file import PaperFile
from tearoad.paper.typeset import PaperDraft, compiled

_WORTH_A_PRESS = 24
"""Fewer documents are set sooner than a press is warm."""
_MOST_PRESSES = 4


def finished(
    papers: Iterable[PaperFile | PaperDraft], earlier: Callable[[PaperDraft], bytes | None] = lambda _draft: None
) -> Iterator[PaperFile]:
    """Return the papers in their order, drafts set as PDF; the same bytes as `PaperDraft.content`.

    Whatever else `papers` works out meanwhile, it works out beside the presses.

    Args:
        papers: files and drafts; from the 24th draft on other processes set them, if there is a second core.
        earlier: returns the PDF that was set from the same facts before, or None.

    Raises:
        SetupError: Typst refused a template.

    """
    queue: deque[tuple[PaperFile | PaperDraft, Future[bytes] | None]] = deque()
    presses = min(os.cpu_count() or 1, _MOST_PRESSES)
    pool: ProcessPoolExecutor | None = None
    drafts = 0
    try:
        for paper in papers:
            known = earlier(paper) if isinstance(paper, PaperDraft) else None
            current = paper if known is None else PaperFile(paper.path, known)
            drafts += isinstance(current, PaperDraft)
            queue.append((current, _submit(pool, current)))
            if pool is None and drafts == _WORTH_A_PRESS and presses > 1:
                # Spawned, not forked: a fork would copy a process in which solvers have threads.
                pool = ProcessPoolExecutor(presses, get_context("spawn"), initializer=_attend)
                queue = deque((queued, _submit(pool, queued)) for queued, _ in queue)
            while queue and _is_ready(*queue[0]):
                yield _file(*queue.popleft())
        while queue:
            yield _file(*queue.popleft())
    finally:
        if pool:
            pool.shutdown(cancel_futures=True)


def _submit(pool: ProcessPoolExecutor | None, paper: PaperFile | PaperDraft) -> Future[bytes] | None:
    if pool is None or isinstance(paper, PaperFile):
        return None
    return pool.submit(compiled, paper.template, paper.facts, paper.stamp)


def _is_ready(paper: PaperFile | PaperDraft, future: Future[bytes] | None) -> bool:
    return isinstance(paper, PaperFile) or (future is not None and future.done())


def _file(paper: PaperFile | PaperDraft, future: Future[bytes] | None) -> PaperFile:
    return PaperFile(paper.path, future.result() if future else paper.content)


def _attend() -> None:
    """Leave Ctrl-C to the parent, and go when the parent is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_go_with, args=(parent.sentinel,), daemon=True).start()


def _go_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
