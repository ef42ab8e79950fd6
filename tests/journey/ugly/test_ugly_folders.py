"""Folders as German, Russian and Chinese offices send them: whatever is odd is read rightly, told, or a stop."""

from __future__ import annotations

import pytest

from tests.journey.ugly.chinese import CHINESE
from tests.journey.ugly.folder import Came, Ugly, came_of
from tests.journey.ugly.german import GERMAN
from tests.journey.ugly.russian import RUSSIAN
from tests.journey.ugly.workbooks import WORKBOOKS

FOLDERS = (*GERMAN, *RUSSIAN, *CHINESE, *WORKBOOKS)


@pytest.mark.parametrize("ugly", FOLDERS, ids=lambda ugly: ugly.name)
def test_an_ugly_folder_is_read_rightly_or_told(ugly: Ugly) -> None:
    read = {} if ugly.stops else dict(ugly.read or {})
    assert came_of(ugly) == Came(ugly.told, ugly.stops, read)


def test_there_are_folders_of_every_office_and_everybody_in_them_is_fictional() -> None:
    assert [len(folders) for folders in (GERMAN, RUSSIAN, CHINESE, WORKBOOKS)] == [12, 14, 14, 18]
    assert len({ugly.name for ugly in FOLDERS}) == len(FOLDERS)
