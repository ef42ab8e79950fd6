"""Watch lists as files: recognised by what is in them, read whole or not at all."""

from tearoad.screening.lists.folder import GoodsRow, ListSource, Lists, read_lists

__all__ = ["GoodsRow", "ListSource", "Lists", "read_lists"]
