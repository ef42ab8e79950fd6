"""mission.toml: read with every defect named at once, written with comments in the officer's language."""

from tearoad.mission.toml.read import read_header_mapping, read_meanings, read_mission, read_tree
from tearoad.mission.toml.template import mission_toml, write_mission

__all__ = ["mission_toml", "read_header_mapping", "read_meanings", "read_mission", "read_tree", "write_mission"]
