import pytest

from tearoad.errors import NotFoundError
from tearoad.reference import hs_children, hs_description, hs_distance, hs_exists, hs_nearest, hs_parent
from tearoad.text import Text
from tearoad.values import HSCode


@pytest.mark.parametrize(
    ("digits", "exists"),
    [
        ("090210", True),
        ("0902100001", True),
        ("0902", True),
        ("09", True),
        ("090250", False),
        ("999999", False),
        ("77", False),
    ],
)
def test_a_code_is_known_by_its_first_six_digits(digits: str, exists: bool) -> None:  # noqa: FBT001  # a table of cases
    assert hs_exists(HSCode(digits)) is exists


def test_an_unknown_code_is_brought_to_the_nearest_above() -> None:
    assert [hs_nearest(HSCode(digits)) for digits in ("090210", "090250", "099999", "770000")] == [
        HSCode("090210"),
        HSCode("0902"),
        HSCode("09"),
        None,
    ]


def test_a_description_is_that_of_the_nearest_code() -> None:
    assert hs_description(HSCode("090299")) == "Tea"


def test_a_code_without_a_chapter_has_no_description() -> None:
    with pytest.raises(NotFoundError) as refused:
        hs_description(HSCode("770000"))
    assert refused.value.text == Text("reference.hs_unknown", code="7700.00")


def test_the_tree_goes_up_and_down() -> None:
    assert hs_parent(HSCode("0902100001")) == HSCode("090210")
    assert hs_parent(HSCode("09")) is None
    assert hs_children(HSCode("0902")) == tuple(HSCode(f"0902{tail}0") for tail in range(1, 5))
    assert hs_children(HSCode("090210")) == ()


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("0902100001", "090210", 0),
        ("090210", "090230", 1),
        ("0902", "090230", 1),
        ("0902", "0901", 2),
        ("090210", "210390", 3),
    ],
)
def test_distance_counts_the_levels_that_differ(one: str, other: str, steps: int) -> None:
    assert hs_distance(HSCode(one), HSCode(other)) == hs_distance(HSCode(other), HSCode(one)) == steps
