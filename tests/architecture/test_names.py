from __future__ import annotations

from pathlib import Path

from checks.finding import Finding
from checks.names import check


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_three_classes_may_have_one_name(tmp_path: Path) -> None:
    for room in ("one", "two", "three"):
        write(tmp_path, f"src/{room}.py", "class Row:\n    class Meta:\n        pass\n")
    assert check(tmp_path) == []


def test_a_fourth_one_is_found_with_all_the_others(tmp_path: Path) -> None:
    for room in ("a", "b", "c", "d"):
        write(tmp_path, f"src/{room}.py", "\nclass Row:\n    class Meta:\n        pass\n")
    what = "4 classes are called Row, at most 3 may be: say what this one is"
    assert check(tmp_path) == [Finding(f"src/{room}.py:2", what) for room in ("a", "b", "c", "d")]


def test_tests_and_migrations_are_not_counted(tmp_path: Path) -> None:
    for number in range(4):
        write(tmp_path, f"src/room/web/migrations/000{number}.py", "class Migration:\n    pass\n")
        write(tmp_path, f"tests/test_{number}.py", "class Row:\n    pass\n")
    assert check(tmp_path) == []
