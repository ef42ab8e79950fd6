"""mission.toml: what is written is read back; what is wrong is named, all of it, with its line."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.journey.kinds import SHEETS
from tearoad.mission import LocalText, Mission, Objective, PlaceKind, Switch
from tearoad.mission.toml import read_header_mapping, read_mission
from tearoad.paper.sheets import CellProblem, Severity
from tearoad.text import Text
from tearoad.values import CountryCode, Language, Share
from tearoad.words.catalogue import say

GOOD = """name = { en = "Spring mission", zh = "春季经贸团" }
fair = "食品展"
city = { ru = "Москва" }
venue = { en = "Pavilion 7" }
country = "RU"
currency = "EUR"
home_zone = "Asia/Shanghai"
fair_zone = "Europe/Moscow"

[slots]
minutes = 30
pause = 5

[[days]]
on = 2023-02-06
opens = "10:00"
closes = "18:00"

[[days]]
on = "2023-02-10"
opens = 10:00:00
closes = "14:00"
"""


def read(tmp_path: Path, text: str) -> tuple[Mission | None, tuple[CellProblem, ...]]:
    path = tmp_path / "mission.toml"
    path.write_text(text, encoding="utf-8")
    return read_mission(path, SHEETS)


def error(row: int | None, hint: Text | None, text: Text) -> CellProblem:
    return CellProblem(Severity.ERROR, text, hint, "mission.toml", row=row)


def meant(word: str) -> Text:
    return Text("mission.nearest_hint", nearest=word)


def test_a_short_file_takes_the_defaults_and_a_plain_text_is_in_the_home_language(tmp_path: Path) -> None:
    mission, problems = read(tmp_path, GOOD)
    assert problems == ()
    assert mission is not None
    assert mission.fair == LocalText(zh="食品展")
    assert [day.closes.hour for day in mission.days] == [18, 14]
    assert (mission.caps.exporter_per_day, mission.interpreters.max_run_slots) == (12, 4)


@pytest.mark.parametrize("written", ["RU", "ru", "Russia", "俄罗斯", "Россия"])
def test_a_country_is_known_by_its_code_and_by_its_name(tmp_path: Path, written: str) -> None:
    mission, problems = read(tmp_path, GOOD.replace('"RU"', f'"{written}"'))
    assert problems == ()
    assert mission is not None
    assert mission.country == CountryCode("RU")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "mission.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_mission(path, SHEETS) == read(tmp_path, GOOD)


def test_tables_are_written_by_count_or_by_names(tmp_path: Path) -> None:
    places = '[[places]]\nid = "T"\nkind = "table"\ncount = 2\nzone = "tables"\n\n[[places]]\nnames = ["VIP", "红"]\n'
    mission, problems = read(tmp_path, GOOD + places)
    assert problems == ()
    assert mission is not None
    assert [(place.id, place.kind, place.name["en"], place.zone) for place in mission.places] == [
        ("T1", PlaceKind.TABLE, "Table 1", "tables"),
        ("T2", PlaceKind.TABLE, "Table 2", "tables"),
        ("VIP", PlaceKind.TABLE, "VIP", ""),
        ("红", PlaceKind.TABLE, "红", ""),
    ]


def test_all_defects_of_what_a_plan_stands_on_are_told_at_once_and_leave_no_mission(tmp_path: Path) -> None:
    broken = (
        GOOD.replace('"RU"', '"Ruritania"')
        .replace('"EUR"', '"RMB"')
        .replace("Asia/Shanghai", "Asia/Beijing")
        .replace("Europe/Moscow", "Europe/Moskow")
        .replace("pause = 5", "pause = 30")
        .replace('closes = "18:00"', 'closes = "09:00"')
        .replace("2023-02-10", "2023-02-05")
        .replace('venue = { en = "Pavilion 7" }\n', "\n")
    )
    mission, problems = read(tmp_path, broken)
    assert mission is None
    assert [(p.row, p.text.code, p.hint.code if p.hint else None) for p in problems] == [
        (None, "mission.missing", "mission.example_hint"),
        (5, "mission.unknown_country", "mission.country_hint"),
        (6, "mission.unknown_currency", "mission.nearest_hint"),
        (7, "mission.unknown_zone", "mission.nearest_hint"),
        (8, "mission.unknown_zone", "mission.nearest_hint"),
        (12, "mission.pause_too_long", "mission.pause_too_long_hint"),
        (17, "mission.day_closes", "mission.day_closes_hint"),
        (20, "mission.day_order", "mission.day_order_hint"),
    ]
    assert [p.hint for p in problems[2:5]] == [
        meant("CNY"),
        meant("Asia/Shanghai"),
        meant("Europe/Moscow"),
    ]


def example(key: str, written: str) -> Text:
    return Text("mission.example_hint", key=key, example=written)


@pytest.mark.parametrize(
    ("line", "text", "hint"),
    [
        (
            "walk_in_share = 1.3",
            Text("mission.share", key="rules.walk_in_share", found="1.3"),
            Text("mission.share_hint"),
        ),
        (
            "walk_in_shrae = 0.3",
            Text("mission.unknown_key", key="rules.walk_in_shrae"),
            meant("walk_in_share"),
        ),
        (
            'stand_cover = "two"',
            Text("mission.wrong_kind", key="rules.stand_cover", found="two", expected=Text("mission.kind_whole")),
            example("stand_cover", "1"),
        ),
        (
            "stand_cover = true",
            Text("mission.wrong_kind", key="rules.stand_cover", found="true", expected=Text("mission.kind_whole")),
            example("stand_cover", "1"),
        ),
        (
            "stand_cover = -1",
            Text("mission.out_of_bounds", key="rules.stand_cover", found=-1, least=0, most=100),
            example("stand_cover", "1"),
        ),
        (
            'objectives = ["musts", "valeu"]',
            Text(
                "mission.unknown_word",
                key="rules.objectives",
                found="valeu",
                expected=", ".join(Objective),
            ),
            meant("value"),
        ),
        (
            'objectives = ["musts", "musts"]',
            Text("mission.twice_in_list", key="rules.objectives", found="musts"),
            Text("mission.twice_hint"),
        ),
    ],
)
def test_a_wrong_rule_is_named_and_its_default_taken(tmp_path: Path, line: str, text: Text, hint: Text) -> None:
    mission, problems = read(tmp_path, f"{GOOD}[rules]\n{line}\n")
    assert problems == (error(len(GOOD.splitlines()) + 2, hint, text),)
    assert mission is not None
    assert (mission.walk_in_share, mission.stand_cover) == (Share(Decimal(0)), 1)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ('[[places]]\nid = "D"\nkind = "dsk"\n', "mission.unknown_word"),
        ('[[places]]\nkind = "desk"\n', "mission.missing"),
        ('[[places]]\nid = "T1"\nkind = "desk"\ncount = 2\n', "mission.tables_only"),
        ('[[places]]\nid = "T1"\nkind = "table"\n[[places]]\ncount = 1\n', "mission.place_twice"),
        ('[[walks]]\nhere = "A"\nthere = "B"\nminutes = -5\n', "mission.out_of_bounds"),
        ('[[walks]]\nhere = "A"\nthere = "A"\nminutes = 5\n', "mission.walk_itself"),
        ("[[contacts]]\nphone = 7495\n", "mission.wrong_kind"),
        ('[[overrides]]\nwritten = "Russia"\n', "mission.missing"),
        ('[headers.buyrs]\n"Имя" = "name_local"\n', "mission.unknown_key"),
        ('[headers.buyers]\n"Имя" = 7\n', "mission.wrong_kind"),
        ('[meanings.requsts]\n"nein" = "no"\n', "mission.unknown_key"),
        ('[meanings.requests]\n"nein" = false\n', "mission.wrong_kind"),
        ('[places]\nid = "T"\n', "mission.wrong_kind"),
        ("[interpretres]\nmax_run_slots = 3\n", "mission.unknown_key"),
    ],
)
def test_a_wrong_entry_is_held_back_and_the_mission_stands(tmp_path: Path, entry: str, code: str) -> None:
    mission, problems = read(tmp_path, GOOD + entry)
    whole, _ = read(tmp_path, GOOD)
    assert [p.text.code for p in problems] == [code]
    assert mission is not None
    assert whole == replace(mission, places=())


def test_ways_given_twice_are_told_and_the_first_holds(tmp_path: Path) -> None:
    way = '[[walks]]\nhere = "{}"\nthere = "{}"\nminutes = {}\n'
    mission, problems = read(tmp_path, GOOD + way.format("A", "B", 5) + way.format("B", "A", 9))
    assert [p.text for p in problems] == [Text("mission.walk_twice", here="B", there="A")]
    assert mission is not None
    assert [walk.minutes for walk in mission.walks] == [5]


def test_a_slot_that_does_not_fit_into_a_day_leaves_no_mission(tmp_path: Path) -> None:
    mission, problems = read(tmp_path, GOOD.replace("minutes = 30", "minutes = 300"))
    assert mission is None
    assert [p.text for p in problems if p.severity is Severity.ERROR] == [
        Text("mission.slot_too_long", on=date(2023, 2, 10), slot=300, open=240)
    ]


def test_minutes_left_over_at_closing_time_are_warned(tmp_path: Path) -> None:
    mission, problems = read(tmp_path, GOOD.replace('"14:00"', '"14:10"'))
    assert mission is not None
    assert [(p.severity, p.text.code, p.text["count"]) for p in problems] == [
        (Severity.WARNING, "mission.slot_rest", 10)
    ]


def test_an_opening_time_that_the_clocks_jump_over_is_warned(tmp_path: Path) -> None:
    spring = GOOD.replace("Europe/Moscow", "Europe/Berlin").replace("2023-02-10", "2023-03-26")
    mission, problems = read(tmp_path, spring.replace("10:00:00", "02:30:00"))
    assert mission is not None
    assert [(p.severity, p.text) for p in problems if p.text.code == "mission.time_skipped"] == [
        (
            Severity.WARNING,
            Text("mission.time_skipped", on=date(2023, 3, 26), at="02:30", zone="Europe/Berlin"),
        )
    ]


def test_clocks_that_change_while_the_fair_is_open_are_warned(tmp_path: Path) -> None:
    autumn = GOOD.replace("Europe/Moscow", "Europe/Berlin").replace("2023-02-10", "2023-10-29")
    mission, problems = read(tmp_path, autumn.replace("10:00:00", "01:00:00"))
    assert mission is not None
    assert [(p.row, p.text) for p in problems] == [
        (20, Text("mission.clocks_change", on=date(2023, 10, 29), zone="Europe/Berlin"))
    ]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("city = “Москва”", Text("mission.marks_hint", mark="“")),
        ("city ＝ 莫斯科", Text("mission.marks_hint", mark="＝")),
        ("city Moscow", Text("mission.syntax_hint")),
        ('fair = "again"', Text("mission.key_twice_hint")),
    ],
)
def test_a_line_that_cannot_be_parsed_is_named_with_its_number(tmp_path: Path, line: str, hint: Text) -> None:
    mission, problems = read(tmp_path, GOOD.replace('city = { ru = "Москва" }', line))
    assert mission is None
    assert problems == (error(3, hint, Text("mission.syntax", line=3, found=line)),)


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mission.toml"
    path.write_bytes(GOOD.encode("gb18030"))
    assert read_mission(path) == (
        None,
        (error(1, Text("mission.not_utf8_hint"), Text("mission.not_utf8", line=1)),),
    )


def test_a_missing_file_is_a_problem_not_an_accident(tmp_path: Path) -> None:
    mission, problems = read_mission(tmp_path / "mission.toml")
    assert mission is None
    assert [p.text.code for p in problems] == ["mission.no_file"]
    assert read_header_mapping(tmp_path / "mission.toml", SHEETS) == {}


def test_mapped_headers_are_handed_on_and_wrong_ones_left_out(tmp_path: Path) -> None:
    path = tmp_path / "mission.toml"
    path.write_text(
        GOOD + '[headers.buyers]\n"Город / 城市" = "city"\n"x" = 3\n[headers.nonsense]\na = "b"\n', encoding="utf-8"
    )
    assert read_header_mapping(path, SHEETS) == {"buyers": {"Город / 城市": "city"}}


@given(st.text(max_size=200) | st.text("[]={}\"'.,#\n abc019:-", max_size=200))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_no_text_makes_the_reader_stumble_and_each_problem_can_be_said(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mission.toml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        mission, problems = read_mission(path)
    assert mission is None
    assert problems
    for found in problems:
        assert all(say(found.text, language) for language in Language)
        assert found.hint is None or all(say(found.hint, language) for language in Language)


def test_a_pipe_instead_of_the_file_is_named_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "mission.toml")
    mission, problems = read_mission(tmp_path / "mission.toml")
    assert (mission, problems) == (
        None,
        (error(None, Text("mission.not_a_file_hint"), Text("mission.not_a_file")),),
    )


@pytest.mark.parametrize(
    ("opens", "closes", "found"),
    [
        ("20:00", "02:00", Text("mission.day_closes", on=date(2023, 2, 6), opens="20:00", closes="02:00")),
        ("20:00", "24:00", Text("mission.no_such_time", key="days[1].closes", found="24:00")),
        ("20:00", "26:00", Text("mission.no_such_time", key="days[1].closes", found="26:00")),
    ],
)
def test_hours_past_midnight_are_refused_with_the_way_to_write_them(
    tmp_path: Path, opens: str, closes: str, found: Text
) -> None:
    written = GOOD.replace('opens = "10:00"\ncloses = "18:00"', f'opens = "{opens}"\ncloses = "{closes}"')
    mission, problems = read(tmp_path, written)
    assert (mission, problems) == (None, (error(17, Text("mission.day_closes_hint"), found),))
    hints = [say(Text("mission.day_closes_hint"), language) for language in Language]
    assert [("23:59" in hint, "[[days]]" in hint, "00:00" in hint) for hint in hints] == [(True, True, True)] * 3


def test_a_fair_past_midnight_is_two_days(tmp_path: Path) -> None:
    written = GOOD.replace('opens = "10:00"\ncloses = "18:00"', 'opens = "20:00"\ncloses = "23:59"').replace(
        'on = "2023-02-10"\nopens = 10:00:00\ncloses = "14:00"', 'on = "2023-02-07"\nopens = "00:00"\ncloses = "02:00"'
    )
    mission, problems = read(tmp_path, written)
    assert mission is not None
    assert [f"{day.opens:%H:%M}-{day.closes:%H:%M}" for day in mission.days] == ["20:00-23:59", "00:00-02:00"]
    assert [problem.severity for problem in problems] == [Severity.WARNING]


@pytest.mark.parametrize(("keep", "off", "soft"), [("hard", False, False), ("soft", False, True), ("off", True, False)])
def test_pauses_are_kept_as_the_file_says(tmp_path: Path, *, keep: str, off: bool, soft: bool) -> None:
    mission, problems = read(tmp_path, f'{GOOD}[pauses]\nkeep = "{keep}"\n')
    assert (mission is not None, problems) == (True, ())
    assert mission is not None
    assert (Switch.PAUSES in mission.switched_off, mission.pauses.soft) == (off, soft)


def test_another_word_for_how_pauses_are_kept_is_an_error_that_names_the_words(tmp_path: Path) -> None:
    mission, (problem,) = read(tmp_path, f'{GOOD}[pauses]\nkeep = "softly"\n')
    assert mission is not None
    assert (problem.severity, problem.row, mission.pauses.soft) == (Severity.ERROR, 24, False)
    assert "hard" in say(problem.text, Language.EN) + say(problem.hint or problem.text, Language.EN)
