"""Whether each fault that rehearsals are to find can still be planted: its line may have been written anew since."""

from __future__ import annotations

from pathlib import Path

import pytest

from lab.benchmarks.planted_capture import PLANTED
from lab.benchmarks.planting import Planted
from tearoad_lab.capture.running import PACKAGE


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.name)
def test_what_a_fault_replaces_stands_there_once(planted: Planted, tmp_path: Path) -> None:
    copy, text = tmp_path / planted.file, (PACKAGE / planted.file).read_text(encoding="utf-8")
    copy.parent.mkdir(parents=True)
    copy.write_text(text, encoding="utf-8")
    planted.plant(tmp_path)
    assert copy.read_text(encoding="utf-8") == text.replace(planted.was, planted.becomes)
