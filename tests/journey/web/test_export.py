from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from tearoad.call.web.models import Scoring
from tearoad.companies import Standing
from tearoad.journey.files import MissionFiles
from tearoad.journey.read import read_folder
from tearoad.journey.web.actions.write_files import write_files
from tearoad.journey.web.queries.export import folder_of
from tearoad.journey.web.queries.rows_now import files_now
from tearoad.matching import Strength
from tearoad.mission.toml import read_mission
from tearoad.mission.web.actions.missions import make
from tearoad.people import Actor
from tearoad.values import Language


@pytest.mark.parametrize(("language", "as_"), [(Language.ZH, "xlsx"), (Language.RU, "csv")])
def test_the_demo_taken_out_and_read_again_is_equal(
    officer: Actor, demo: MissionFiles, tmp_path: Path, language: Language, as_: Literal["xlsx", "csv"]
) -> None:
    row = make(officer, demo.mission)
    write_files(officer, row, demo)
    with zipfile.ZipFile(io.BytesIO(folder_of(row, language, as_))) as archive:
        archive.extractall(tmp_path)
    mission, problems = read_mission(tmp_path / "mission.toml")
    assert (mission, problems) == (demo.mission, ())
    read = read_folder(tmp_path, demo.mission)
    unknown = Standing.UNKNOWN
    assert read.exporters == tuple(replace(exporter, standing=unknown) for exporter in demo.exporters)
    assert read.buyers == tuple(replace(buyer, standing=unknown) for buyer in demo.buyers)
    assert read.delegates == demo.delegates
    assert read.programme == demo.programme
    # The reader leaves out what a "no" of the same two outweighs, and says so for each.
    refused = {
        frozenset((request.asker, request.asked)) for request in demo.requests if request.strength is Strength.NO
    }
    assert read.requests == tuple(
        request
        for request in demo.requests
        if request.strength is Strength.NO or frozenset((request.asker, request.asked)) not in refused
    )
    assert read.interpreters == demo.interpreters
    assert read.absences == demo.absences
    assert read.pins == demo.pins
    assert (read.costs, read.rates) == (demo.costs, demo.rates)
    assert read.call == demo.call


def test_points_that_one_person_has_given_alone_stay_out_of_the_sheets(officer: Actor, demo: MissionFiles) -> None:
    row = make(officer, demo.mission)
    first = demo.call.scorings[0]
    alone = replace(demo.call, scorings=(first, *demo.call.scorings[2:]))
    write_files(officer, row, replace(demo, call=alone))
    assert files_now(row).call == replace(demo.call, scorings=demo.call.scorings[2:])
    write_files(officer, row, files_now(row))
    assert Scoring.objects.filter(code=first.id).count() == 1
