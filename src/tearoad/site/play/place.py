"""Where a demo lives: a data folder that says which demo it holds, so that it is not played twice. Without Django."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path

from tearoad.demo.call import CALL_DAY, SELECTED_DAY
from tearoad.demo.make import SEED
from tearoad.errors import Conflict
from tearoad.mission import Mission
from tearoad.text import Text

MARK = "demo.json"
CLOCK = "demo-clock.json"
"""What time it was in the demo when it was last stopped."""
FIRST_LOOK = time(13, 0)
"""The first morning, half an hour before the doors open."""
DAYS_BEFORE = {"companies": 28, "screened": 25, "matched": 21, "planned": 7}
"""How long before the fair these stages are played: firms and buyers are asked while there is time to answer."""
DAYS_LATER = 380
"""After the fair, when the demo shows what came of it: a year, and a round of asking."""


class Stage(StrEnum):
    """How far a demo is played."""

    CALLED = "called"
    SELECTED = "selected"
    COMPANIES = "companies"
    SCREENED = "screened"
    MATCHED = "matched"
    PLANNED = "planned"
    PUBLISHED = "published"
    FOLLOWED = "followed"
    """A year later: what came of the fair."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which demo is wanted."""

    stage: Stage = Stage.PUBLISHED
    seed: int = SEED
    two_organisations: bool = False

    def as_json(self) -> str:
        """Return it as the mark in the data folder."""
        return json.dumps(asdict(self))


def is_there(data: Path, wanted: Wanted) -> bool:
    """Whether the data folder holds this very demo; another demo, or half of one, is cleared away.

    Raises:
        Conflict: the folder holds something that is no demo.

    """
    mark = data / MARK
    if mark.is_file():
        if mark.read_text(encoding="utf-8") == wanted.as_json():
            return True
        shutil.rmtree(data)
    elif data.is_dir() and any(data.iterdir()):
        raise Conflict(Text("site.demo_not_empty", folder=str(data)), Text("site.demo_not_empty_hint"))
    return False


def begin(data: Path) -> None:
    """Mark a folder as a demo's before anything is played: what is left of a broken one may be cleared away."""
    data.mkdir(parents=True, exist_ok=True)
    (data / MARK).write_text("{}", encoding="utf-8")


def finish(data: Path, wanted: Wanted) -> None:
    """Say which demo the folder holds."""
    (data / MARK).write_text(wanted.as_json(), encoding="utf-8")


def stage_day(mission: Mission, stage: Stage) -> date:
    """Return the day on which a stage is played and its demo stands: for a published plan the fair's first."""
    later = mission.days[-1].on + timedelta(days=DAYS_LATER)
    usual = {Stage.CALLED: CALL_DAY, Stage.SELECTED: SELECTED_DAY, Stage.FOLLOWED: later}
    return usual.get(stage, mission.days[0].on - timedelta(days=DAYS_BEFORE.get(stage.value, 0)))


def clock_offset(
    mission: Mission,
    on: date | None,
    now: datetime,
    stage: Stage = Stage.PUBLISHED,
    stopped_at: datetime | None = None,
) -> timedelta:
    """Return how far the pages' clock is moved: to 13:00 on a day of the stage, or to where it was stopped since.

    What was done before then stays before what is done next; a day that somebody names comes first.
    """
    begins = datetime.combine(on or stage_day(mission, stage), FIRST_LOOK, mission.fair_zone)
    return (begins if on or stopped_at is None else max(begins, stopped_at)) - now


def stopped_at(data: Path) -> datetime | None:
    """Return what time it was in a demo when it was stopped; None where it never was."""
    try:
        return datetime.fromisoformat(json.loads((data / CLOCK).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def note_clock(data: Path, at: datetime) -> None:
    """Write down what time it is in a demo that stops."""
    (data / CLOCK).write_text(json.dumps(at.isoformat()), encoding="utf-8")
