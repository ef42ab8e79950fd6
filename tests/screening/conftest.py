import os
import shutil
from pathlib import Path

import pytest

_FILES = ("ofac_sdn_2023.csv", "ofac_alt_2024-01.csv", "un_consolidated_2026-02-27.xml")


@pytest.fixture
def real_lists(tmp_path: Path) -> Path:
    """A folder with the real lists of one day, where they are at hand."""
    data = Path(os.environ.get("TEAROAD_DATA") or Path(__file__).parents[2].parent / "shared" / "data")
    source = data / "screening" / "lists"
    if not source.is_dir():
        pytest.skip("real lists are not at hand: set TEAROAD_DATA")
    for name in _FILES:
        shutil.copy(source / name, tmp_path / name)
    return tmp_path
