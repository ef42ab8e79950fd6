"""A planted fault by which a page waited for ever kept the bench waiting for ever, and counted for nothing."""

from __future__ import annotations

import sys

import pytest

from tearoad_lab.capture import running


def test_a_run_that_does_not_end_is_a_failure_of_its_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    program = "print('{\"done\": 7}', flush=True)\nwhile True: pass"
    monkeypatch.setattr(running, "LONGEST_RUN_S", 0.5)
    begin = running._lines  # noqa: SLF001  # the processes it begins are replaced
    monkeypatch.setattr(running, "_lines", lambda _command, package: begin([sys.executable, "-c", program], package))
    found = running.rehearse(3, 7, workers=1)
    assert (found.runs, [failure.seed for failure in found.failures]) == (1, [8])
