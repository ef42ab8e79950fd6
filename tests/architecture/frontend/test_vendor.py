from pathlib import Path

import pytest

from checks.finding import ROOT
from checks.frontend.fetch import take
from checks.frontend.vendor import LIST, VENDOR, check, digest, read_list

SCRIPT = b"export const tea = 1;\n"
ENTRY = f"""\
[[package]]
folder = "tea"
source = "tea.js"
version = "1.0.0"
licence = "MIT"
licence_file = "LICENSE"
use = "pours"

[package.files."tea.js"]
source = "dist/tea.js"
sha256 = "{digest(SCRIPT)}"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / VENDOR / "tea"
    folder.mkdir(parents=True)
    (folder.parent / LIST).write_text(ENTRY, encoding="utf-8")
    (folder / "tea.js").write_bytes(SCRIPT)
    (folder / "LICENSE").write_text("MIT License\n", encoding="utf-8")
    (tmp_path / "THIRD_PARTY.md").write_text("| tea.js | 1.0.0 | MIT | pours |\n", encoding="utf-8")
    return tmp_path


def found(root: Path) -> list[str]:
    return [str(finding).removeprefix(VENDOR.as_posix()) for finding in check(root)]


def test_what_is_listed_and_unchanged_is_let_pass(root: Path) -> None:
    assert found(root) == []


def test_a_changed_file_is_found(root: Path) -> None:
    (root / VENDOR / "tea/tea.js").write_bytes(SCRIPT + b"steal();")
    assert found(root) == ["/tea/tea.js: is not what vendor.toml says: run `make vendor`"]


def test_a_missing_file_is_found(root: Path) -> None:
    (root / VENDOR / "tea/tea.js").unlink()
    assert found(root) == ["/tea/tea.js: is listed in vendor.toml and not there: run `make vendor`"]


def test_a_file_that_nobody_listed_is_found(root: Path) -> None:
    (root / VENDOR / "tea/more.js").write_bytes(SCRIPT)
    assert found(root) == ["/tea/more.js: is not listed in vendor.toml"]


def test_a_missing_licence_is_found(root: Path) -> None:
    (root / VENDOR / "tea/LICENSE").write_text("\n", encoding="utf-8")
    assert found(root) == ["/tea/LICENSE: the licence's text is missing"]


def test_a_package_that_third_party_does_not_name_is_found(root: Path) -> None:
    (root / "THIRD_PARTY.md").write_text("", encoding="utf-8")
    assert found(root) == ["THIRD_PARTY.md: does not name tea.js 1.0.0: run `make pages`"]


def test_a_fetched_file_with_another_hash_is_refused_and_nothing_is_written(root: Path) -> None:
    unpacked = root / "package"
    (unpacked / "dist").mkdir(parents=True)
    (unpacked / "dist/tea.js").write_bytes(b"steal();")
    (package,) = read_list(root)
    assert take(package, unpacked, root) == [
        f"tea.js 1.0.0: dist/tea.js has SHA-256 {digest(b'steal();')}, listed is {digest(SCRIPT)}"
    ]
    assert (root / VENDOR / "tea/tea.js").read_bytes() == SCRIPT


def test_a_fetched_file_takes_its_place_with_its_licence(root: Path) -> None:
    unpacked = root / "package"
    (unpacked / "dist").mkdir(parents=True)
    (unpacked / "dist/tea.js").write_bytes(SCRIPT)
    (unpacked / "LICENSE").write_text("MIT License, new\n", encoding="utf-8")
    (package,) = read_list(root)
    (root / VENDOR / "tea/tea.js").unlink()
    assert take(package, unpacked, root) == []
    assert (root / VENDOR / "tea/tea.js").read_bytes() == SCRIPT
    assert (root / VENDOR / "tea/LICENSE").read_text(encoding="utf-8") == "MIT License, new\n"


def test_the_projects_own_files_are_what_the_list_says() -> None:
    assert check(ROOT) == []
