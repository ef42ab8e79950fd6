from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tearoad.companies.web.models import Company
from tearoad.costs.web.actions.hours import write_hours
from tearoad.costs.web.models import WorkedDay
from tearoad.errors import Conflict, InputError
from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.actions import imports
from tearoad.journey.web.actions.write_files import Choice
from tearoad.journey.web.models import ImportedFile, ImportState, SheetImport
from tearoad.journey.web.queries.rows_now import files_now, rows_now
from tearoad.journey.web.queries.tables.stored import free_ids
from tearoad.matching.web.models import Request
from tearoad.mission.web.actions.missions import archive
from tearoad.mission.web.models import Delegate, Mission, Participation
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.screening.web.models import Decision
from tearoad.text import Text
from tearoad.timetable.web.models import Pin
from tearoad.values import Language
from tearoad.values.document import text_to_document
from tearoad.web.clock import now

if TYPE_CHECKING:
    from tests.journey.web.conftest import HandIn

EXPORTERS = "id,company name,product,hs code\nE1,Example Tea,Green tea,090210\nE2,Example Sauce,Chili sauce,210390\n"
BUYERS = "id,company name,wants,hs code\nB1,ООО «Пример»,чай,090210\nB2,ООО «Образец»,соус,210390\n"
NOTHING = Choice()


def _codes(mission: Mission) -> list[str]:
    return list(Participation.objects.filter(mission=mission).values_list("code", flat=True))


def test_nothing_is_written_before_the_officer_applies(empty: Mission, hand_in: HandIn) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    assert found.state == ImportState.PREVIEW
    assert {kind: preview["counts"]["new"] for kind, preview in found.found["kinds"].items()} == {
        "exporters": 2,
        "buyers": 2,
    }
    assert _codes(empty) == []


def test_applied_sheets_are_in_the_rows(officer: Actor, empty: Mission, hand_in: HandIn) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    imports.apply(officer, found, NOTHING)
    assert _codes(empty) == ["E1", "E2", "B1", "B2"]


def test_the_same_sheets_again_change_nothing(officer: Actor, empty: Mission, hand_in: HandIn) -> None:
    imports.apply(officer, hand_in(empty, exporters=EXPORTERS, buyers=BUYERS), NOTHING)
    empty.refresh_from_db()
    before = empty.revision, list(Company.objects.values_list("id", "revision", "changed_at"))
    imports.apply(officer, hand_in(empty, exporters=EXPORTERS, buyers=BUYERS), NOTHING)
    empty.refresh_from_db()
    assert (empty.revision, list(Company.objects.values_list("id", "revision", "changed_at"))) == before


def test_one_sheet_alone_touches_only_its_kind(officer: Actor, mission: Mission, hand_in: HandIn) -> None:
    before = {kind: dict(rows) for kind, rows in rows_now(mission).documents.items()}
    found = hand_in(mission, delegates="id,name,firm\nD09,New Person,E01\n")
    imports.apply(officer, found, NOTHING)
    after = rows_now(mission).documents
    assert set(after["delegates"]) == {"D01", "D02", "D03", "D09"}
    assert {kind: rows for kind, rows in after.items() if kind != "delegates"} == {
        kind: rows for kind, rows in before.items() if kind != "delegates"
    }


COSTS = "Item,Category,For,Amount,Currency\n"


def test_rows_without_an_id_are_new_rows_and_take_nobodys_place(
    officer: Actor, empty: Mission, hand_in: HandIn
) -> None:
    sheets = {
        "exporters": "company name,product,hs code\nExample Tea,Green tea,090210\n",
        "delegates": "name,firm\nAnna Example,Example Tea\n",
        "costs": f"{COSTS}Stand rent,stand,all,1200,USD\n",
    }
    imports.apply(officer, hand_in(empty, **sheets), NOTHING)
    found = hand_in(
        empty,
        exporters="company name,product,hs code\nExample Sauce,Chili sauce,210390\nExample Tea,Green tea,090210\n",
        delegates="name,firm\nBoris Example,Example Sauce\nAnna Example,Example Tea\n",
        costs=f"{COSTS}Hotel,hotel,all,300,USD\nStand rent,stand,all,1200,USD\n",
    )
    shown = {kind: ([row[0] for row in said["new"]], said["counts"]) for kind, said in found.found["kinds"].items()}
    one_new = {"new": 1, "changed": 0, "same": 1, "gone": 0, "others": 0, "other_side": 0}
    assert shown == {
        "exporters": (["E02"], one_new),
        "delegates": (["D02"], one_new),
        "costs": (["C02"], one_new),
    }
    imports.apply(officer, found, NOTHING)
    now = rows_now(empty).documents
    assert {key: document["what"] for key, document in now["costs"].items()} == {
        "C01": {"en": "Stand rent"},
        "C02": {"en": "Hotel"},
    }
    assert {key: document["firm"] for key, document in now["delegates"].items()} == {"D01": "E01", "D02": "E02"}


