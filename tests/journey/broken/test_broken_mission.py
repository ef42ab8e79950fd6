"""Folders whose mission.toml is broken: every defect with its line, and what is wrong in the sheets in the same run."""

from pathlib import Path

import pytest

from tests.journey.folders import Break, Case, add_row, example_folder, in_mission, lay_list, named, plan, set_cell


def a_syntax_error(folder: Path) -> None:
    in_mission(folder, 'fair_zone = "Europe/Moscow"', 'fair_zone = "Europe/Moscow')


def a_syntax_error_and_bad_rows_and_a_bad_list(folder: Path) -> None:
    a_syntax_error(folder)
    set_cell(folder, "Buyers", 2, "HS code", "9999.99")
    set_cell(folder, "Buyers", 3, "Own desk", "Desk 1")
    add_row(folder, "Requests", Who_asks="E07", Whom="B001")
    add_row(folder, "Pins", Exporter="E01", Buyer="B003", Start="2027-02-09 10:10", Place="T9")
    lay_list(folder, "sdn.csv", "<html><body>Sign in</body></html>")


def an_unknown_time_zone(folder: Path) -> None:
    in_mission(folder, 'fair_zone = "Europe/Moscow"', 'fair_zone = "Europe/Moskow"')


def an_unknown_key(folder: Path) -> None:
    in_mission(folder, "stand_cover = 1", "stand_covers = 1")


def closing_before_opening(folder: Path) -> None:
    in_mission(folder, 'closes = "16:00"', 'closes = "09:00"')


def a_share_above_one(folder: Path) -> None:
    in_mission(folder, "walk_in_share = 0", "walk_in_share = 1.5")


def a_share_in_per_cent(folder: Path) -> None:
    in_mission(folder, "walk_in_share = 0", "walk_in_share = 20")


def an_unknown_currency(folder: Path) -> None:
    in_mission(folder, 'currency = "USD"', 'currency = "DOLLARS"')


def negative_minutes(folder: Path) -> None:
    in_mission(folder, "pause = 5", "pause = -5")


def a_day_twice(folder: Path) -> None:
    in_mission(folder, "on = 2027-02-10", "on = 2027-02-09")


def a_stand_of_nobody(folder: Path) -> None:
    path = folder / "mission.toml"
    path.write_text(
        path.read_text(encoding="utf-8") + '\n[[places]]\nid = "S9"\nkind = "stand"\nowner = "E09"\n', "utf-8"
    )


def no_mission_file(folder: Path) -> None:
    (folder / "mission.toml").unlink()


def a_file_in_another_encoding(folder: Path) -> None:
    path = folder / "mission.toml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))


CASES: tuple[tuple[Break, Case], ...] = (
    (a_syntax_error, (2, 1, (("mission.toml › 33", "mission.syntax"),))),
    (
        a_syntax_error_and_bad_rows_and_a_bad_list,
        (
            2,
            3,
            (
                ("mission.toml › 33", "mission.syntax"),
                ("Buyers.csv › AF2", "sheets.no_such_hs"),
                ("Requests.csv › B5", "sheets.unknown_reference_near"),
                ("sdn.csv", "screening.list_is_web_page"),
            ),
        ),
    ),
    (an_unknown_time_zone, (2, 1, (("mission.toml › 33", "mission.unknown_zone"),))),
    (an_unknown_key, (1, 1, (("mission.toml › 105", "mission.unknown_key"),))),
    (closing_before_opening, (2, 1, (("mission.toml › 92", "mission.day_closes"),))),
    (a_share_above_one, (1, 1, (("mission.toml › 101", "mission.share"),))),
    (a_share_in_per_cent, (1, 1, (("mission.toml › 101", "mission.share"),))),
    (an_unknown_currency, (2, 1, (("mission.toml › 25", "mission.unknown_currency"),))),
    (negative_minutes, (2, 1, (("mission.toml › 67", "mission.out_of_bounds"),))),
    (a_day_twice, (2, 1, (("mission.toml › 85", "mission.day_twice"),))),
    (a_stand_of_nobody, (1, 1, (("mission.toml", "mission.owner"),))),
    (no_mission_file, (2, 0, ())),
    (a_file_in_another_encoding, (2, 1, (("mission.toml › 4", "mission.not_utf8"),))),
)


@pytest.mark.parametrize(("break_it", "expected"), CASES, ids=named)
def test_what_is_wrong_with_the_mission_is_told_with_its_line(
    break_it: Break, expected: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = example_folder(tmp_path / "folder")
    break_it(folder)
    assert plan(folder, capsys).told == expected
