"""Lists as they are sent are mended wholly on the page of their import, without a script: one form, any button."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.journey.kinds import SHEETS
from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.actions import imports
from tearoad.journey.web.models import ImportState, SheetImport
from tearoad.journey.web.queries.mended_cells import field_of_cell
from tearoad.journey.web.queries.questions import questions
from tearoad.journey.web.queries.tables.stored import rows_of
from tearoad.mission.web.models import Mission
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.paper.sheets.files.folder import sheet_named
from tearoad.people import Actor
from tests.journey.web.messy_lists import CHINESE_LIST, ENGLISH_LIST, RUSSIAN_LIST
from tests.journey.web.messy_workbooks import MessyWorkbook


@pytest.mark.parametrize("book", [CHINESE_LIST, RUSSIAN_LIST, ENGLISH_LIST], ids=str)
def test_a_list_is_mended_wholly_without_a_script(
    officer: Actor, signed_in: Client, empty: Mission, tmp_path: Path, book: MessyWorkbook
) -> None:
    path = book.write(tmp_path)
    found = imports.start(officer, empty, [imports.Upload(path.name, path.read_bytes())], book.language)
    run_waiting()
    page = signed_in.get(reverse("journey-import", args=[empty.id, found.id]))
    found = _send(
        signed_in, found, {sheet.guess_name: sheet.chosen for sheet in page.context["strange_sheets"] if sheet.guess}
    )
    found = _send(signed_in, found, _typed(book, found))
    asked_questions = questions(found.found, book.language)
    answers = {
        question.name: said
        for question in asked_questions
        for part, said in book.answered.items()
        if part in f"“{question.written}”"
    }
    found = _send(signed_in, found, answers)
    twins = [duplicate for duplicate in found.found["duplicates"] if duplicate["same"]]
    found = _send(signed_in, found, {f"row_{twin['kind']}_{twin['key']}": twin["same"] for twin in twins})
    assert (found.found["waits"], found.found["held"]) == (0, 0)
    signed_in.post(reverse("journey-import-apply", args=[empty.id, found.id]))
    found.refresh_from_db()
    assert found.state == ImportState.APPLIED
    assert {kind: rows_of(TABLE_KINDS[kind], empty).count() for kind in book.came} == dict(book.came)


def _send(client: Client, found: SheetImport, sent: dict[str, str]) -> SheetImport:
    assert client.post(reverse("journey-import-mend", args=[found.mission_id, found.id]), sent).status_code == 302
    run_waiting()
    found.refresh_from_db()
    return found


def _typed(book: MessyWorkbook, found: SheetImport) -> dict[str, str]:
    """Return the fields of the corrected cells, each with what was typed."""
    sheets = {sheet["kind"]: sheet for sheet in found.found["sheets"]}
    sent = {}
    for place, text in book.corrected.items():
        name, _, at = place.partition(" › ")
        kind = sheet_named(name, SHEETS)
        assert kind is not None
        sheet = sheets[kind.name]
        sent[field_of_cell(sheet["file"], sheet["sheet"], int(at[1:]), ord(at[0]) - ord("A") + 1)] = text
    return sent
