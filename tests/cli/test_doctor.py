import json

import pytest

from tearoad.cli import examining
from tearoad.cli.app import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.text import Text


def test_a_ready_machine_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--json"]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["well"] is True
    assert len(told["parts"]) == 15


def test_a_missing_part_is_named_and_does_not_hide_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> str:
        raise RuntimeError("no solver")

    monkeypatch.setattr(examining, "_solver", broken)
    findings = {finding.part.code: finding for finding in examining.examine()}
    assert findings["cli.doctor_part_solver"].found == Text("cli.doctor_failed", why="RuntimeError: no solver")
    assert [code for code, finding in findings.items() if not finding.well] == ["cli.doctor_part_solver"]
