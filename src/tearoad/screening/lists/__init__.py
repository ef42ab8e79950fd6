"""Watch lists as files: recognised by what is in them, read whole or not at all."""

from tearoad.screening.lists.folder import Lists, ListSource, read_lists
from tearoad.screening.lists.goods import GoodsRow

__all__ = ["GoodsRow", "ListSource", "Lists", "read_lists"]
