from pathlib import Path

import pytest

from tearoad.errors import InputError, NotFoundError
from tearoad_lab.timetable.cases import Case, cases


def folder(tmp_path: Path, *names: str) -> Path:
    for name in names:
        path = tmp_path / "events" / f"{name}.dzn"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    return tmp_path / "events"


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "known.csv"
    path.write_text(text)
    return path


def test_each_row_with_its_file_is_a_case_and_so_is_each_file_without_a_row(tmp_path: Path) -> None:
    events = folder(tmp_path, "a", "b", "deep/c")
    known = table(tmp_path, "instance,family,fairness_d,best_known\na,x,2,6\na,x,1,UNSAT\nc,x,,0\ngone,x,2,1\n")
    assert cases(events, known, 3) == [
        Case(events / "a.dzn", 2, "6"),
        Case(events / "a.dzn", 1, "UNSAT"),
        Case(events / "deep/c.dzn", None, "0"),
        Case(events / "b.dzn", 3, ""),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("instance,fairness_d\na,2\n", "bench.optima_columns"),
        ("instance,fairness_d,best_known\na,two,6\n", "bench.optima_number"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        cases(folder(tmp_path, "a"), table(tmp_path, text), None)
    assert refused.value.code == code


def test_nothing_to_solve_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as empty:
        cases(tmp_path, None, None)
    assert empty.value.code == "bench.no_instances"
    with pytest.raises(NotFoundError) as missing:
        cases(folder(tmp_path, "a"), tmp_path / "no.csv", None)
    assert missing.value.code == "bench.no_optima"
