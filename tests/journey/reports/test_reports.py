"""The two reports of a planned third of the demo mission."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tearoad.cli.summary import lines
from tearoad.journey.names import outcome_names
from tearoad.journey.outcome import Outcome
from tearoad.journey.reports import changes_csv, internal_report, report_to_share
from tearoad.matching import Request, Strength
from tearoad.text import Text
from tearoad.timetable.problem import Pauses, Switch
from tearoad.timetable.rules.pauses import soft_pauses_missed
from tearoad.values import Language, WishId
from tearoad.words import Words, say
from tests.journey.small_demo import plan, small_demo

PRIVATE = "Owes us money since 2019 <b>"


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    files = small_demo()
    no = Request(WishId("NO"), files.exporters[0].id, files.buyers[0].id, Strength.NO, note=PRIVATE)
    return plan(replace(files, requests=(*files.requests, no)), tmp_path_factory.mktemp("r") / "mission", effort=1)[0]


class _Seen(HTMLParser):
    """Collects the words, the languages and whatever would ask somebody for something."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.words: list[str] = []
        self.languages: list[str] = []
        self.asks: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.languages += [str(named["lang"])] if tag == "section" and "lang" in named else []
        outward = named.get("src") or (named.get("href") or "#").startswith("#") is False
        self.asks += [tag] if tag in {"script", "iframe", "link"} or outward else []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("language", list(Language))
def test_the_internal_report_explains_every_wish_that_was_left_out(outcome: Outcome, language: Language) -> None:
    page = internal_report(outcome, language)
    seen = _Seen(page)
    assert seen.asks == []
    text = " ".join(seen.words)
    names = {wish.id: wish for wish in outcome.problem.wishes}
    for left_out in outcome.plan.unplaced:
        assert f"({names[left_out].buyer}" in text or f"（{names[left_out].buyer}" in text
    assert len(outcome.explanations) == len(outcome.plan.unplaced)


def test_the_report_to_share_stands_in_the_papers_languages_and_names_no_buyer(outcome: Outcome) -> None:
    page = report_to_share(outcome.roster, outcome.problem, outcome.plan)
    seen = _Seen(page)
    assert seen.languages == [language.value for language in outcome.roster.mission.paper_languages]
    assert seen.asks == []
    spelled = [name for buyer in outcome.files.buyers for name in buyer.name.written]
    text = " ".join(seen.words)
    assert [name for name in (*spelled, PRIVATE) if name in text] == []


def test_what_people_wrote_is_shown_not_obeyed(outcome: Outcome) -> None:
    evil = replace(outcome.roster.exporters[0], stand="<script>alert(1)</script>")
    roster = replace(outcome.roster, exporters=(evil, *outcome.roster.exporters[1:]))
    page = report_to_share(roster, outcome.problem, outcome.plan)
    assert b"<script" not in page
    assert b"&lt;script&gt;" in page


def test_a_first_run_changes_nothing(outcome: Outcome) -> None:
    assert len(changes_csv(outcome, Language.RU).decode("utf-8-sig").splitlines()) == 1


def test_musts_that_nobody_can_interpret_are_all_named(tmp_path: Path) -> None:
    silent = plan(replace(small_demo(firm_count=6, buyer_count=45), interpreters=()), tmp_path / "mission", effort=1)[0]
    held = {meeting.wish for meeting in silent.plan.meetings}
    assert set(silent.missed) == {wish.id for wish in silent.problem.wishes if wish.must} - held
    assert len(silent.missed) > len(silent.clash) > 0
    text = " ".join(_Seen(internal_report(silent, Language.EN)).words)
    names = outcome_names(silent, Language.EN)
    assert [wish for wish in silent.missed if names[wish] not in text] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "This plan does not keep: people who stay at the stand, most meetings a day."),
        (Language.ZH, "本排程不遵守：展位留守人数、每日洽谈上限。"),
        (Language.RU, "Этот план не соблюдает: остающиеся на стенде, предел встреч в день."),
    ],
)
def test_rules_switched_off_are_told_in_the_internal_report_and_at_the_end_of_a_run(
    outcome: Outcome, language: Language, said: str
) -> None:
    off = frozenset({Switch.DAY_CAP, Switch.STAND_COVER})
    switched = replace(outcome, plan=replace(outcome.plan, switched_off=off))
    assert said in _Seen(internal_report(switched, language)).words
    assert said not in _Seen(internal_report(outcome, language)).words
    assert list(lines(switched, Path("out"), Words(language)))[1] == said


def test_pauses_that_a_plan_does_without_stand_in_the_internal_report(outcome: Outcome) -> None:
    names = outcome_names(outcome, Language.EN)
    heading = say(Text("journey.section_pauses"), Language.EN)
    slots = frozenset(range(len(outcome.problem.slots)))
    # Who is in meetings has no whole day of pause.
    soft = replace(outcome.problem, pauses=Pauses(len(outcome.problem.lookup.days[0]), slots, 99, soft=True))
    missed = soft_pauses_missed(soft, outcome.plan.meetings)
    read = _Seen(internal_report(replace(outcome, problem=soft), Language.EN)).words
    assert heading in read
    assert [pause for pause in missed if say(pause.text, Language.EN, names) not in read] == []
    assert len(missed) > 1
    assert heading not in _Seen(internal_report(outcome, Language.EN)).words
