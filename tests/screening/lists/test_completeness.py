"""A list that was cut off, or lacks a part, is not taken as whole without a reason that somebody answers for."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tearoad.paper.sheets import Severity
from tearoad.screening.lists import read_lists
from tests.screening.lists.test_folder import UN

PERSONS_ONLY = UN[: UN.index("<ENTITIES>")] + UN[UN.index("</ENTITIES>") + len("</ENTITIES>") :]


def sdn(count: int) -> str:
    """Return so many made-up rows in the Treasury's form."""
    return "".join(
        f'{number},"FICTIONAL FIRM {number}",-0- ,"SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
        for number in range(1, count + 1)
    )


def own(count: int) -> str:
    return "id,kind,name\n" + "".join(f"{number},firm,Fictional Firm {number}\n" for number in range(1, count + 1))


def told(folder: Path) -> list[tuple[str, str, bool]]:
    """Return severity and code of what is said, and whether the lists are whole."""
    lists = read_lists(folder)
    return [(problem.severity.value, problem.text.code, lists.whole) for problem in lists.problems]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("sdn.csv", sdn(2_999), "screening.list_too_few"),
        ("un.xml", PERSONS_ONLY, "screening.list_lacks_section"),
    ],
)
def test_a_list_without_what_it_always_has_waits_for_a_reason(
    tmp_path: Path, name: str, content: str, code: str
) -> None:
    (tmp_path / name).write_text(content)
    assert told(tmp_path) == [(Severity.ERROR.value, code, False)]
    digest = hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    (tmp_path / "accepted.csv").write_text(f"file,entries,sha256,who,why\n{name},0,{digest},,\n")
    assert told(tmp_path) == [(Severity.ERROR.value, code, False)]
    (tmp_path / "accepted.csv").write_text(f"file,entries,sha256,who,why\n{name},0,{digest},A. Manager,An excerpt\n")
    assert told(tmp_path) == [(Severity.WARNING.value, "screening.list_accepted", True)]
    (tmp_path / name).write_text(content + "\n")
    assert told(tmp_path) == [(Severity.ERROR.value, code, False)]


@pytest.mark.parametrize(("entries", "whole"), [(100, True), (96, True), (95, True), (94, False), (40, False)])
def test_a_list_that_shrank_by_more_than_a_twentieth_waits(tmp_path: Path, *, entries: int, whole: bool) -> None:
    (tmp_path / "accepted.csv").write_text("file,entries,sha256,who,why\nOwn list 2022.csv,100,abc,A. Manager,First\n")
    (tmp_path / "Own list 2023-11.csv").write_text(own(entries))
    assert read_lists(tmp_path).whole is whole


def test_a_whole_list_needs_no_reason(tmp_path: Path) -> None:
    (tmp_path / "sdn.csv").write_text(sdn(8_000))
    (tmp_path / "un.xml").write_text(UN)
    assert told(tmp_path) == []
