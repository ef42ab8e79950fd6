"""The programme around the meetings: what cannot go together, and what changed for whom."""

from tearoad.mission.programme.changes import ItemChange, changes, explain
from tearoad.mission.programme.conflicts import conflicts
from tearoad.mission.programme.scene import Conflict, ConflictKind, Scene

__all__ = ["Conflict", "ConflictKind", "ItemChange", "Scene", "changes", "conflicts", "explain"]
