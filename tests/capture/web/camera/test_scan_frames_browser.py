"""A slice of what `lab/benchmarks/floor/scan_frames.py` measures: codes of each kind through a browser's camera."""

from __future__ import annotations

from lab.benchmarks.floor.scan_frames import frame_of, looks, measure
from tests.browser import chromium_or_skip


def test_codes_that_are_blurred_tilted_and_dark_are_read_and_understood() -> None:
    chromium_or_skip()
    found = measure(12, 5)
    assert found["read"] >= 11
    assert (found["misread"], found["parsed"]) == (0, 1.0)


def test_the_same_seed_gives_the_same_frames() -> None:
    assert looks(12, 5) == looks(12, 5)
    assert len({look.text for look in looks(300, 5)}) == 300
    look = looks(1, 5)[0]
    assert frame_of(look, "5").tobytes() == frame_of(look, "5").tobytes() != frame_of(look, "6").tobytes()
