from __future__ import annotations

import json

from click.testing import CliRunner

from tearoad.cli.app import build
from tearoad.values import Language
from tearoad.words import Words


def test_generated_table_is_loaded_and_asked_beside_other_engines() -> None:
    arguments = ["bench", "market", "--rows", "4000"]

    result = CliRunner().invoke(build(Language.EN), arguments, obj=Words(Language.EN), standalone_mode=False)

    found = json.loads(result.output.splitlines()[-1])["engines"]
    assert 3000 < found["rows"] < 6000
    assert {"tearoad", "pandas"} <= found["potential_s"].keys()
    assert 0 < found["largest_difference"] < 1e-12
    assert found["brief_10_cpu_ms"] > 0
