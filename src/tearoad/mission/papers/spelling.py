"""Which spelling of a name a reader of the papers meets first; see `tearoad.names.spelling`."""

from tearoad.names.spelling import Spelling, firm, person, script_of

__all__ = ["Spelling", "firm", "person", "script_of"]
