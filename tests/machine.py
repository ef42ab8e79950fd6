"""What a machine may lack: there its tests are skipped, and on a machine that judges changes they fail.

Under `CI` everything must be there (`sh requirements/system.sh`): a test that never runs judges nothing.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from tearoad.capture.cards import data_folder, network_file

HOW = "sh requirements/system.sh installs it"


def missing(what: str, how: str = HOW) -> NoReturn:
    """Skip the test, or the file of tests, that needs what is not here; fail where changes are judged."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is not here, and CI is set: {how}", pytrace=False)
    pytest.skip(f"{what} is not here: {how}", allow_module_level=True)


def needs(what: str, *, there: bool, how: str = HOW) -> pytest.MarkDecorator:
    """Return the mark of tests that need something; under CI they run, and fail where it is not there."""
    return pytest.mark.skipif(not there and not os.environ.get("CI"), reason=f"{what} is not here: {how}")


NODE = shutil.which("node") or shutil.which("nodejs")
needs_node = needs("Node.js", there=NODE is not None)
needs_letters = needs("Tesseract with its letters", there=data_folder() is not None)
needs_network = needs("what reads Chinese cards", there=network_file() is not None, how="pip install tearoad[cards]")

REAL_LISTS = Path(os.environ.get("WATCH_LISTS") or Path(__file__).parents[2] / "shared/data/screening/lists")
"""A folder of real watch lists; the project holds none, since few of their publishers say who may copy them."""
needs_real_lists = pytest.mark.skipif(not REAL_LISTS.is_dir(), reason="WATCH_LISTS names no folder of real watch lists")
OF_ONE_DAY = ("ofac_sdn_2023.csv", "ofac_alt_2024-01.csv", "un_consolidated_2026-02-27.xml")


def copy_real_lists(folder: Path) -> Path:
    """Copy the lists of about one day into a folder of a test."""
    folder.mkdir(exist_ok=True)
    for name in OF_ONE_DAY:
        shutil.copy(REAL_LISTS / name, folder)
    return folder
