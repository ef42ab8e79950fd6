from pathlib import Path

from checks.pages.errors import check, error_codes, page

SOURCE = """
class TearoadError(Exception): ...
class Middle(TearoadError, ValueError): ...
class PotError(Middle): ...

def f() -> None:
    Text("tea.greeting")
    raise PotError(Text("tea.full", pot=1), Text("tea.full_hint"))
    CellProblem(ERROR, text=Text("tea.cell"), hint=None)
"""
CATALOGUE = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    'msgid "tea.full"\nmsgstr "{pot} is full"\n\nmsgid "tea.full_hint"\nmsgstr "Pour."\n\n'
    'msgid "tea.cell"\nmsgstr "Not a tea"\n\nmsgid "tea.greeting"\nmsgstr "Hello"\n'
)


def house(root: Path) -> Path:
    for name, text in (("src/tearoad/tea/pot.py", SOURCE), ("locale/en/tea.po", CATALOGUE)):
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_what_is_raised_or_put_on_a_sheet_is_an_error(tmp_path: Path) -> None:
    assert error_codes(house(tmp_path)) == {"tea.full", "tea.cell"}


def test_the_page_shows_each_error_with_what_to_do(tmp_path: Path) -> None:
    shown = page(house(tmp_path), tmp_path / "locale")
    assert shown.endswith("## tea\n\n**`tea.cell`** Not a tea\n\n**`tea.full`** {pot} is full\n: Pour.\n")


def test_a_page_that_is_out_of_date_is_found(tmp_path: Path) -> None:
    root = house(tmp_path)
    assert len(check(root, root / "locale")) == 1
    (root / "docs/reference").mkdir(parents=True)
    (root / "docs/reference/errors.md").write_text(page(root, root / "locale"), encoding="utf-8")
    assert check(root, root / "locale") == []
