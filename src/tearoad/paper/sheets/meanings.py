"""What a person said that cells mean which nobody else can read: `auf keinen Fall` is `no`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tearoad.paper.sheets.cells import Cell, cell_text, folded, is_blank
from tearoad.paper.sheets.record import Placed
from tearoad.paper.sheets.written.lists import join_list, split_names


class Meanings:
    """The answers for one sheet: by what a cell says, what is meant; nothing where it means nothing."""

    def __init__(self, said: Mapping[str, str]) -> None:
        """Keep the answers by the folded text."""
        self._said = {folded(text): meant for text, meant in said.items() if folded(text)}

    def applied(self, cells: Mapping[str, Placed]) -> dict[str, Placed]:
        """Return the cells of a row as they are meant; what means nothing is left out."""
        if not self._said:
            return dict(cells)
        meant = {name: self._of(placed) for name, placed in cells.items()}
        return {name: placed for name, placed in meant.items() if placed is cells[name] or not is_blank(placed.value)}

    def meant(self, cell: Cell) -> Cell:
        """Return a cell as it is meant; one that means nothing is empty."""
        return self._of(Placed(cell, 0, 0)).value if self._said and not is_blank(cell) else cell

    def _of(self, placed: Placed) -> Placed:
        written = cell_text(placed.value)
        if folded(written) in self._said:
            return replace(placed, value=self._said[folded(written)], was_answered=True)
        parts = split_names(written)
        if len(parts) > 1 and any(folded(part) in self._said for part in parts):
            answered = (self._said.get(folded(part), part) for part in parts)
            return replace(placed, value=join_list(part for part in answered if not is_blank(part)))
        return placed
