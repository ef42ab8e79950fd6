"""What a run says where its loops have to be compiled, and cannot be kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import tearoad.journey.run
from tearoad.errors import Interrupted
from tearoad.journey.run import Options, run
from tearoad.journey.watch import Unwatched
from tearoad.text import Text
from tearoad.timetable import loop_cache
from tearoad.timetable.ready_loops import COMPILING_S
from tests.journey.folders import example_folder


class Listener(Unwatched):
    """Writes down what is shown, and stops once loops are compiled."""

    def __init__(self) -> None:
        self.shown: list[Text] = []

    def step(self, text: Text) -> None:
        """Write it down."""
        self.shown.append(text)

    show_message = step

    def stop(self) -> bool:
        """Stop there."""
        return self.shown[-1].code == "journey.step_compile"


@pytest.mark.parametrize("keeps", [True, False])
def test_a_run_whose_loops_cannot_be_kept_says_where_and_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, keeps: bool
) -> None:
    """Finds half a minute of compiling at each start, told as if it were the first only."""
    (tmp_path / "file").touch()
    kept = tmp_path / ("new" if keeps else "file") / "compiled"
    monkeypatch.setattr(loop_cache, "folders", lambda: (kept,))

    def ready_loops(on_progress: Callable[[int, int], None]) -> bool:
        on_progress(1, 55)
        return True

    monkeypatch.setattr(tearoad.journey.run, "ready_loops", ready_loops)
    listener = Listener()
    with pytest.raises(Interrupted):
        run(example_folder(tmp_path / "mission"), Options(), listener)
    unkept = [
        Text("journey.loops_unkept", folder=str(kept)),
        Text("journey.loops_unkept_hint"),
    ]
    assert listener.shown[3:] == [*([] if keeps else unkept), Text("journey.step_compile", seconds=COMPILING_S)]