def test_a_sheet_may_name_those_who_take_part_already(mission: Mission, hand_in: HandIn) -> None:
    found = hand_in(mission, requests="id,asker,asked,strength\nR9,E01,B002,wish\nR10,E01,Nobody,wish\n")
    assert [pair[0] for pair in found.found["kinds"]["requests"]["new"]] == ["R9"]
    assert found.found["held"] == 1


def test_rows_that_left_the_sheet_are_kept_unless_somebody_says_so(
    officer: Actor, mission: Mission, hand_in: HandIn
) -> None:
    sheet = "id,name,role,rank,office\nD01,LI Shili,Head of delegation,1,Example Department of Commerce\n"
    Request.objects.all().delete()
    Mission.objects.update(revision=mission.revision)
    imports.apply(officer, hand_in(mission, delegates=sheet), NOTHING)
    assert set(Delegate.objects.values_list("code", flat=True)) == {"D01", "D02", "D03"}
    found = hand_in(mission, delegates=sheet)
    imports.apply(officer, found, Choice(frozenset({"delegates"})))
    assert set(Delegate.objects.values_list("code", flat=True)) == {"D01", "D02"}  # the opening names D02
    found.refresh_from_db()
    assert found.before["kept"]["delegates"] == ["D02"]


def test_what_nothing_refers_to_is_removed_when_chosen_and_comes_back(
    officer: Actor, mission: Mission, hand_in: HandIn
) -> None:
    before = rows_now(mission).documents
    found = hand_in(mission, requests="id,asker,asked,strength\nR9,E01,B002,wish\n")
    imports.apply(officer, found, Choice(frozenset({"requests"})))
    assert set(rows_now(mission).documents["requests"]) == {"R9"}
    imports.undo(officer, found)
    assert rows_now(mission).documents == before


def test_a_held_row_stops_every_removal_by_its_sheet(mission: Mission, hand_in: HandIn) -> None:
    found = hand_in(mission, requests="id,asker,asked,strength\nR9,E01,Nobody,wish\n")
    kind = found.found["kinds"]["requests"]
    assert (kind["held"], kind["counts"]["gone"], kind["may_remove"]) == (1, 3, False)


def test_an_undone_import_leaves_everything_as_it_was(officer: Actor, mission: Mission, hand_in: HandIn) -> None:
    before, register = rows_now(mission).documents, set(Company.objects.values_list("id", flat=True))
    buyers = "id,company name,wants,hs code\nB001,ООО «Пример Маркет»,кофе,090121\nB9,ООО «Новый»,чай,090210\n"
    found = hand_in(mission, buyers=buyers)
    assert list(found.found["kinds"]["buyers"]["changed"][0][:1]) == ["B001"]
    imports.apply(officer, found, NOTHING)
    assert rows_now(mission).documents != before
    imports.undo(officer, found)
    assert rows_now(mission).documents == before
    assert set(Company.objects.values_list("id", flat=True)) == register
    imports.undo(officer, found)  # a second click


def test_undo_is_refused_where_a_decision_or_another_row_stands_on_it(
    officer: Actor, empty: Mission, hand_in: HandIn
) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    imports.apply(officer, found, NOTHING)
    tea = Participation.objects.get(code="E1").company
    Decision.objects.create(company=tea, entry_id="X", ruling="clear", by="me", decided_at=now(), why="other")
    with pytest.raises(Conflict) as decided:
        imports.undo(officer, found)
    assert decided.value.text.code == "journey_pages.cannot_undo"
    Decision.objects.all().delete()
    Pin.objects.create(mission=empty, exporter="E1", buyer="B1")
    with pytest.raises(Conflict) as named:
        imports.undo(officer, found)
    assert named.value.text["reasons"][0].code == "journey_pages.still_named"  # type: ignore[index,union-attr]  # a tuple of texts
    assert _codes(empty) == ["E1", "E2", "B1", "B2"]


