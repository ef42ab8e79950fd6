"""Quotas and orders that nobody can keep, told in the words of their sheets."""

import json
from pathlib import Path

import pytest

from tests.journey.folders import Break, Case, example_folder, in_mission, named, plan, write_rows

QUOTA = ["ID", "Who", "When", "At least", "At most"]
ORDER = ["ID", "First exporter", "First buyer", "Then exporter", "Then buyer"]


def quotas(folder: Path, *rows: list[str]) -> None:
    write_rows(folder / "Quotas.csv", [QUOTA, *rows])


def orders(folder: Path, *rows: list[str]) -> None:
    write_rows(folder / "Orders.csv", [ORDER, *rows])


def a_quota_of_nobody(folder: Path) -> None:
    quotas(folder, ["Q01", "E77", "", "1", ""])


def a_quota_with_more_at_least_than_at_most(folder: Path) -> None:
    quotas(folder, ["Q01", "E01", "", "3", "2"])


def a_quota_beyond_all_wishes(folder: Path) -> None:
    quotas(folder, ["Q01", "E01", "", "40", ""])


def a_quota_beyond_all_numbers(folder: Path) -> None:
    quotas(folder, ["Q01", "E01", "", "5000", ""])


def a_quota_on_a_day_without_fair(folder: Path) -> None:
    quotas(folder, ["Q01", "E01", "2027-03-01 10:00-12:00", "1", ""])


def orders_in_a_circle(folder: Path) -> None:
    orders(folder, ["O01", "E01", "B001", "E02", "B001"], ["O02", "E02", "B001", "E01", "B001"])


def an_order_of_a_meeting_nobody_wants(folder: Path) -> None:
    orders(folder, ["O01", "E02", "B003", "E01", "B001"])


def a_rule_that_cannot_be_switched_off(folder: Path) -> None:
    in_mission(folder, "switched_off = []", 'switched_off = ["lunch"]')


BEYOND = (0, 0, (("Quotas.csv › D2", "timetable.quota_beyond"),))
CASES: tuple[tuple[Break, Case], ...] = (
    (a_quota_of_nobody, (1, 1, (("Quotas.csv › B2", "sheets.unknown_reference"),))),
    (a_quota_with_more_at_least_than_at_most, (1, 1, (("Quotas.csv › D2", "sheets.quota_backwards"),))),
    (a_quota_beyond_all_wishes, BEYOND),
    (a_quota_beyond_all_numbers, BEYOND),
    (
        a_quota_on_a_day_without_fair,
        (0, 0, (("Quotas.csv › C2", "sheets.not_a_fair_day"), ("Quotas.csv › D2", "timetable.quota_beyond"))),
    ),
    (
        orders_in_a_circle,
        (1, 1, (("Orders.csv › D3", "sheets.precedence_circle"), ("Orders.csv › D2", "timetable.precedence_idle"))),
    ),
    (an_order_of_a_meeting_nobody_wants, (0, 0, (("Orders.csv › D2", "timetable.precedence_idle"),))),
    (a_rule_that_cannot_be_switched_off, (1, 1, (("mission.toml › 126", "mission.unknown_word"),))),
)


@pytest.mark.parametrize(("break_it", "expected"), CASES, ids=named)
def test_what_nobody_can_keep_is_told(
    break_it: Break, expected: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = example_folder(tmp_path / "folder")
    break_it(folder)
    assert plan(folder, capsys).told == expected


def test_quotas_orders_and_switches_reach_the_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = example_folder(tmp_path / "folder")
    plan(folder, capsys)
    before = json.loads((tmp_path / "out" / "plan.json").read_text(encoding="utf-8"))["told"]
    met = [meeting["exporter"] for meeting in before].count("E01")
    quotas(folder, ["Q01", "E01", "", "", "0"])
    in_mission(folder, "switched_off = []", 'switched_off = ["day_cap"]')
    answer = plan(folder, capsys)
    content = json.loads((tmp_path / "out" / "plan.json").read_text(encoding="utf-8"))
    assert met > 0
    assert [meeting["exporter"] for meeting in content["told"]].count("E01") == 0
    assert content["problem"]["switched_off"] == content["plan"]["switched_off"] == ["day_cap"]
    assert answer.told[1:] == (0, ())
