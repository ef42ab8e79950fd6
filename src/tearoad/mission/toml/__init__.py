"""mission.toml: read with every defect named at once, written with comments in the officer's language."""

from tearoad.mission.toml.read import read_header_mapping, read_mission
from tearoad.mission.toml.template import write_mission

__all__ = ["read_header_mapping", "read_mission", "write_mission"]
