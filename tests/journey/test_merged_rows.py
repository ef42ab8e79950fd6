"""A row that two people change at once: whatever they do, nothing that only one of them changed is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.tables.merging import merged_row

TABLE = TABLE_KINDS["exporters"]
OWN, ITEM = ("city", "email"), ("product_latin", "hs", "price")
TEXTS = st.sampled_from(["", "a", "b", "c"])
OWN_CELLS = st.fixed_dictionaries(dict.fromkeys(OWN, TEXTS))
ITEM_CELLS = st.fixed_dictionaries(dict.fromkeys(ITEM, TEXTS))


def row_of(own: dict[str, str], items: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{"id": "E1"} | own | (items[0] if items else {}), *({"id": "E1"} | item for item in items[1:])]


ROWS = st.builds(row_of, OWN_CELLS, st.lists(ITEM_CELLS.filter(lambda cells: any(cells.values())), max_size=4))


def test_the_columns_are_those_of_the_table() -> None:
    assert {*OWN, *ITEM} <= TABLE.by_field.keys()
    assert {column.field for column in TABLE.columns if column.is_item} >= set(ITEM)


def items_in(lines: list[dict[str, str]]) -> list[tuple[str, ...]]:
    found = [tuple(line.get(name, "") for name in ITEM) for line in lines]
    return [item for item in found if any(item)]


@settings(max_examples=30)
@given(ROWS, ROWS)
def test_who_changed_nothing_leaves_what_the_other_saved(
    shown: list[dict[str, str]], stored: list[dict[str, str]]
) -> None:
    merged = merged_row(TABLE, shown, shown, stored)
    assert (merged.mine, merged.is_to_be_settled) == (frozenset(), False)
    assert items_in(merged.lines) == items_in(stored)
    assert [merged.lines[0].get(name, "") for name in OWN] == [stored[0][name] for name in OWN]


@settings(max_examples=30)
@given(ROWS, ROWS)
def test_who_is_alone_saves_all_they_entered(shown: list[dict[str, str]], sent: list[dict[str, str]]) -> None:
    blank = [dict.fromkeys(ITEM, "") for _ in shown[len(sent) :]]
    merged = merged_row(TABLE, shown, [dict.fromkeys(ITEM, "") | sent[0], *sent[1:], *blank], shown)
    assert not merged.is_to_be_settled
    assert items_in(merged.lines) == items_in(sent)
    assert [merged.lines[0].get(name, "") for name in OWN] == [sent[0][name] for name in OWN]


@given(OWN_CELLS, OWN_CELLS, OWN_CELLS)
def test_each_cell_holds_what_the_only_one_who_changed_it_wanted(
    shown: dict[str, str], sent: dict[str, str], stored: dict[str, str]
) -> None:
    merged = merged_row(TABLE, [shown], [sent], [stored])
    for name in OWN:
        both = shown[name] != sent[name] != stored[name] != shown[name]
        assert ((0, name) in merged.clashes) == both
        assert merged.lines[0][name] == (sent[name] if sent[name] != shown[name] else stored[name])
