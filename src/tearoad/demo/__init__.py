"""Seeded missions as dataclasses; all names are generated and fictional."""

from tearoad.demo.folder import write_demo
from tearoad.demo.make import SEED, Demo, make_demo, make_mission
from tearoad.demo.traps import Traps
from tearoad.demo.watch_list import make_watch_list, write_watch_list

__all__ = ["SEED", "Demo", "Traps", "make_demo", "make_mission", "make_watch_list", "write_demo", "write_watch_list"]
