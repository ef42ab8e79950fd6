from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.errors import InputError, NotFoundError
from tearoad.reference.hs_concordance import HSConcordance, read_concordance

TABLE = """code.after,code.before,Relationship,adjustment
10111,10110,1:n,2022 to 2017
10119,10110,1:n,2022 to 2017
90210,90210,n:1,2022 to 2017
90210,90211,n:1,2022 to 2017
"""


@pytest.fixture
def concordance(tmp_path: Path) -> HSConcordance:
    path = tmp_path / "table.csv"
    path.write_text(TABLE)
    return read_concordance(path)


def test_split_code_is_shared_out_by_what_its_heirs_trade(concordance: HSConcordance) -> None:
    assert concordance.converted({"010110": 10.0}, "H5", "H6", {"010111": 3.0, "010119": 1.0}) == {
        "010111": 7.5,
        "010119": 2.5,
    }
    assert concordance.converted({"010110": 10.0}, "H5", "H6") == {"010111": 5.0, "010119": 5.0}


def test_code_that_the_table_does_not_know_keeps_its_number(concordance: HSConcordance) -> None:
    assert concordance.converted({"999999": 1.0, "090211": 2.0}, "H5", "H6") == {"999999": 1.0, "090210": 2.0}


@given(st.dictionaries(st.sampled_from(["010110", "090210", "090211", "170490"]), st.floats(0, 1e12)))
def test_totals_stay_the_same_both_ways(values: dict[str, float]) -> None:
    links = {"010110": ("010111", "010119"), "090210": ("090210",), "090211": ("090210",)}
    back = {"010111": ("010110",), "010119": ("010110",), "090210": ("090210", "090211")}
    both = HSConcordance({(2017, 2022): links, (2022, 2017): back})

    for of, into in (("H5", "H6"), ("H6", "H5")):
        assert sum(both.converted(values, of, into).values()) == pytest.approx(sum(values.values()), rel=1e-9)


def test_steps_of_other_nomenclatures_are_passed_over(tmp_path: Path, concordance: HSConcordance) -> None:
    path = tmp_path / "both.csv"
    path.write_text(TABLE + "710820,I,1:1,1992 to 1988\n")

    assert read_concordance(path) == concordance


def test_missing_step_is_named(concordance: HSConcordance) -> None:
    with pytest.raises(NotFoundError) as told:
        concordance.converted({"090210": 1.0}, "H4", "H6")

    assert (told.value.text["first"], told.value.text["second"]) == ("2012", "2017")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("a,b\n1,2\n", "reference.hs_concordance_other"),
        (TABLE + "x,1,1:1,2022 to 2017\n", "reference.hs_concordance_row"),
    ],
)
def test_another_table_is_refused(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "other.csv"
    path.write_text(content)

    with pytest.raises(InputError) as told:
        read_concordance(path)

    assert told.value.code == code


def test_blanks_around_a_code_are_no_part_of_it(tmp_path: Path, concordance: HSConcordance) -> None:
    """Finds a table that is refused because a spreadsheet left blanks beside its codes."""
    path = tmp_path / "blanks.csv"
    path.write_text(TABLE.replace("90210,90211", " 90210 ,\t90211 "))
    assert read_concordance(path) == concordance
