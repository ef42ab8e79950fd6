"""`tearoad shortlist`: a folder in, proposals and their prices out; mistakes are sentences and nothing is written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tearoad.cli.app import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.journey.example import new_folder
from tearoad.matching.fair_shortlist import fair_shortlist
from tearoad.matching.match import match
from tearoad.values import Language
from tests.journey.small_demo import small_demo, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return two firms of the demo with eight buyers."""
    return write(small_demo(firm_count=2, buyer_count=8), tmp_path / "mission")


def test_proposals_and_both_prices_are_told_in_a_line_of_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(path.name for path in folder.iterdir())
    assert run(["shortlist", str(folder), "--consent", "--effort", "1", "--json"]) == ExitCode.DONE
    figures = json.loads(capsys.readouterr().out)
    files = small_demo(firm_count=2, buyer_count=8)
    found = match(files.exporters, files.buyers, files.requests, on=files.mission.days[0].on)
    listed = fair_shortlist(found.matches, files.requests, files.mission.proposals_per_exporter, 5)
    assert figures["proposals"] == [
        [proposal.exporter, proposal.buyer, proposal.score.value] for proposal in listed.proposals
    ]
    assert figures["fairness"]["price"] == figures["fairness"]["unfair"]["total"] - figures["fairness"]["fair"]["total"]
    assert (
        figures["consent"]["points"]
        == figures["consent"]["unweighed"]["score"] - figures["consent"]["weighed"]["score"]
    )
    assert sorted(path.name for path in folder.iterdir()) == before


def test_the_same_is_told_as_sentences(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--language", "en", "shortlist", str(folder)]) == ExitCode.DONE
    lines = capsys.readouterr().out.splitlines()
    assert "are proposed that nobody asked for:" in lines[0]
    assert lines[-2].startswith("All scores together: ")
    assert lines[-1].startswith("The firm that has least: ")
    assert [len(line.split(" · ")) for line in lines[1:-2]] == [2] * (len(lines) - 3)


def test_who_may_not_be_met_is_left_out_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mission"
    new_folder(folder, Language.EN)
    (folder / "lists").mkdir(exist_ok=True)
    (folder / "lists" / "own.csv").write_text("id,kind,name\nX1,firm,Example Two Foods Co.\n", encoding="utf-8")
    assert run(["--language", "en", "shortlist", str(folder)]) == ExitCode.HELD_BACK
    out = capsys.readouterr().out
    assert "1 company is left out" in out
    assert "Example Two Foods" not in out


def test_a_folder_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--language", "en", "shortlist", str(tmp_path / "nowhere")]) == ExitCode.UNUSABLE
    assert "mission.toml" in capsys.readouterr().err
    nobody = replace(small_demo(firm_count=2, buyer_count=8), buyers=(), requests=())
    write(nobody, tmp_path / "empty")
    assert run(["--language", "en", "shortlist", str(tmp_path / "empty")]) == ExitCode.UNUSABLE
