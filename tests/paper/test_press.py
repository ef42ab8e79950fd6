from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from tearoad.paper.file import PaperFile
from tearoad.paper.press import finished
from tearoad.paper.typeset import PACKAGE, PaperDraft, draft, pdf
from tests.waiting import wait_for

STAMP = datetime(2023, 2, 6, tzinfo=UTC)
LATER = datetime(2023, 2, 7, tzinfo=UTC)
HOUSE = PACKAGE / "paper" / "typst" / "house.typ"


@dataclass(frozen=True, slots=True)
class Numbered:
    number: int


@pytest.mark.parametrize("count", [3, 30])
def test_many_documents_are_the_same_as_one_by_one(count: int) -> None:
    made = list(finished(drafts(count)))
    assert made == [PaperFile(f"{number}.pdf", pdf(HOUSE, Numbered(number), STAMP)) for number in range(count)]


@pytest.mark.parametrize("count", [3, 30])
def test_what_stands_ready_is_not_set_again_and_keeps_its_place(count: int) -> None:
    def known(paper: PaperDraft) -> bytes | None:
        return b"stands ready" if paper.path == "1.pdf" else None

    first, last = PaperFile("first.txt", b"first"), PaperFile("last.txt", b"last")
    papers: list[PaperFile | PaperDraft] = [first, *drafts(count), last]
    made = list(finished(papers, known))
    assert [paper.path for paper in made] == [paper.path for paper in papers]
    assert [paper.content for paper in made if not paper.content.startswith(b"%PDF")] == [
        b"first", b"stands ready", b"last"
    ]  # fmt: skip


def test_what_is_ready_comes_before_anything_else_is_worked_out() -> None:
    """Finds papers that all wait for the last one: no progress, no way to stop, and everything in memory."""

    def papers() -> Iterator[PaperFile]:
        yield PaperFile("first.txt", b"first")
        pytest.fail("the second paper was asked for first")

    assert next(finished(papers())).path == "first.txt"


def drafts(count: int) -> Iterator[PaperDraft]:
    return (draft(f"{number}.pdf", HOUSE, Numbered(number), STAMP) for number in range(count))


@dataclass(frozen=True, slots=True)
class Dated:
    number: int
    as_of: str


def test_only_when_it_was_changed_does_not_tell_one_paper_from_another() -> None:
    """A digest that took the date in would set everything anew; one that left out a fact would leave an old paper."""
    first = draft("a.pdf", HOUSE, Dated(1, "Monday"), STAMP)
    assert draft("a.pdf", HOUSE, Dated(1, "Tuesday"), LATER).made_from == first.made_from
    assert draft("a.pdf", HOUSE, Dated(2, "Monday"), STAMP).made_from != first.made_from
    assert draft("a.pdf", HOUSE.with_name("other.typ"), Dated(1, "Monday"), STAMP).made_from != first.made_from


ENDLESS = """
from tests.paper.test_press import drafts
from tearoad.paper.press import finished
if __name__ == "__main__":
    while True:
        for _ in finished(drafts(500)):
            print("set", flush=True)
"""


def test_a_killed_run_leaves_no_press_behind(tmp_path: Path) -> None:
    script = tmp_path / "endless.py"
    script.write_text(ENDLESS)
    root = Path(__file__).parents[2]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join((str(root), str(root / "src")))}
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, env=paths) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"set\n"
        presses = psutil.Process(run.pid).children(recursive=True)
        run.send_signal(signal.SIGKILL)
    assert presses
    wait_for(lambda: not any(_alive(press) for press in presses))


def _alive(process: psutil.Process) -> bool:
    return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