def test_undo_is_refused_where_a_row_was_changed_since(officer: Actor, empty: Mission, hand_in: HandIn) -> None:
    first = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    imports.apply(officer, first, NOTHING)
    second = hand_in(empty, exporters=EXPORTERS.replace("Green tea", "Black tea"))
    imports.apply(officer, second, NOTHING)
    with pytest.raises(Conflict) as changed:
        imports.undo(officer, first)
    assert changed.value.text["count"] == 1
    imports.undo(officer, second)
    imports.undo(officer, first)
    assert _codes(empty) == []


def test_a_double_click_applies_once(officer: Actor, empty: Mission, hand_in: HandIn) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    imports.apply(officer, found, NOTHING)
    imports.apply(officer, found, NOTHING)
    assert len(_codes(empty)) == 4
    assert LedgerEntry.objects.filter(code="journey.import_applied").count() == 1


def test_the_second_of_two_officers_is_told_to_read_again(officer: Actor, empty: Mission, hand_in: HandIn) -> None:
    mine = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    theirs = hand_in(empty, exporters=EXPORTERS.replace("Green tea", "White tea"), buyers=BUYERS)
    imports.apply(officer, theirs, NOTHING)
    with pytest.raises(Conflict) as refused:
        imports.apply(officer, mine, NOTHING)
    assert refused.value.text.code == "journey_pages.changed_meanwhile"
    imports.read_again(officer, mine)
    run_waiting()
    mine.refresh_from_db()
    assert mine.found["kinds"]["exporters"]["counts"]["changed"] == 1
    imports.apply(officer, mine, NOTHING)


def test_an_id_that_stands_for_somebody_else_is_taken_only_when_chosen(
    officer: Actor, mission: Mission, hand_in: HandIn
) -> None:
    sheet = "id,company name,product,hs code\nE01,Quite Another House,Honey,040900\n"
    found = hand_in(mission, exporters=sheet)
    assert [other[0] for other in found.found["kinds"]["exporters"]["others"]] == ["E01"]
    imports.apply(officer, found, NOTHING)
    assert rows_now(mission).documents["exporters"]["E01"]["name"]["latin"] == "Example One Tea Co., Ltd."
    again = hand_in(mission, exporters=sheet)
    imports.apply(officer, again, Choice(replace_others=frozenset({("exporters", "E01")})))
    assert "Quite Another House" in rows_now(mission).documents["exporters"]["E01"]["name"].values()


def test_an_id_of_the_other_side_is_never_taken(officer: Actor, mission: Mission, hand_in: HandIn) -> None:
    found = hand_in(mission, buyers="id,company name,wants,hs code\nE01,ООО «Чужой»,чай,090210\n")
    assert found.found["kinds"]["buyers"]["counts"]["other_side"] == 1
    imports.apply(officer, found, NOTHING)
    assert Participation.objects.get(code="E01").company.side == "exporter"


def test_own_headers_are_mapped_and_remembered(officer: Actor, empty: Mission, hand_in: HandIn) -> None:
    sheet = "nr,kto,tovar,hs code\nE1,Example Tea,Green tea,090210\nE2,Example Sauce,Chili sauce,210390\n"
    found = hand_in(empty, exporters=sheet)
    assert found.found["kinds"] == {}
    meant = {"exporters": {"nr": "id", "kto": "name", "tovar": "product"}}
    imports.read_again(officer, found, meant)
    run_waiting()
    found.refresh_from_db()
    assert found.found["kinds"]["exporters"]["counts"]["new"] == 2
    assert hand_in(empty, exporters=sheet).found["kinds"]["exporters"]["counts"]["new"] == 2


def test_a_column_can_be_left_out(officer: Actor, empty: Mission, hand_in: HandIn) -> None:
    found = hand_in(empty, exporters="id,company name,product,hs code,city\nE1,Example Tea,Green tea,090210,Guiyang\n")
    imports.read_again(officer, found, {"exporters": {"city": ""}})
    run_waiting()
    found.refresh_from_db()
    assert found.found["problem_count"] == 0
    imports.apply(officer, found, NOTHING)
    assert Company.objects.get().city == ""


