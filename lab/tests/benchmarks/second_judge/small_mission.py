"""A small mission as a folder, and a plan of it that keeps every rule. All names are fictional.

One day of twelve slots. E1 sits at the stand A1 with two people, of whom one speaks Russian; E2 has no stand. B1 to B3
and B20 on speak Russian, B5 and B30 on English, B10 on Chinese as the firms do.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

DAY = "2027-03-09"
MISSION = f"""
name = "Small (fictional)"
fair = "Fair (fictional)"
city = "Moscow"
venue = "Hall"
country = "RU"
currency = "USD"
home_zone = "Asia/Shanghai"
fair_zone = "Europe/Moscow"
slots = {{ minutes = 30, pause = 5 }}
rules = {{ walk_in_share = 0.25, stand_cover = 1 }}
caps = {{ exporter_per_day = 8, buyer_per_day = 4 }}
interpreters = {{ max_hours_per_day = 3, max_run_slots = 2 }}
pauses = {{ minutes = 30, from = "12:00", until = "14:00", max_run_slots = 3 }}
days = [{{ on = {DAY}, opens = "10:00", closes = "16:00" }}]
places = [
    {{ id = "T", kind = "table", count = 2, zone = "tables" }},
    {{ id = "DESK", kind = "desk", zone = "desks", owner = "B3", capacity = 2 }},
    {{ id = "CALL", kind = "online", zone = "calls" }},
]
walks = [
    {{ here = "1", there = "tables", minutes = 10 }},
    {{ here = "1", there = "desks", minutes = 10 }},
    {{ here = "1", there = "calls", minutes = 10 }},
    {{ here = "tables", there = "desks", minutes = 10 }},
    {{ here = "tables", there = "calls", minutes = 35 }},
]
"""
SHEETS = {
    "Exporters": (
        "ID,Name,Stand,Hall,Staff per day,Languages,Do not meet",
        "E1,Firm 1 (fictional),A1,1,2,Chinese,",
        "E2,Firm 2 (fictional),,,,Chinese,B4",
    ),
    "Delegates": (
        "ID,Name,Firm,Languages",
        "E1-1,Delegate 1 (fictional),E1,Chinese",
        "E1-2,Delegate 2 (fictional),E1,Chinese; Russian",
        "E2-1,Delegate 3 (fictional),E2,Chinese",
    ),
    "Buyers": (
        "ID,Name,Languages,At the fair,Own desk,People at desk",
        "B1,Buyer 1 (fictional),Russian,,,",
        f"B2,Buyer 2 (fictional),Russian,{DAY} 10:00-15:00,,",
        "B3,Buyer 3 (fictional),Russian,,DESK,2",
        "B4,Buyer 4 (fictional),Chinese,,,",
        f"B5,Buyer 5 (fictional),English,{DAY} 10:00-13:00,,",
        "B6,Buyer 6 (fictional),Chinese,,,",
        *(f"B{number},Buyer {number} (fictional),Chinese,,," for number in range(10, 14)),
        *(f"B{number},Buyer {number} (fictional),Russian,,," for number in range(20, 24)),
        *(f"B{number},Buyer {number} (fictional),English,,," for number in range(30, 34)),
    ),
    "Interpreters": (
        "ID,Name,Languages,Attached to,Hours,Maximum hours a day,Not for",
        "I1,Interpreter 1 (fictional),zh<>ru,,,,B20",
        f"I2,Interpreter 2 (fictional),zh<>en,E1,{DAY} 10:00-14:00,2,",
    ),
    "Requests": (
        "Who asks,Whom,How strongly,Person,Format,Window,Agreed time",
        "B1,E1,must,E1-2,,,",
        "E1,B5,wish,,stand,,",
        "E1,B3,wish,,,,",
        "B4,E1,no,,,,",
        f"E2,B2,wish,,,{DAY} 10:00-12:00,",
        f"E2,B3,wish,,,,{DAY} 14:30",
    ),
    "Availability": ("Who,Away", f"T2,{DAY} 10:00-11:00", f"I1,{DAY} 15:00-16:00", f"E1-2,{DAY} 15:00-15:30"),
    "Programme": ("ID,Kind,Date,From,To,Title,Must attend", f"P1,other,{DAY},14:00,15:00,Talks (fictional),E1-1"),
    "Decisions": ("Party,List entry,Ruling", "B6,T-1,block"),
    "Pins": ("Exporter,Buyer,Start", f"E1,B3,{DAY} 11:00"),
    "Quotas": ("Who,When,At most", f"E1,{DAY} 10:00-11:00,2"),
    "Orders": ("First exporter,First buyer,Then exporter,Then buyer", "E1,B5,E1,B3"),
}


@dataclass(frozen=True, slots=True)
class Meets:
    """A meeting of the plan: who with whom, when, where, and who carries the language."""

    firm: str
    buyer: str
    at: str
    place: str
    interpreter: str | None = None
    speaker: str | None = None
    slots: int = 1


VALID = (
    Meets("E1", "B1", "10:00", "A1", speaker="E1-2"),
    Meets("E1", "B5", "10:30", "A1", "I2"),
    Meets("E1", "B3", "11:00", "A1", "I1"),
    Meets("E2", "B2", "10:00", "T1", "I1"),
    Meets("E2", "B1", "12:30", "T1", "I1"),
    Meets("E2", "B3", "14:30", "DESK", "I1"),
)


def write_folder(folder: Path, mission: str = MISSION) -> Path:
    """Write the mission."""
    (folder / "mission.toml").write_text(mission, encoding="utf-8")
    for name, lines in SHEETS.items():
        (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder


def plan_of(meetings: Sequence[Meets]) -> dict[str, Any]:
    """Return the plan.json of some meetings; what is valid and not among them is left out."""
    wished = list(dict.fromkeys((meets.firm, meets.buyer) for meets in (*VALID, *meetings)))
    held = {(meeting.firm, meeting.buyer) for meeting in meetings}
    share = {firm: [1000 * (pair not in held) for pair in wished if pair[0] == firm] for firm in ("E1", "E2")}
    worst = [-(-sum(one) // len(one)) for one in share.values()]
    levels = {"musts": len(held & {("E1", "B1"), ("E1", "B3")}), "value": 10 * len(held)}
    levels |= {"minimums": 0, "fairness": max(worst), "spread": max(worst) - min(worst)}
    return {
        "plan": {
            "levels": [{"objective": name, "value": value} for name, value in levels.items()],
            "meetings": [_held(meeting) for meeting in meetings],
            "unplaced": ["/".join(pair) for pair in wished if pair not in held],
        },
        "told": [_told(meeting) for meeting in meetings],
        "problem": {
            "wishes": [
                {"id": "/".join(pair), "exporter": pair[0], "buyer": pair[1], "value": 10, "must": False}
                for pair in wished
            ]
        },
    }


def _held(meets: Meets) -> dict[str, object]:
    hours, minutes = map(int, meets.at.split(":"))
    start = 2 * (hours - 10) + minutes // 30
    name = f"{meets.firm}/{meets.buyer}"
    return {"wish": name, "start": start, "place": meets.place, "interpreter": meets.interpreter or meets.speaker}


def _told(meets: Meets) -> dict[str, object]:
    start = datetime.fromisoformat(f"{DAY} {meets.at}+03:00")
    return {
        "exporter": meets.firm,
        "buyer": meets.buyer,
        "start_at": start.isoformat(),
        "end_at": (start + timedelta(minutes=30 * meets.slots - 5)).isoformat(),
        "place": meets.place,
        "interpreter": meets.interpreter,
        **({"speaker": meets.speaker} if meets.speaker else {}),
    }


def write_plan(path: Path, plan: dict[str, Any]) -> Path:
    """Write a plan.json."""
    path.write_text(json.dumps(plan), encoding="utf-8")
    return path
