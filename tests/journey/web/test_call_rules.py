"""A sheet is no way round the rules of the call: decisions and points have their pages."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tearoad.call import Decision
from tearoad.call.web import models as call_rows
from tearoad.call.web.actions.deciding import decide
from tearoad.call.web.actions.settings import write_call
from tearoad.call.web.queries.calls import applications, core_call, scorings
from tearoad.demo.make import Demo, make_demo
from tearoad.errors import Conflict
from tearoad.journey.web.actions import imports
from tearoad.journey.web.actions.write_files import Choice, write_files
from tearoad.journey.web.models import SheetImport
from tearoad.journey.web.queries.export import folder_of
from tearoad.journey.web.queries.rows_now import rows_now
from tearoad.mission.web import models as rows
from tearoad.mission.web.actions.missions import make
from tearoad.people import Actor
from tearoad.values import Language

if TYPE_CHECKING:
    from tests.journey.web.conftest import HandIn

APPLICATIONS = "id,name,received,consent given,confirmed,decision,exporter id,product,hs code\n"
POINTS = "application,scorer,criterion,points given\n"


@pytest.fixture(scope="module")
def demo_() -> Demo:
    return make_demo()


@pytest.fixture
def decided(officer: Actor, demo_: Demo) -> rows.Mission:
    """The demo with its call, decided."""
    mission = make(officer, demo_.files.mission)
    write_call(officer, mission, demo_.call.call)
    write_files(officer, mission, demo_.files)
    mission.refresh_from_db()
    return mission


def error_codes(found: SheetImport) -> list[str]:
    return [problem["text"]["code"] for problem in found.found["problems"] if problem["severity"] == "error"]


def csvs(mission: rows.Mission) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(folder_of(mission, Language.EN, "csv"))) as archive:
        for name in archive.namelist():
            if name.endswith(".csv"):
                yield name.rsplit("/", 1)[-1].removesuffix(".csv"), archive.read(name)


def test_an_unchanged_export_changes_and_removes_nothing(
    officer: Actor, decided: rows.Mission, hand_in: HandIn
) -> None:
    before = rows_now(decided).documents
    found = hand_in(decided, **dict(csvs(decided)))
    assert error_codes(found) == []
    counts = {kind: preview["counts"] for kind, preview in found.found["kinds"].items()}
    wrong = {kind: count for kind, count in counts.items() if count["new"] or count["changed"] or count["gone"]}
    assert wrong == {}
    imports.apply(officer, found, Choice(frozenset(counts)))
    assert rows_now(decided).documents == before


def test_no_decision_of_an_application_here_is_changed(officer: Actor, decided: rows.Mission, hand_in: HandIn) -> None:
    open_ = next(application for application in applications(decided) if application.decision is Decision.DECLINED)
    gone = next(application for application in applications(decided) if application.decision is Decision.ACCEPTED)
    sheet = APPLICATIONS + "".join(
        f'{application.id},"{application.name.latin or application.name.native}",'
        f"{application.received_at:%Y-%m-%d %H:%M},,,{said},,Tea,090210\n"
        for application, said in ((open_, "accepted"), (gone, ""))
    )
    found = hand_in(decided, applications=sheet)
    assert error_codes(found) == ["sheets.decided_here"]
    imports.apply(officer, found, Choice())
    after = {application.id: application.decision for application in applications(decided)}
    assert (after[open_.id], after[gone.id]) == (Decision.DECLINED, Decision.ACCEPTED)


def test_a_new_row_takes_no_seat_that_the_rules_do_not_give(
    officer: Actor, decided: rows.Mission, hand_in: HandIn
) -> None:
    call = core_call(call_rows.Call.objects.get(mission=decided))
    row = "{},New Firm {},2026-10-01 09:30,2026-10-01 09:30,{},accepted,E01,Tea,090210\n"
    sheet = APPLICATIONS + row.format("X1", 1, "") + row.format("X2", 2, "2026-10-01 09:40")
    sheet += row.format("X3", 3, "2026-10-01 09:40")
    points = POINTS + "".join(f"X3,{who},{criterion.id},9\n" for who in ("One", "Two") for criterion in call.criteria)
    found = hand_in(decided, applications=sheet, application_scores=points)
    assert sorted(error_codes(found))[:3] == [
        "sheets.decided_over_cap",
        "sheets.decided_unconfirmed",
        "sheets.decided_unscored",
    ]
    assert set(error_codes(found)[3:]) == {"sheets.rows_wait"}
    imports.apply(officer, found, Choice())
    assert not {"X1", "X2", "X3"} & {application.id for application in applications(decided)}


def test_points_of_who_is_judged_here_are_neither_added_nor_changed(
    officer: Actor, decided: rows.Mission, hand_in: HandIn
) -> None:
    before = scorings(decided)
    scoring = before[0]
    given = scoring.given[0]
    sheet = POINTS + f"{scoring.application},{scoring.scorer},{given.criterion},{(given.points + 1) % 11}\n"
    sheet += f"{scoring.application},Somebody Else,{given.criterion},10\nA999,{scoring.scorer},{given.criterion},3\n"
    found = hand_in(decided, application_scores=sheet)
    assert error_codes(found) == ["sheets.scored_here", "sheets.scored_here", "sheets.unknown_application"]
    imports.apply(officer, found, Choice())
    assert scorings(decided) == before


def test_what_was_decided_since_the_sheets_were_read_is_not_written_over(
    officer: Actor, decided: rows.Mission, hand_in: HandIn
) -> None:
    found = hand_in(decided, **{name: text for name, text in csvs(decided) if b"Decided on" in text})
    row = call_rows.Application.objects.filter(mission=decided, decision="declined").first()
    assert row is not None
    row.document["decision"] = row.decision = "open"
    row.save()
    with pytest.raises(Conflict):
        imports.apply(officer, found, Choice())


def test_a_cap_that_was_lowered_leaves_the_others_an_answer(officer: Actor, decided: rows.Mission) -> None:
    call = call_rows.Call.objects.get(mission=decided)
    call.document["cap"] = 1
    call.save()
    waiting = next(application for application in applications(decided) if application.decision is Decision.WAITING)
    assert decide(officer, call, {waiting.id: Decision.DECLINED})


def test_no_sheet_lowers_the_cap_below_what_is_accepted(decided: rows.Mission, hand_in: HandIn) -> None:
    sheet = next(text.decode() for name, text in csvs(decided) if "call" in name.casefold() and b"setting,cap" in text)
    accepted = sum(application.decision is Decision.ACCEPTED for application in applications(decided))
    lowered = re.sub(r"(?m)^(setting,cap,+)\d+", rf"\g<1>{accepted - 1}", sheet)
    assert lowered != sheet
    assert error_codes(hand_in(decided, call=lowered.encode())) == ["call.over_cap"]
