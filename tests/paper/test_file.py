from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.paper import distinct, file_name


def test_a_file_name_is_id_and_name_in_plain_letters() -> None:
    assert file_name("E01", "Guizhou Lyuling Tea Co., Ltd.", ".pdf") == "E01-guizhou-lyuling-tea-co-ltd.pdf"
    assert file_name("B7", "ООО «Северный чай»", ".ics") == "B7-ooo-severnyy-chay.ics"


def test_a_path_in_an_id_leads_nowhere() -> None:
    assert file_name("../../etc/E01", "", ".pdf") == "etc-E01.pdf"


@settings(max_examples=100, derandomize=True)
@given(st.text(max_size=30), st.text(max_size=80))
def test_every_system_takes_the_name(party: str, name: str) -> None:
    made = file_name(party, name, ".pdf")
    assert made.isascii()
    assert set(made) & set('/\\:*?"<>| \n\0') == set()


def test_files_that_would_overwrite_each_other_are_numbered() -> None:
    assert distinct(["E01-tea", "e01-tea", "E02", "E01-tea"]) == ("E01-tea", "e01-tea-2", "E02", "E01-tea-3")