def test_a_sheet_with_a_strange_name_is_named_by_the_officer(officer: Actor, empty: Mission, hand_in: HandIn) -> None:
    found = hand_in(empty, stuff=EXPORTERS)
    place = found.found["sheets"][0]["place"]
    imports.read_again(officer, found, {"#sheets": {place: "exporters"}})
    run_waiting()
    found.refresh_from_db()
    assert found.found["kinds"]["exporters"]["counts"]["new"] == 2


def test_a_known_company_is_joined_only_by_a_person(officer: Actor, mission: Mission, hand_in: HandIn) -> None:
    second = make_another(officer, mission)
    sheet = "id,company name,registration number,product,hs code\nE7,Example One Tea Co Ltd,EXAMPLE-0001,Tea,090210\n"
    found = hand_in(second, exporters=sheet)
    known = Participation.objects.get(mission=mission, code="E01").company
    assert [(pair["key"], pair["company"]) for pair in found.found["duplicates"]] == [("E7", str(known.id))]
    before = known.document
    imports.apply(officer, found, Choice(same_as={"E7": known.id}))
    assert Participation.objects.get(mission=second, code="E7").company_id == known.id
    imports.undo(officer, found)
    known.refresh_from_db()
    assert known.document == before


def make_another(officer: Actor, mission: Mission) -> Mission:
    from tearoad.mission.web.actions.missions import make  # noqa: PLC0415  # only this test makes a second one
    from tearoad.mission.web.queries import core  # noqa: PLC0415  # only this test makes a second one

    settings = core(mission)
    days = tuple(replace(day, on=day.on + timedelta(days=365)) for day in settings.days)
    return make(officer, replace(settings, days=days))


def test_a_huge_sheet_is_told_as_too_large(empty: Mission, hand_in: HandIn) -> None:
    rows = "".join(f"B{number},Buyer {number},tea,090210\n" for number in range(50_000))
    found = hand_in(empty, exporters=EXPORTERS, buyers="id,company name,wants,hs code\n" + rows)
    assert [problem["text"]["code"] for problem in found.found["problems"]] == ["journey_pages.too_many_rows"]
    assert list(found.found["kinds"]) == ["exporters"]


def test_bad_files_are_refused_or_told(officer: Actor, empty: Mission, hand_in: HandIn) -> None:
    with pytest.raises(InputError):
        imports.start(officer, empty, [], Language.EN)
    with pytest.raises(InputError):
        imports.start(officer, empty, [imports.Upload("exporters.exe", b"MZ")], Language.EN)
    found = hand_in(empty, exporters=b"MZ\x90\x00 not a sheet")
    assert found.found["problems"][0]["text"]["code"] == "sheets.disguise"
    assert found.found["kinds"] == {}


def test_an_archived_mission_takes_nothing(officer: Actor, empty: Mission, hand_in: HandIn) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    archive(officer, empty)
    with pytest.raises(Conflict):
        imports.apply(officer, found, NOTHING)


def test_a_late_job_writes_nothing(officer: Actor, empty: Mission, hand_in: HandIn) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    imports.discard(officer, found)
    SheetImport.objects.filter(pk=found.pk).update(found={})
    run_waiting()
    found.refresh_from_db()
    assert (found.state, found.found) == (ImportState.DISCARDED, {})


def test_marked_sheets_are_kept_for_download(mission: Mission, hand_in: HandIn) -> None:
    found = hand_in(mission, requests="id,asker,asked,strength\nR9,E01,Nobody,wish\n")
    assert found.marked is not None
    assert found.marked.name == "problems.xlsx"


def test_pins_and_absences_are_found_again(officer: Actor, mission: Mission, hand_in: HandIn) -> None:
    pins = "exporter,buyer,start,place\nE01,B001,2027-02-09 14:00,T1\n"
    imports.apply(officer, hand_in(mission, pins=pins), NOTHING)
    again = hand_in(mission, pins=pins)
    assert again.found["kinds"]["pins"]["counts"] == {
        "new": 0, "changed": 0, "same": 1, "gone": 0, "others": 0, "other_side": 0,
    }  # fmt: skip
    assert files_now(mission).pins[0].place == "T1"


