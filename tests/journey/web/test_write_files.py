from __future__ import annotations

from tearoad.demo.make import make_mission
from tearoad.journey.web.actions.write_files import write_files
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.queries import parties
from tearoad.people import Actor


def test_a_written_mission_reads_back_equal(officer: Actor) -> None:
    files = make_mission()
    row = make(officer, files.mission)
    write_files(officer, row, files)
    found = parties(row)
    assert found.mission == files.mission
    assert found.exporters == files.exporters
    assert found.buyers == files.buyers
    assert found.delegates == files.delegates
    assert found.programme == files.programme
    assert found.interpreters == files.interpreters
    assert found.absences == files.absences
