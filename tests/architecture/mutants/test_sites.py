"""Where faults are planted, and which."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from checks.mutants.choosing import chosen, room_of
from checks.mutants.sites import Site, sites_of

SOURCE = '''"""Words with 1 number."""
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from x import y
LIMIT = 7


@cache(9)
def fits(one: Literal[3], two: int) -> bool:
    """Say "1 < 2"."""
    log(one, two)
    if one < two and not two:
        raise ValueError(f"茶 {one + 1}")
    return one in known or ok(two)


class Row(Model):
    size: int = 5

    def wide(self) -> int | None:
        return None if self.size else 2
'''


def planted(tmp_path: Path, shown: str = "src/tearoad/names/x.py") -> list[Site]:
    path = tmp_path / "x.py"
    path.write_text(SOURCE, encoding="utf-8")
    return list(sites_of(path, shown))


def test_every_place_that_runs_has_its_faults_and_nothing_else_has(tmp_path: Path) -> None:
    assert [(site.line, site.function, site.change) for site in planted(tmp_path)] == [
        (5, "", "7 -> 8"),
        (11, "fits", "log(one, two) -> pass"),
        (11, "fits", "log(one, two) -> log(two, one)"),
        (12, "fits", "one < two and not two -> (one < two or not two)"),
        (12, "fits", "one < two -> (one <= two)"),
        (12, "fits", "not two -> (two)"),
        (13, "fits", 'raise ValueError(f"茶 {one + 1}") -> pass'),
        (14, "fits", "return one in known or ok(two) -> return None"),
        (14, "fits", "one in known or ok(two) -> (one in known and ok(two))"),
        (14, "fits", "one in known -> (one not in known)"),
        (14, "fits", "ok(two) -> (two)"),
        (18, "Row", "5 -> 6"),
        (21, "Row.wide", "return None if self.size else 2 -> return None"),
        (21, "Row.wide", "None if self.size else 2 -> (2 if self.size else None)"),
        (21, "Row.wide", "2 -> 3"),
    ]


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ("rows.filter(a=1, b=None)", ["rows.filter(b=None)", "rows.filter(a=1)"]),
        ("rows.exclude(Q(x), b=None)", ["rows.exclude(Q(x))"]),
        ("rows.get(pk=pk)", ["rows.get()"]),
        ("rows.filter(**some)", []),
        ("rows.create(a=None)", []),
        ("Mission.objects.select_for_update(of=('self',))", ["Mission.objects.all()"]),
        ("guarded(cell)", ["(cell)"]),
        ("_folded(cell)", ["(cell)"]),
        ("tuple(cell)", []),
        ("Reason(cell)", []),
        ("guarded(*cells)", []),
        ("guarded(cell, hard=yes)", []),
        ("worked is None", ["(worked is not None)", "(not (worked))"]),
        ("worked is not None", ["(worked is None)", "((worked))"]),
        ("worked is other", ["(worked is not other)"]),
    ],
)
def test_what_a_query_a_wrapping_call_and_a_test_for_nothing_become(
    tmp_path: Path, source: str, changes: list[str]
) -> None:
    """Finds where a kind of fault is not planted any more, or is planted where it changes nothing."""
    path = tmp_path / "x.py"
    path.write_text(f"found = {source}\n", encoding="utf-8")
    planted_here = [site for site in sites_of(path, "src/tearoad/names/x.py") if site.before == source]
    assert [site.after for site in planted_here] == changes


def test_a_call_that_stands_alone_is_left_out_once(tmp_path: Path) -> None:
    """Finds where leaving out a call and taking it off its argument are planted as two faults, which they are not."""
    path = tmp_path / "x.py"
    path.write_text("log(one)\n", encoding="utf-8")
    assert [site.change for site in sites_of(path, "src/tearoad/names/x.py")] == ["log(one) -> pass"]


def test_a_model_s_columns_are_left_to_the_test_of_migrations(tmp_path: Path) -> None:
    assert "Row" not in {site.function for site in planted(tmp_path, "src/tearoad/names/web/models.py")}


def test_with_any_of_them_the_file_can_be_read(tmp_path: Path) -> None:
    for site in planted(tmp_path):
        changed = site.applied(SOURCE.encode()).decode()
        assert ast.dump(ast.parse(changed)) != ast.dump(ast.parse(SOURCE))


def test_every_room_has_its_turn_and_a_seed_its_mutants() -> None:
    names = chosen(12, 7, ("names", "people/web", "words"))
    assert sorted(map(room_of, (site.path for site in names))) == ["names"] * 4 + ["people/web"] * 4 + ["words"] * 4
    assert names == chosen(12, 7, ("names", "people/web", "words")) != chosen(12, 8, ("names", "people/web", "words"))
