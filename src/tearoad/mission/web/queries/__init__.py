"""What can be asked of a mission, its people and their links."""

from tearoad.mission.web.queries.missions import Parties, core, mission, missions, parties, with_core

__all__ = ["Parties", "core", "mission", "missions", "parties", "with_core"]
