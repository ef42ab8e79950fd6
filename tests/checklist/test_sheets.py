from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tearoad.checklist import About, Evidence, Fate, Owner, Road, Sample, SampleId, Task, TaskId, TaskState
from tearoad.companies import Quantity
from tearoad.journey.example import example_files, example_mission
from tearoad.journey.files import MissionFiles
from tearoad.journey.read import read_folder
from tearoad.journey.write_folder import write_folder
from tearoad.mission import LocalText
from tearoad.paper.sheets.short_cuts import DITTO
from tearoad.values import HSCode, Language, Money, PartyId

Reader = Callable[..., MissionFiles]


def told(files: MissionFiles) -> list[tuple[str, str]]:
    return [(problem.cell, problem.text.code) for problem in files.problems]


def test_a_task_in_any_language(read_sheets: Reader) -> None:
    files = read_sheets(
        checklist="任务,截止日期,企业或团员,责任人,状态,说明\n翻译标签,2027-01-10,E1,企业,不需要,已有俄文标签\n办签证,2027-01-20,,经办人,,\n"
    )
    first, second = files.tasks
    assert first.title == LocalText(zh="翻译标签")
    assert (first.about, first.whom, first.owner, first.state) == (About.FIRM, "E1", "firm", TaskState.NOT_NEEDED)
    assert (second.about, second.owner, second.due_on) == (About.MISSION, "officer", date(2027, 1, 20))
    assert files.problems == ()


def test_a_wrong_task_is_held_back_and_says_why(read_sheets: Reader) -> None:
    files = read_sheets(
        checklist="task,due,for,whom,owner,state,escalate after days,note\n"
        "A,someday,,,,,,\nB,2027-01-10,,E9,,,,\nC,2027-01-10,firm,,,,,\nD,2027-01-10,,,nobody,,,\n"
        "E,2027-01-10,,,,not needed,0,\n"
    )
    assert files.tasks == ()
    assert told(files) == [
        ("B2", "sheets.bad_date"),
        ("D3", "sheets.unknown_reference"),
        ("D4", "sheets.whom_missing"),
        ("E5", "sheets.bad_owner"),
        ("G6", "sheets.bad_whole"),
        ("H6", "sheets.reason_missing"),
    ]


def test_a_task_done_long_after_the_fair_is_told_and_kept(read_sheets: Reader) -> None:
    files = read_sheets(
        checklist="task,due,state,done on\nA,2027-01-10,done,2027-04-12\nB,2027-01-10,done,2027-04-13\n"
    )
    assert [task.done_on for task in files.tasks] == [date(2027, 4, 12), date(2027, 4, 13)]
    assert told(files) == [("D3", "sheets.done_late")]


def test_a_passport_number_in_a_note_is_not_read(read_sheets: Reader) -> None:
    files = read_sheets(checklist="task,due,note\nVisa issued,2027-01-10,passport E12345678 valid\n")
    assert [task.note for task in files.tasks] == [""]
    assert told(files) == [("C2", "sheets.passport_cell")]


def test_samples_and_what_is_wrong_with_them(read_sheets: Reader) -> None:
    files = read_sheets(
        samples="item,firm,quantity,hs code,value,route,fate\n"
        "Чай,E1,2 kg,0902.10,USD 40,ATA carnet,дегустация\nСоус,E9,,,,,\nСоус,E2,,,40 моллюсков,,\n"
    )
    tea, sauce = files.samples
    assert (sauce.id, sauce.firm, sauce.value) == ("S03", "E2", Money(Decimal(40), "USD"))
    assert (tea.item["ru"], tea.quantity, tea.value) == ("Чай", Quantity(Decimal(2), "kg"), Money(Decimal(40), "USD"))
    assert (tea.road, tea.fate, tea.meant_for) == (Road.CARNET, Fate.TASTED, None)
    assert told(files) == [("B3", "sheets.unknown_reference"), ("E4", "sheets.value_of_all")]


def test_posts_without_a_source_are_kept_and_marked_and_those_of_another_country_are_not(read_sheets: Reader) -> None:
    files = read_sheets(posts="name,country,source,retrieved on\nEmbassy (fictional),RU,,\nElsewhere,FR,x,2027-01-01\n")
    assert [(post.name["en"], post.is_sourced) for post in files.posts] == [("Embassy (fictional)", False)]
    assert [code for _cell, code in told(files)] == ["sheets.post_unsourced", "sheets.post_elsewhere"]


CLEANED = st.text(st.sampled_from("aбд чай;,\"'=-1"), max_size=12).map(
    lambda text: " ".join(text.split()).strip("-=; ")
)
WORDS = CLEANED.filter(lambda text: text.casefold() not in DITTO)  # those say "the same as above"
TITLES = st.builds(LocalText, WORDS.map(lambda text: f"x{text}"), WORDS, WORDS)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
TASKS = st.builds(
    Task,
    id=st.just(TaskId("K")),
    title=TITLES,
    due_on=DAYS,
    owner=st.sampled_from([*(owner.value for owner in Owner), "a@example.org"]),
    evidence=st.sampled_from(Evidence),
    escalate_after_days=st.none() | st.integers(1, 99),
    escalate_to=st.sampled_from([*(owner.value for owner in Owner), "b@example.org"]),
    state=st.sampled_from(TaskState),
    note=WORDS.map(lambda text: f"n{text}"),
    done_on=st.none() | DAYS,
    done_by=st.sampled_from(["", "a@example.org"]),
    kind=st.sampled_from(["", "trip.visa"]),
)
SAMPLES = st.builds(
    Sample,
    id=st.just(SampleId("S")),
    item=TITLES,
    firm=st.just(PartyId("E01")),
    quantity=st.none() | st.builds(Quantity, st.integers(1, 9999).map(Decimal), st.sampled_from(["kg", "箱"])),
    hs=st.none() | st.just(HSCode("090210")),
    value=st.none() | st.builds(Money, st.decimals(0, 9999, places=2), st.sampled_from(["USD", "CNY"])),
    road=st.sampled_from(Road),
    meant_for=st.none() | st.sampled_from(Fate),
    fate=st.none() | st.sampled_from(Fate),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TASKS, max_size=4), st.lists(SAMPLES, max_size=4), st.sampled_from(Language), st.data())
def test_what_is_written_reads_back(
    tmp_path: Path, tasks: list[Task], samples: list[Sample], language: Language, data: st.DataObject
) -> None:
    whom = st.sampled_from([(About.MISSION, ""), (About.FIRM, "E01"), (About.DELEGATE, "D01")])
    placed = []
    for number, task in enumerate(tasks):
        about, who = data.draw(whom)
        placed.append(replace(task, id=TaskId(f"K{number}"), about=about, whom=who))
    kept = tuple(replace(sample, id=SampleId(f"S{number}")) for number, sample in enumerate(samples))
    files = replace(example_files(language), tasks=tuple(placed), samples=kept)
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    write_folder(files, folder, language, "csv")
    again = read_folder(folder, example_mission())
    assert (again.tasks, again.samples, again.posts) == (files.tasks, files.samples, files.posts)


@pytest.mark.parametrize("language", Language)
def test_the_example_has_one_of_each(language: Language) -> None:
    files = example_files(language)
    assert (len(files.tasks), len(files.samples), len(files.posts)) == (2, 1, 1)
