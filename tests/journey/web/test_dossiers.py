"""Dossiers of firms in sheets that are imported: files come by their digest, none goes, no confirmation is forged."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from tearoad.costs.web.actions import dossiers
from tearoad.costs.web.models import DossierFile, DossierTick
from tearoad.errors import Conflict
from tearoad.journey.web.actions import imports
from tearoad.journey.web.actions.write_files import Choice
from tearoad.journey.web.queries.differences import named_by
from tearoad.journey.web.queries.rows_now import rows_now
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import StoredFile
from tearoad.people import Actor
from tearoad.people.web.models import Organisation, acting_for
from tearoad.text import Text

if TYPE_CHECKING:
    from tests.journey.web.conftest import HandIn

HEAD = "firm,part,file,sha-256,added,added by,confirmed,confirmed by,person\n"
ONE, OTHER = b"an invoice, made up\n", b"another one, made up\n"
NOTHING = Choice()


def row(content: bytes, firm: str = "E01", part: str = "invoices", confirmed: str = ",") -> str:
    digest = hashlib.sha256(content).hexdigest()
    return f"{firm},{part},a.txt,{digest},2027-02-15 10:00,Officer,{confirmed},\n"


def add(officer: Actor, mission: Mission, content: bytes, firm: str = "E01", person: str = "") -> None:
    dossiers.add_files(officer, mission, firm, "invoices", [dossiers.Sent("a.txt", content, "text/plain")], person)


def files() -> list[tuple[str, str]]:
    return list(DossierFile.objects.values_list("firm", "file__name"))


def test_a_file_comes_by_its_digest_where_a_dossier_holds_it_and_goes_with_the_undo(
    officer: Actor, mission: Mission, hand_in: HandIn
) -> None:
    add(officer, mission, ONE, "E02")
    before = rows_now(mission).documents["dossier"]
    found = hand_in(mission, dossier=HEAD + row(ONE, confirmed="2027-02-16 09:30,Director") + row(OTHER, "E02"))
    assert found.found["kinds"]["dossier"]["new"] == [["E01/invoices", "E01/invoices"]]
    assert [problem["text"]["code"] for problem in found.found["problems"]] == ["sheets.dossier_file_missing"]
    applied = imports.apply(officer, found, NOTHING)
    assert files() == [("E02", "a.txt"), ("E01", "a.txt")]
    assert [(tick.firm, tick.by) for tick in DossierTick.objects.all()] == [("E01", "Director")]
    imports.undo(officer, applied)
    assert rows_now(mission).documents["dossier"] == before
    assert StoredFile.objects.filter(kind="dossier_part").count() == 1


def test_a_sheet_adds_to_a_part_takes_nothing_and_confirms_nothing(
    officer: Actor, mission: Mission, hand_in: HandIn
) -> None:
    add(officer, mission, ONE)
    add(officer, mission, OTHER, "E02")
    dossiers.tick(officer, mission, "E01", "invoices")
    same = hand_in(mission, dossier=HEAD + row(ONE, confirmed="2027-02-16 09:30,Forger"))
    assert same.found["kinds"]["dossier"]["counts"]["same"] == 1
    imports.apply(officer, hand_in(mission, dossier=HEAD + row(OTHER)), Choice(frozenset({"dossier"})))
    assert files() == [("E01", "a.txt"), ("E02", "a.txt"), ("E01", "a.txt")]
    assert not DossierTick.objects.exists()


def test_a_file_of_another_organisation_is_not_reached_by_its_digest(
    officer: Actor, mission: Mission, hand_in: HandIn
) -> None:
    del officer
    digest = hashlib.sha256(ONE).hexdigest()
    with acting_for(Organisation.objects.create(name="Another Department (fictional)").id):
        stored = {"size": len(ONE), "media_type": "text/plain", "name": "a.txt", "kept_at": "2027-02-15T10:00Z"}
        StoredFile.objects.create(digest=digest, kind="dossier_part", **stored)
    found = hand_in(mission, dossier=HEAD + row(ONE))
    assert [problem["text"]["code"] for problem in found.found["problems"]] == ["sheets.dossier_file_missing"]
    assert found.found["kinds"]["dossier"]["new"] == []


def test_what_came_in_since_the_sheet_was_read_is_not_taken_away(
    officer: Actor, mission: Mission, hand_in: HandIn
) -> None:
    add(officer, mission, ONE)
    add(officer, mission, OTHER, "E02")
    found = hand_in(mission, dossier=HEAD + row(OTHER))
    add(officer, mission, b"a third one, made up\n")
    with pytest.raises(Conflict):
        imports.apply(officer, found, NOTHING)
    assert len(files()) == 3


def test_who_is_named_by_a_dossier_stays(officer: Actor, empty: Mission, hand_in: HandIn) -> None:
    sheets = {
        "exporters": "id,company name,product,hs code\nE01,Example Tea,Green tea,090210\n",
        "buyers": "id,company name,wants,hs code\nB01,Example House,tea,090210\n",
        "delegates": "id,name,office\nD01,New Person,Example Department\n",
    }
    imports.apply(officer, hand_in(empty, **sheets), NOTHING)
    assert (named_by(empty, "E01"), named_by(empty, "D01")) == (None, None)
    add(officer, empty, ONE)
    DossierFile.objects.update(person="D01")
    reason = Text("journey_pages.named_by_dossier", key="E01/invoices")
    assert (named_by(empty, "E01"), named_by(empty, "D01")) == (reason, reason)
