from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from tearoad.values import Language
from tearoad.words import Words
from tearoad_lab.cli.commands import build


def test_generated_table_is_loaded_once_and_asked_beside_other_engines(tmp_path: Path) -> None:
    arguments = ["market", "--rows", "4000", "--keep", str(tmp_path)]

    first, second = (
        CliRunner().invoke(build(Language.EN), arguments, obj=Words(Language.EN), standalone_mode=False)
        for _ in range(2)
    )

    found, again = (json.loads(result.output.splitlines()[-1])["engines"] for result in (first, second))
    assert (again["load"], again["rows"]) == (found["load"], found["rows"])
    assert found["potential_mb"].keys() == found["potential_s"].keys()
    assert all(50 < memory < 1500 for memory in found["potential_mb"].values())
    assert 3000 < found["rows"] < 6000
    assert {"tearoad", "pandas"} <= found["potential_s"].keys()
    assert 0 < found["largest_difference"] < 1e-12
    assert found["brief_10_cpu_ms"] > 0
