"""What officials agreed: how far it is, and that a folder brings it back."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from tearoad.demo.ready.agreements import make_agreements
from tearoad.journey.example import example_files, example_mission
from tearoad.journey.read import read_folder
from tearoad.journey.write_folder import write_folder
from tearoad.orders import AgreementId, AgreementState, OfficialAgreement
from tearoad.orders.agreements_sheet import AGREEMENTS
from tearoad.values import Language, LocalText, Money

SAID = OfficialAgreement(AgreementId("OA01"), LocalText(en="Papers"), "Wen", "Orlova", date(2023, 2, 7))
DUE = replace(SAID, to_do=LocalText(en="A list"), due_on=date(2023, 5, 31))


@pytest.mark.parametrize(
    ("agreement", "today", "state"),
    [
        (SAID, date(2030, 1, 1), AgreementState.NOTHING_DUE),
        (DUE, date(2023, 5, 31), AgreementState.OPEN),
        (DUE, date(2023, 6, 1), AgreementState.OVERDUE),
        (replace(DUE, due_on=None), date(2030, 1, 1), AgreementState.OPEN),
        (replace(DUE, done_on=date(2023, 6, 2)), date(2023, 6, 3), AgreementState.DONE),
    ],
)
def test_it_is_overdue_from_the_day_after_it_was_due(
    agreement: OfficialAgreement, today: date, state: AgreementState
) -> None:
    assert agreement.state_on(today) is state


def test_it_has_no_place_for_an_amount() -> None:
    assert [field.name for field in fields(OfficialAgreement) if Money.__name__ in str(field.type)] == []
    assert [
        column.field for column in AGREEMENTS.spec.columns if "amount" in column.field or "currency" in column.field
    ] == []


@pytest.mark.parametrize("language", list(Language))
def test_a_folder_brings_its_agreements_back(tmp_path: Path, language: Language) -> None:
    files = replace(example_files(language), agreements=make_agreements())
    write_folder(files, tmp_path, language)
    assert read_folder(tmp_path, example_mission()).agreements == make_agreements()


def test_a_day_before_the_agreement_and_a_duty_of_nobody_are_told(tmp_path: Path) -> None:
    wrong = replace(DUE, due_on=date(2023, 2, 6))
    write_folder(replace(example_files(Language.EN), agreements=(wrong,)), tmp_path, Language.EN)
    files = read_folder(tmp_path, example_mission())
    problems = [(problem.text.code, dict(problem.text.params)) for problem in files.problems]
    assert problems == [
        ("sheets.due_by_nobody", {}),
        ("sheets.before_agreed", {"found": "2023-02-06", "agreed": "2023-02-07"}),
    ]
