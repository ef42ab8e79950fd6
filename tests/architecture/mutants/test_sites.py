"""Where faults are planted, and which."""

from __future__ import annotations

import ast
from collections import Counter
from itertools import product
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


def test_every_room_and_every_kind_has_its_turn_and_a_seed_its_mutants() -> None:
    rooms, kinds = ("matching", "names", "people/web"), ("boundary", "filter")
    sites = chosen(12, 7, rooms, kinds)
    assert Counter((site.kind, room_of(site.path)) for site in sites) == dict.fromkeys(product(kinds, rooms), 2)
    assert sites == chosen(12, 7, rooms, kinds) != chosen(12, 8, rooms, kinds)


KINDS_SHOWN = [
    ("bound", "max(0, total)", ["(total)"]),
    ("bound", "min(a, b)", ["(a)", "(b)"]),
    ("bound", "max(rows)", []),
    ("boundary", "size < MOST", ["(size <= MOST)"]),
    ("boundary", "rows[:MOST]", ["rows[:MOST + 1]"]),
    ("boundary", "range(2, most)", ["range(2, most + 1)"]),
    ("boundary", "rows.filter(size__gte=2)", ["rows.filter(size__gt=2)"]),
    ("boundary", "offer.until < today", []),
    ("day", "offer.until < today", ["(offer.until <= today)"]),
    ("day", "rows.filter(on__lt=today)", ["rows.filter(on__lte=today)"]),
    ("day", "rows.filter(party=p, months=3)", ["rows.filter(party=p)"]),
    ("day", "at.astimezone(zone)", ["(at)"]),
    ("day", "timedelta(days=3)", ["(timedelta(days=3) + timedelta(1))"]),
    ("filter", "rows.filter(mission=mission)", ["rows.all()"]),
    ("filter", "rows.get(pk=pk)", ["rows.get()"]),
    ("filter", "[a for a in b if a.ok]", ["[a for a in b]"]),
    ("folding", "folded(name)", ["(name)"]),
    ("folding", "name.casefold()", ["(name)"]),
    ("folding", "rows.filter(mail__iexact=a)", ["rows.filter(mail__exact=a)"]),
    ("language", "Language.EN", ["Language.RU"]),
    ("language", "text[language]", ["text[type(language)('en')]"]),
    ("language", "name.in_(language) or code", ["(name.in_(language))", "(code)"]),
    ("lock", "rows.select_for_update()", ["rows.all()"]),
    ("pages", "Paginator(rows, PER_PAGE)", ["Paginator(rows, PER_PAGE + 1)"]),
    ("pages", "count // per_page", ["(count // per_page + 1)"]),
    ("policy", "Policy.EDIT_COSTS", ["Policy.SEE_COSTS"]),
    ("rate", "book.convert(money, home, row.on)", ["book.convert(money, home, row.on.replace(day=1))",
     "book.convert(money, home, None)"]),
    ("rounding", "ROUND_HALF_UP", ['"ROUND_DOWN"']),
    ("rounding", "round(part)", ["int(part)"]),
    ("rounding", "-(-size // 60)", ["(size // 60)"]),
    ("rounding", "size // 60", ["(-(-(size) // (60)))"]),
    ("side", "row.exporter_answer", ["row.buyer_answer"]),
    ("side", "Side.BUYER", ["Side.EXPORTER"]),
    ("side", "side.other", ["(side)"]),
    ("sign", "a - b", ["(a + b)"]),
    ("sign", "rows.order_by('-at')", ["rows.order_by('at')"]),
    ("unit", "hours * 60", ["(hours * 100)"]),
    ("unit", "hours * crew", ["(hours)"]),
    ("unit", "timedelta(minutes=a)", ["timedelta(seconds=a)"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "source", "changes"), KINDS_SHOWN)
def test_each_kind_forgets_what_its_name_says(tmp_path: Path, kind: str, source: str, changes: list[str]) -> None:
    """Finds a kind of fault that is planted no more, or that plants what is none."""
    path = tmp_path / "x.py"
    path.write_text(f"found = {source}\n", encoding="utf-8")
    whole = [site for site in sites_of(path, "src/tearoad/names/x.py", (kind,)) if site.before == source]
    assert [site.after for site in whole] == changes


def test_a_part_of_a_key_is_left_out_where_a_key_is_made_and_nowhere_else(tmp_path: Path) -> None:
    """Finds keys that no fault is planted in, and texts that are no keys and have one."""
    path = tmp_path / "x.py"
    path.write_text(
        "def mail_key(a, b):\n    return f'{a}:{b}'\n\ndef say(a, b):\n    return f'{a}:{b}'\n", encoding="utf-8"
    )
    changes = [(site.line, site.after) for site in sites_of(path, "src/tearoad/names/x.py", ("cache",))]
    assert changes == [(2, "f':{b}'"), (2, "f'{a}:'")]
