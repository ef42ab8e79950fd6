from pathlib import Path

from lab.benchmarks.killed_runs import killed_runs
from tearoad.journey.example import new_folder
from tearoad.values import Language


def test_a_killed_run_leaves_a_whole_folder_or_an_untouched_one(tmp_path: Path) -> None:
    new_folder(tmp_path / "mission", Language.EN)
    found = killed_runs(tmp_path / "mission", runs=4, seed=7)
    assert found["whole"] + found["untouched"] == 4
    assert (found["broken"], found["left_behind"]) == (0, 0)
