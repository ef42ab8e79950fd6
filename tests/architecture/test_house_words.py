from pathlib import Path

import pytest

from checks.allowed import Allowed
from checks.pages.house_words import check


def found(root: Path, text: str, allowed: Allowed | None = None) -> list[str]:
    (root / "page.md").write_text(f"One line.\n{text}\n", encoding="utf-8")
    return [str(finding) for finding in check(root, allowed or Allowed())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see /work/data", "'/work/' is a path of one machine"),
        ("in /tmp/x", "'/tmp/' is a path of one machine"),
        ("cd /root/x", "'/root/' is a path of one machine"),
        ("/home/anna/mission", "'/home/a' is a path of one machine"),
        (r"C:\Users\anna", r"'C:\\Users' is a path of one machine"),
        ("--index-url x", "'index-url' is the address of a package index"),
        ("https://pypi.org/simple", "'pypi.org' is the address of a package index"),
        ("files.pythonhosted.org", "'pythonhosted' is the address of a package index"),
        ("Written by Claude", "'Claude' is a word of somebody's workplace"),
        ("in a worktree", "'worktree' is a word of somebody's workplace"),
        ("the booth", "'booth' is another word for stand"),
    ],
)
def test_a_word_that_is_not_the_houses_is_found(tmp_path: Path, text: str, expected: str) -> None:
    assert found(tmp_path, text) == [f"page.md:2: {expected}"]


@pytest.mark.parametrize(
    "text", ["uv pip compile --no-emit-index-url", "https://example.org/work/x", "network/", "a group session", "boots"]
)
def test_a_likely_word_is_let_pass(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


def test_a_file_with_a_reason_is_let_pass(tmp_path: Path) -> None:
    assert found(tmp_path, "see /tmp/x", Allowed(words={"page.md": "speaks of it"})) == []


def test_a_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "aim.md").touch()
    (tmp_path / "link.md").symlink_to(tmp_path / "aim.md")
    assert found(tmp_path, "") == ["link.md: is a link; a checkout must stand on its own"]
