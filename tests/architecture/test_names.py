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


def test_a_name_that_says_nothing_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    write(
        tmp_path,
        "src/room/told.py",
        "def _asked() -> None: ...\n\n\nclass RowShown:\n    def said(self) -> None: ...\n",
    )
    write(tmp_path, "src/room/web/templates/room/_made.html", "<p></p>\n")
    what = "says nothing of what it is"
    assert [(finding.where, finding.what.partition(":")[0]) for finding in check(tmp_path)] == [
        ("src/room/told.py:1", f"`told` {what}"),
        ("src/room/told.py:1", f"`_asked` {what}"),
        ("src/room/told.py:4", f"`RowShown` {what}"),
        ("src/room/told.py:5", f"`said` {what}"),
        ("src/room/web/templates/room/_made.html:1", f"`_made` {what}"),
    ]


def test_a_word_among_others_of_a_function_says_enough(tmp_path: Path) -> None:
    write(tmp_path, "src/room.py", "def people_told() -> None: ...\n\n\nclass NotFoundError(Exception):\n    pass\n")
    write(tmp_path, "tests/test_room.py", "def told() -> None: ...\n")
    assert check(tmp_path) == []


def test_a_parameter_that_says_nothing_is_refused_too(tmp_path: Path) -> None:
    write(
        tmp_path,
        "src/room.py",
        "def difference(\n    told: int, now: int, found: int\n) -> int:\n    return now - told\n",
    )
    assert [(finding.where, finding.what.partition(" says")[0]) for finding in check(tmp_path)] == [
        ("src/room.py:2", "`told`")
    ]
