"""A cell that may say "no" and that nobody can read: the import asks, and applies nothing before it is answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from tearoad.companies.web.models import Company
from tearoad.errors import Conflict
from tearoad.journey.example import example_files
from tearoad.journey.web.actions import imports
from tearoad.journey.web.actions.write_files import Choice
from tearoad.journey.web.models import HeaderMapping
from tearoad.journey.web.queries.questions import questions, read_answers
from tearoad.journey.write_folder import write_folder
from tearoad.matching.web.models import Request
from tearoad.mission.web.models import Mission
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tearoad.values import Language

if TYPE_CHECKING:
    from tests.journey.web.conftest import HandIn

EXPORTERS = "id,company name,product,hs code\nE1,Example Tea,Green tea,090210\nE2,Example Sauce,Chili sauce,210390\n"
BUYERS = (
    "id,company name,do not meet,wants,hs code\nB1,ООО «Пример»,Ромашка,чай,090210\nB2,ООО «Образец»,,соус,210390\n"
)
REQUESTS = "who asks,whom,how strongly\nE1,B1,auf keinen Fall\n,B2,no\n"


def test_nothing_is_applied_before_every_question_is_answered(officer: Actor, empty: Mission, hand_in: HandIn) -> None:
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS, requests=REQUESTS.replace("\n,B2,no", ""))
    found_questions = questions(found.found, Language.RU)
    assert [
        (question.problem.where, question.sheet, question.written, question.words) for question in found_questions
    ] == [
        ("buyers.csv › C2", "buyers", "Ромашка", ()),
        ("requests.csv › C2", "requests", "auf keinen Fall", ("обязательно", "желательно", "нет")),
    ]
    with pytest.raises(Conflict) as refused:
        imports.apply(officer, found, Choice())
    assert refused.value.code == "journey_pages.no_may_stand"
    imports.read_again(officer, found, {"#meanings:requests": {"auf keinen Fall": "нет"}})
    run_waiting()
    found.refresh_from_db()
    assert [question.written for question in questions(found.found, Language.RU)] == ["Ромашка"]
    imports.read_again(officer, found, {"#meanings:buyers": {"Ромашка": "-"}})
    run_waiting()
    found.refresh_from_db()
    imports.apply(officer, found, Choice())
    assert list(Request.objects.values_list("asker", "asked", "strength")) == [("E1", "B1", "no")]
    assert list(HeaderMapping.objects.all()) == []


@pytest.mark.parametrize(
    ("language", "asked", "word"),
    [
        ("en", "In 2 places may stand a “no”: what is meant?", "It means “no”"),
        ("zh-Hans", "有 2 处可能写着拒绝：是什么意思？", "意思是“不见”"),
        ("ru", "В 2 местах может стоять отказ: что имеется в виду?", "Имеется в виду «нет»"),
    ],
)
def test_the_page_asks_and_takes_the_answer(
    signed_in: Client, empty: Mission, hand_in: HandIn, language: str, asked: str, word: str
) -> None:
    signed_in.cookies["language"] = language
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS.replace("Ромашка", ""), requests=REQUESTS)
    here = [empty.id, found.id]
    page = signed_in.get(reverse("journey-import", args=here)).content.decode()
    assert (asked in page, word in page, reverse("journey-import-apply", args=here) in page) == (True, True, False)
    assert signed_in.post(reverse("journey-import-apply", args=here)).status_code == 409
    words = {question.name: question.words for question in questions(found.found, Language(language))}
    sent = {name: known[-1] for name, known in words.items() if known} | {"version": found.reading}
    signed_in.post(reverse("journey-import-mend", args=here), sent)
    run_waiting()
    found.refresh_from_db()
    assert [question.problem.where for question in questions(found.found, Language.EN)] == ["requests.csv › A3"]
    assert found.mapping["#meanings:requests"] == {"auf keinen Fall": next(iter(words.values()))[-1]}


def test_a_column_that_may_say_no_is_asked_about(officer: Actor, empty: Mission, hand_in: HandIn) -> None:
    requests = "who asks,whom,Befund\nE1,B1,never\n"
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS.replace("Ромашка", ""), requests=requests)
    (question,) = questions(found.found, Language.EN)
    assert (question.written, question.is_column) == ("Befund", True)
    imports.read_again(officer, found, {"requests": {"Befund": "strength"}})
    run_waiting()
    found.refresh_from_db()
    imports.apply(officer, found, Choice())
    assert list(Request.objects.values_list("asker", "strength")) == [("E1", "no")]


def test_decisions_of_a_sheet_are_no_question_of_the_import(empty: Mission, hand_in: HandIn) -> None:
    decisions = "party,list entry,ruling\nB9,T-1,block\n"
    found = hand_in(empty, exporters=EXPORTERS, buyers=BUYERS.replace("Ромашка", ""), decisions=decisions)
    assert (found.found["waits"], questions(found.found, Language.EN)) == (0, ())


WISHES = "who asks,whom,how strongly\nE1,B1,wish\n"


@pytest.mark.parametrize(("holds", "strength"), [("requests.csv", "no"), ("wishes.csv", "wish")])
def test_two_sheets_of_one_kind_ask_which_of_them_holds(
    signed_in: Client, officer: Actor, empty: Mission, hand_in: HandIn, holds: str, strength: str
) -> None:
    sheets = {"exporters": EXPORTERS, "buyers": BUYERS.replace("Ромашка", ""), "wishes": WISHES}
    found = hand_in(empty, **sheets, requests=WISHES.replace("wish", "no"))
    (question,) = questions(found.found, Language.EN)
    assert (question.problem.text.code, [copy.name for copy in question.copies]) == (
        "sheets.sheet_twice",
        ["requests.csv", "wishes.csv"],
    )
    here = [empty.id, found.id]
    assert f'<option value="{holds}">' in signed_in.get(reverse("journey-import", args=here)).content.decode()
    sent = {question.name: holds}
    signed_in.post(reverse("journey-import-mend", args=here), sent)
    run_waiting()
    found.refresh_from_db()
    assert (questions(found.found, Language.EN), found.found["waits"]) == ((), 0)
    imports.apply(officer, found, Choice())
    assert list(Request.objects.values_list("asker", "strength")) == [("E1", strength)]


def test_two_copies_of_the_workbook_ask_once_which_of_them_holds(
    officer: Actor, empty: Mission, tmp_path: Path
) -> None:
    write_folder(example_files(Language.RU), tmp_path, Language.RU)
    workbook = tmp_path / "миссия.xlsx"
    copy = openpyxl.load_workbook(workbook)
    copy["Закупщики"]["D2"] = "ООО «Копия»"
    copy.save(tmp_path / "миссия (2).xlsx")
    uploads = [imports.Upload(path.name, path.read_bytes()) for path in sorted(tmp_path.glob("*.xlsx"))]
    found = imports.start(officer, empty, uploads, Language.RU)
    run_waiting()
    found.refresh_from_db()
    (question,) = questions(found.found, Language.RU)
    assert (question.problem.text.code, [sheet_copy.name for sheet_copy in question.copies]) == (
        "sheets.file_twice",
        ["миссия (2).xlsx", "миссия.xlsx"],
    )
    imports.read_again(officer, found, read_answers(found.found, {question.name: "миссия.xlsx"}))
    run_waiting()
    found.refresh_from_db()
    assert {sheet["file"] for sheet in found.found["sheets"]} == {"миссия.xlsx"}
    imports.apply(officer, found, Choice())
    assert Company.objects.filter(name="ООО «Копия»").count() == 0


def test_a_note_times_and_a_reason_that_say_otherwise_are_answered_on_the_page(
    officer: Actor, empty: Mission, hand_in: HandIn
) -> None:
    found = hand_in(
        empty,
        exporters=EXPORTERS,
        buyers=BUYERS.replace("do not meet", "at the fair").replace("Ромашка", "не приедет"),
        requests="who asks,whom,how strongly,private note\nE1,B2,wish,не встречаться\nE2,B2,wish,请勿安排会面\n",
        availability="who,away,why\nE2,2023-02-07,available\n",
    )
    wordings = {
        question.written: (question.words, question.is_of_times, question.is_chosen)
        for question in questions(found.found, Language.EN)
    }
    assert wordings == {
        "не приедет": ((), True, False),
        "не встречаться": (("no",), False, True),
        "请勿安排会面": (("no",), False, True),
        "available": ((), False, True),
    }
    answers = {"не приедет": "2023-02-07", "не встречаться": "no", "请勿安排会面": "-", "available": "-"}
    sent = {question.name: answers[question.written] for question in questions(found.found, Language.EN)}
    imports.read_again(officer, found, read_answers(found.found, sent))
    run_waiting()
    found.refresh_from_db()
    assert questions(found.found, Language.EN) == ()
    imports.apply(officer, found, Choice())
    strengths = Request.objects.order_by("asker").values_list("asker", "asked", "strength")
    assert list(strengths) == [("E1", "B2", "no"), ("E2", "B2", "wish")]


def test_a_note_of_which_only_the_beginning_is_shown_is_mended_in_the_file(empty: Mission, hand_in: HandIn) -> None:
    note = "Не встречаться. " + "Об этом долго писали друг другу. " * 10
    found = hand_in(
        empty,
        exporters=EXPORTERS,
        buyers=BUYERS.replace("Ромашка", ""),
        requests=f"who asks,whom,how strongly,private note\nE1,B2,wish,{note}\n",
    )
    (question,) = questions(found.found, Language.RU)
    assert (question.problem.text.code, question.may_be_answered) == ("sheets.note_refuses", False)
