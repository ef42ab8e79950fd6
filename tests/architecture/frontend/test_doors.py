"""The checks of doors find a name that one side of a page, phone or server calls otherwise than the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.frontend import attributes, doors

PLACE = "src/tearoad/costs/web/static/costs"
DECLARED = '''
BEGUN = ("row", "why")
WHOLE = (*BEGUN, "mark")

@dataclass(frozen=True, slots=True)
class Begun:
    row: str
    """Which."""
    why: str

@dataclass(frozen=True, slots=True)
class Told(Begun):
    mark: str = ""
'''
SCHEMA = "tearoad.costs.web.answers.Told"

RIGHT = f"""
// @reads {SCHEMA} told
const said = (told) => [told.row, told?.why.length];
const {{ mark: known = "" }} = told;
// @writes {SCHEMA}
const sent = {{ row, "why": [1, {{ other: 2 }}], mark: `${{row}}: {{}}` }};
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / PLACE).mkdir(parents=True)
    (tmp_path / "src/tearoad/costs/web/templates/costs").mkdir(parents=True)
    (tmp_path / "src/tearoad/costs/web/answers.py").write_text(DECLARED, encoding="utf-8")
    return tmp_path


def found(house: Path, script: str, page: str = "") -> list[str]:
    (house / PLACE / "rows.js").write_text(script, encoding="utf-8")
    (house / "src/tearoad/costs/web/templates/costs/rows.html").write_text(page, encoding="utf-8")
    attributes._text.cache_clear()  # noqa: SLF001  # the same folder, another text
    return [finding.what for finding in (*doors.check(house), *attributes.check(house))]


def test_a_script_that_keeps_to_its_schema_is_right(house: Path) -> None:
    assert found(house, RIGHT) == []


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        (RIGHT.replace("told?.why", "told?.reason"), [f"reads 'reason', which {SCHEMA}", "declares 'why', and no"]),
        (RIGHT.replace("mark: known", "sign: known"), [f"reads 'sign', which {SCHEMA}", "declares 'mark', and no"]),
        (
            RIGHT.replace("{ row,", "{ line: row,"),
            [f"does not write 'row', which {SCHEMA}", f"writes 'line', which {SCHEMA}"],
        ),
        (RIGHT.replace("Told told", "Gone told"), ["names tearoad.costs.web.answers.Gone, which is no schema"]),
        ("const answer = await response.json();", ["reads an answer of the server and says of which schema"]),
    ],
)
def test_a_name_of_one_side_alone_is_told(house: Path, planted: str, told: list[str]) -> None:
    whats = found(house, planted)
    assert [any(what.startswith(begin) for what in whats) for begin in told] == [True] * len(told), whats


def test_a_schema_may_be_a_tuple_of_names(house: Path) -> None:
    schema = "tearoad.costs.web.answers.WHOLE"
    assert found(house, f"// @reads {schema} told\ntold.row + told.why + told.mark;") == []
    assert found(house, f"// @reads {schema} told\ntold.row + told.why;") == ["declares 'mark', and no script reads it"]


def test_what_an_object_takes_over_it_need_not_name(house: Path) -> None:
    assert found(house, f"// @reads {SCHEMA} -row -why -mark\n// @writes {SCHEMA}\nsend({{ ...known, why }});") == []


PAGE = '<div id="table" data-cells="{% url \'cells\' %}" data-before-table></div>'
LOOKS = """
const root = document.querySelector("#table[data-cells]");
const { cells } = root.dataset;
if ("beforeTable" in root.dataset) root.dataset.sent = "1";
"""


def test_attributes_that_both_sides_have_are_right(house: Path) -> None:
    assert found(house, LOOKS, PAGE) == []


@pytest.mark.parametrize(
    ("script", "page", "told"),
    [
        (LOOKS, PAGE.replace("data-cells", "data-rows"), ["a script reads `data-cells`", "a template has `data-rows`"]),
        (
            LOOKS.replace("beforeTable", "ahead"),
            PAGE,
            ["a script reads `data-ahead`", "a template has `data-before-table`"],
        ),
        (LOOKS.replace("{ cells }", "{ rows }"), PAGE, ["a script reads `data-rows`"]),
        (LOOKS, PAGE.replace('id="table"', 'id="rows"'), ["a script looks for the id 'table'"]),
    ],
)
def test_an_attribute_of_one_side_alone_is_told(house: Path, script: str, page: str, told: list[str]) -> None:
    whats = found(house, script, page)
    assert [any(what.startswith(begin) for what in whats) for begin in told] == [True] * len(told), whats
