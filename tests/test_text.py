from datetime import date

import pytest

from tearoad.text import Ref, Text


def test_equal_codes_and_parameters_make_equal_texts_whatever_the_order() -> None:
    text = Text("timetable.stand_empty", firm=Ref("E01"), count=2)
    other = Text("timetable.stand_empty", count=2, firm=Ref("E01"))
    assert text == other
    assert hash(text) == hash(other)


@pytest.mark.parametrize(
    "other", [Text("a.b", x=1), Text("a.c"), Text("a.b", y=Ref("E01")), Text("a.b", x=Ref("E02")), Text("a.b", x="E01")]
)
def test_another_code_name_or_value_makes_another_text(other: Text) -> None:
    assert other != Text("a.b", x=Ref("E01"))


def test_a_parameter_is_read_by_its_name() -> None:
    text = Text("a.b", on=date(2023, 2, 6), inside=Text("a.c"))
    assert text["on"] == date(2023, 2, 6)
    assert text["inside"] == Text("a.c")
    with pytest.raises(KeyError):
        text["gone"]


def test_a_parameter_may_be_called_code() -> None:
    assert Text("a.b", code="HS")["code"] == "HS"
