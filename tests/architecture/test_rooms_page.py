from __future__ import annotations

from pathlib import Path

from checks.finding import ROOT, Finding
from checks.pages.rooms import BEGIN, END, PAGE, check, page

CONTRACT = '[[tool.importlinter.contracts]]\nid = "journey"\nlayers = ["upper", "(later)", "lower"]\n'


def house(root: Path, table: str) -> None:
    (root / "pyproject.toml").write_text(CONTRACT, encoding="utf-8")
    (root / "src/tearoad/upper").mkdir(parents=True)
    (root / "src/tearoad/upper/__init__.py").write_text('"""What is seen.\n\nMore.\n"""\n', encoding="utf-8")
    (root / "src/tearoad/lower.py").write_text('"""What is said."""\n', encoding="utf-8")
    (root / PAGE).parent.mkdir(parents=True)
    (root / PAGE).write_text(f"# How\n\n{BEGIN}{table}{END}\nMore.\n", encoding="utf-8")


def test_the_page_lists_every_room_of_the_contract_lowest_first(tmp_path: Path) -> None:
    house(tmp_path, "")
    assert check(tmp_path) == [Finding(PAGE.as_posix(), "is out of date: run `make pages`")]
    (tmp_path / PAGE).write_text(page(tmp_path), encoding="utf-8")
    assert (tmp_path / PAGE).read_text(encoding="utf-8") == (
        f"# How\n\n{BEGIN}\n| room | what it is |\n|---|---|\n| `lower` | What is said. |\n| `later` | planned |\n"
        f"| `upper` | What is seen. |\n\n{END}\nMore.\n"
    )
    assert check(tmp_path) == []


def test_the_page_of_this_house_is_current() -> None:
    assert check(ROOT) == []
