"""A PDF that would say the same is kept with its date; what was changed or edited is set anew."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tearoad.journey.staging import CONTENTS, MADE_FROM, EarlierPapers, whole_folder
from tearoad.paper.press import finished
from tearoad.paper.typeset import draft
from tests.paper.test_press import HOUSE, Dated

MONDAY, TUESDAY = datetime(2023, 2, 6, tzinfo=UTC), datetime(2023, 2, 7, tzinfo=UTC)


def pdfs(out: Path, stamp: datetime, *numbers: int) -> list[bytes]:
    """Write a sheet for each number and return the PDFs."""
    earlier = EarlierPapers(out)
    sheets = [draft(f"sheets/{n}.pdf", HOUSE, Dated(say, f"{stamp:%A}"), stamp) for n, say in enumerate(numbers)]
    with whole_folder(out) as folder:
        for paper in finished(sheets, earlier.content):
            (folder / "sheets").mkdir(exist_ok=True)
            (folder / paper.path).write_bytes(paper.content)
        earlier.write_made_from(folder)
    return [(out / sheet.path).read_bytes() for sheet in sheets]


def test_only_what_says_something_else_is_set_again(tmp_path: Path) -> None:
    monday = pdfs(tmp_path / "plan", MONDAY, 1, 2, 3)
    tuesday = pdfs(tmp_path / "elsewhere", TUESDAY, 1, 7, 3)
    assert pdfs(tmp_path / "plan", TUESDAY, 1, 7, 3) == [monday[0], tuesday[1], monday[2]]
    assert pdfs(tmp_path / "plan", MONDAY, 1, 7, 3) == [monday[0], tuesday[1], monday[2]]


def test_an_edited_paper_is_set_anew_and_the_edited_one_kept_beside(tmp_path: Path) -> None:
    monday = pdfs(tmp_path, MONDAY, 1, 2)
    (tmp_path / "sheets" / "0.pdf").write_bytes(b"%PDF by somebody else")
    first, second = pdfs(tmp_path, TUESDAY, 1, 2)
    assert (first != monday[0], second) == (True, monday[1])
    assert (tmp_path / "sheets" / "0.edited-1.pdf").read_bytes() == b"%PDF by somebody else"


def test_a_paper_that_was_taken_away_is_set_anew(tmp_path: Path) -> None:
    monday = pdfs(tmp_path, MONDAY, 1)
    (tmp_path / "sheets" / "0.pdf").unlink()
    assert pdfs(tmp_path, MONDAY, 1) == monday


@pytest.mark.parametrize("name", [CONTENTS, MADE_FROM])
@pytest.mark.parametrize("content", [b"", b"[]", b'{"sheets/0.pdf": 7}', b"{", b"\xff"])
def test_where_the_digests_cannot_be_read_no_earlier_paper_is_kept(tmp_path: Path, name: str, content: bytes) -> None:
    (monday,) = pdfs(tmp_path, MONDAY, 1)
    (tmp_path / name).write_bytes(content)
    assert pdfs(tmp_path, TUESDAY, 1) != [monday]
