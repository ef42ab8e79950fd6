"""Which tests are chosen for a change, of a small house with what its tests cost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.changed.choosing import ALWAYS, SECONDS_OF_A_ROOM, House, choose, rooms_of

RARITY, COMPARE = "src/tearoad/names/rarity.py", "src/tearoad/names/compare.py"
TESTS = (
    "tests/architecture/test_codes.py",
    "tests/names/test_compare.py",
    "tests/names/test_rarity.py",
    "tests/screening/test_screen.py",
    "tests/site/isolation/test_isolation.py",
    "tests/values/test_money.py",
)
CODES, TEST_COMPARE, TEST_RARITY, TEST_SCREEN, ISOLATION, MONEY = TESTS
HOUSE = House(
    tests=TESTS,
    users={
        RARITY: {COMPARE: 1, TEST_RARITY: 1},
        COMPARE: {TEST_COMPARE: 1, "src/tearoad/screening/screen.py": 1},
        "src/tearoad/screening/screen.py": {TEST_SCREEN: 1, ISOLATION: 1},
    },
    seconds=dict.fromkeys(TESTS, 1.0),
    whole=("tests/site/isolation",),
    always=(CODES,),
)


def names(changed: list[str], house: House = HOUSE) -> list[str]:
    return [chosen.test for chosen in choose(changed, house).chosen]


def test_the_nearest_tests_come_first_and_those_of_the_house_last() -> None:
    assert names([RARITY]) == [TEST_RARITY, TEST_COMPARE, TEST_SCREEN, CODES]
    assert names([COMPARE]) == [TEST_COMPARE, TEST_SCREEN, TEST_RARITY, CODES]


def test_each_is_chosen_for_a_reason_that_is_named() -> None:
    assert [chosen.why for chosen in choose([RARITY, MONEY], HOUSE).chosen] == [
        "changed itself",
        f"uses {RARITY}",
        f"uses what uses {RARITY}",
        f"is reached from {RARITY}",
        ALWAYS,
    ]
    assert [chosen.why for chosen in choose(["src/tearoad/values/old.py"], HOUSE).chosen] == [
        "stands near src/tearoad/values/old.py",
        ALWAYS,
    ]


def test_what_judges_the_whole_house_runs_only_if_it_changed_and_is_named_otherwise() -> None:
    assert choose([RARITY], HOUSE).whole == (ISOLATION,)
    assert (names([ISOLATION]), choose([ISOLATION], HOUSE).whole) == ([ISOLATION, CODES], ())


def test_there_is_time_for_the_nearest_and_the_others_are_named() -> None:
    dear = replace(HOUSE, seconds=dict(HOUSE.seconds) | {TEST_COMPARE: SECONDS_OF_A_ROOM})
    assert (names([RARITY], dear), choose([RARITY], dear).no_time) == (
        [TEST_RARITY, TEST_SCREEN, CODES],
        (TEST_COMPARE,),
    )


def test_what_changed_itself_runs_at_any_cost_and_leaves_less_for_others() -> None:
    dear = replace(HOUSE, seconds=dict(HOUSE.seconds) | {TEST_COMPARE: SECONDS_OF_A_ROOM - 1})
    assert names([TEST_COMPARE, RARITY], dear) == [TEST_COMPARE, TEST_RARITY, CODES]


def test_a_change_of_two_rooms_has_twice_the_time() -> None:
    dear = replace(HOUSE, seconds=dict(HOUSE.seconds) | {TEST_COMPARE: SECONDS_OF_A_ROOM})
    assert names([RARITY, "src/tearoad/screening/screen.py"], dear) == [TEST_RARITY, TEST_SCREEN, TEST_COMPARE, CODES]


def test_a_change_outside_the_product_and_its_tests_runs_the_judges_of_the_house() -> None:
    assert names(["README.md", "docs/README.md"]) == [CODES]
    assert names([]) == [CODES]


@pytest.mark.parametrize(
    ("changed", "rooms"),
    [
        ([RARITY, COMPARE, "tests/names/test_keys.py"], {"names"}),
        ([RARITY, "src/tearoad/words/locale/en/names.po"], {"names"}),
        (["src/tearoad/words/locale/en/names.po"], {"words"}),
        (["src/tearoad/errors.py", "README.md"], {"errors"}),
        (["README.md"], set()),
    ],
)
def test_the_rooms_of_a_change(changed: list[str], rooms: set[str]) -> None:
    assert rooms_of(changed) == rooms


@pytest.mark.parametrize(
    ("changed", "near"),
    [
        ("src/tearoad/mission/web/templates/mission/_photo.html", "tests/mission/web/test_own_photo.py"),
        ("src/tearoad/capture/web/static/capture/send.js", "tests/capture/web/test_sync.py"),
        ("src/tearoad/mission/web/migrations/0009_more.py", "tests/mission/web/forms/test_plan_rules.py"),
    ],
)
def test_a_file_without_users_leads_to_the_tests_of_its_folder(changed: str, near: str) -> None:
    others = ["tests/mission/test_stands.py", "tests/capture/test_fair.py"]
    house = House((near, *others), {}, dict.fromkeys((near, *others), 1.0))
    assert names([changed], house) == [near]


def test_tests_of_the_whole_room_come_before_those_of_its_other_parts() -> None:
    form, whole, other = (
        "src/tearoad/a/web/forms/form.py",
        "tests/a/web/test_whole.py",
        "tests/a/web/call/test_other.py",
    )
    house = House((other, whole), {form: {other: 5, whole: 5}}, {other: 1.0, whole: 9.0})
    assert names([form], house) == [whole, other]
