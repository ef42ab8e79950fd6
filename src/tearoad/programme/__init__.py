"""The programme around the meetings: what cannot go together, and what changed for whom."""

from tearoad.programme.changes import ItemChange, Reader, called_in, changes, explain, part_of
from tearoad.programme.conflicts import conflicts
from tearoad.programme.displaced import DisplacedMeeting, DisplacedPlan
from tearoad.programme.interpreting import programme_hours
from tearoad.programme.scene import Conflict, ConflictKind, Scene
from tearoad.programme.ways import Ways

__all__ = [
    "Conflict",
    "ConflictKind",
    "DisplacedMeeting",
    "DisplacedPlan",
    "ItemChange",
    "Reader",
    "Scene",
    "Ways",
    "called_in",
    "changes",
    "conflicts",
    "explain",
    "part_of",
    "programme_hours",
]