@pytest.mark.parametrize(
    ("sent", "kept"), [("~.csv", ".csv"), ("..csv", ".csv"), (" .csv", ".csv"), ("~$a.csv", "a.csv")]
)
def test_a_file_may_have_an_odd_name(officer: Actor, empty: Mission, sent: str, kept: str) -> None:
    made = imports.start(officer, empty, [imports.Upload(sent, EXPORTERS.encode())], Language.EN)
    assert [file.name for file in ImportedFile.objects.filter(sheet_import=made)] == [kept]


def test_what_was_read_anew_since_the_page_was_made_is_not_applied(
    officer: Actor, empty: Mission, hand_in: HandIn
) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS)
    imports.read_again(officer, found)
    run_waiting()
    with pytest.raises(Conflict) as refused:
        imports.apply(officer, found, NOTHING, seen=1)
    assert refused.value.text.code == "journey_pages.read_meanwhile"
    assert imports.apply(officer, found, NOTHING, seen=2).state == ImportState.APPLIED


def test_hours_come_with_a_sheet_are_changed_and_go_with_the_undo(
    officer: Actor, mission: Mission, hand_in: HandIn
) -> None:
    def hours() -> dict[str, str]:
        return {key: document["hours"] for key, document in rows_now(mission).documents["hours"].items()}

    write_hours(officer, mission, "I01", {date(2027, 2, 9): Decimal(4)})
    before = mission.revision
    found = hand_in(mission, hours="interpreter,day,hours\nI01,2027-02-09,6.5\nI01,2027-02-10,2\n")
    assert {part: found.found["kinds"]["hours"][part] for part in ("new", "changed")} == {
        "new": [["I01 2027-02-10", "I01 2027-02-10"]],
        "changed": [["I01 2027-02-09", "I01 2027-02-09", ["hours"]]],
    }
    applied = imports.apply(officer, found, NOTHING)
    assert hours() == {"I01 2027-02-09": "6.50", "I01 2027-02-10": "2.00"}
    mission.refresh_from_db()
    assert mission.revision == before  # no plan depends on them
    imports.undo(officer, applied)
    assert hours() == {"I01 2027-02-09": "4.00"}


def test_hours_that_left_the_sheet_go_where_somebody_says_so(officer: Actor, mission: Mission, hand_in: HandIn) -> None:
    write_hours(officer, mission, "I01", {date(2027, 2, 9): Decimal(4), date(2027, 2, 10): Decimal(5)})
    found = hand_in(mission, hours="interpreter,day,hours\nI01,2027-02-09,4\n")
    imports.apply(officer, found, Choice(frozenset({"hours"})))
    assert [str(day.on) for day in WorkedDay.objects.all()] == ["2027-02-09"]


def test_an_interpreter_whose_hours_are_written_down_stays(officer: Actor, mission: Mission, hand_in: HandIn) -> None:
    write_hours(officer, mission, "I01", {date(2027, 2, 9): Decimal(4)})
    found = hand_in(mission, interpreters="id,name,pairs\nI77,New Person,zh-ru\n")
    gone = {row[0]: row[2] for row in found.found["kinds"]["interpreters"]["gone"]}
    assert gone["I01"] == text_to_document(Text("journey_pages.named_by_hours", key="I01 2027-02-09"))


def test_an_id_of_a_firm_that_was_taken_out_is_given_to_nobody_else(
    officer: Actor, empty: Mission, hand_in: HandIn
) -> None:
    header = "company name,product,hs code\n"
    firms = [f"Example {name},tea,090210\n" for name in ("Tea", "Sauce", "Salt")]
    imports.apply(officer, hand_in(empty, exporters=header + "".join(firms)), Choice())
    imports.apply(officer, hand_in(empty, exporters=header + firms[0]), Choice(remove=frozenset({"exporters"})))
    found = hand_in(empty, exporters=header + firms[0] + "Example Rice,rice,100630\n")
    assert [key for key, _label in found.found["kinds"]["exporters"]["new"]] == ["E04"]
    table = TABLE_KINDS["exporters"]
    assert free_ids(table, empty).take() == "E04"
