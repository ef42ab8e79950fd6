from pathlib import Path

import pytest

from checks.budgets import Budget, Size, measure, table
from checks.finding import Finding


def findings(root: Path) -> list[str]:
    return [str(finding) for budget in measure(root) for finding in budget.findings()]


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_file_of_five_hundred_lines_may_stand(tmp_path: Path) -> None:
    write(tmp_path, "long.py", "x = 1\n" * 500)
    assert findings(tmp_path) == []


def test_a_longer_file_is_found(tmp_path: Path) -> None:
    write(tmp_path, "long.py", "x = 1\n" * 501)
    assert findings(tmp_path) == ["long.py: lines in a file 501, at most 500"]


def test_a_function_of_sixty_lines_may_stand_and_its_docstring_does_not_count(tmp_path: Path) -> None:
    write(tmp_path, "f.py", 'def f() -> None:\n    """One.\n\n    Two.\n    """\n' + "    g()\n" * 59)
    assert findings(tmp_path) == []


def test_a_longer_function_is_found(tmp_path: Path) -> None:
    write(tmp_path, "f.py", "\ndef f() -> None:\n" + "    g()\n" * 60)
    assert findings(tmp_path) == ["f.py:2 f: lines in a function 61, at most 60"]


def test_a_method_counts_as_a_function(tmp_path: Path) -> None:
    write(tmp_path, "f.py", "class C:\n    async def f(self) -> None:\n" + "        g()\n" * 60)
    assert findings(tmp_path) == ["f.py:2 f: lines in a function 61, at most 60"]


@pytest.mark.parametrize(("ifs", "expected"), [(7, []), (8, ["f.py:1 f: branches in a function 9, at most 8"])])
def test_too_many_ways_through_a_function_are_found(tmp_path: Path, ifs: int, expected: list[str]) -> None:
    write(tmp_path, "f.py", "def f(x: int) -> None:\n" + "    if x:\n        g()\n" * ifs)
    assert findings(tmp_path) == expected


def test_a_full_folder_is_found(tmp_path: Path) -> None:
    for number in range(15):
        write(tmp_path, f"room/file_{number}.py", "")
    assert (findings(tmp_path), measure(tmp_path)[3].worst(1)) == ([], (Size(15, "room"),))


@pytest.mark.parametrize("folder", ["words/locale/en", "screening/lists", "people/web/migrations", "docs/decisions"])
def test_a_folder_with_one_file_a_thing_may_be_full(tmp_path: Path, folder: str) -> None:
    for number in range(20):
        write(tmp_path, f"{folder}/file_{number}.py", "")
    assert findings(tmp_path) == []


def test_templates_tables_and_the_page_of_a_room_do_not_fill_its_folder(tmp_path: Path) -> None:
    for number in range(14):
        write(tmp_path, f"room/file_{number}.py", "")
    for name in ("sheet.typ", "forms.csv", "README.md"):
        write(tmp_path, f"room/{name}", "")
    assert findings(tmp_path) == []


def test_the_table_shows_the_nearest_rank_and_the_worst() -> None:
    sizes = tuple(Size(value, f"f{value}") for value in range(1, 21))
    budget = Budget("lines", target=18, maximum=19, sizes=sizes)
    assert budget.p95 == 19
    assert budget.worst(2) == (Size(20, "f20"), Size(19, "f19"))
    assert budget.findings() == [Finding("f20", "lines 20, at most 19")]
    assert table([budget]).splitlines()[1].split() == ["lines", "19", "18", "20", "19", "over", "target"]
