from __future__ import annotations

from tearoad.values import Language, LocalLines, LocalText


def test_a_reader_gets_their_language_or_the_nearest_that_is_written() -> None:
    text, lines = LocalText(zh="总经理", ru="директор"), LocalLines(ru=("раз", "два"))
    assert [text.in_language(language) for language in (Language.EN, Language.ZH, Language.RU)] == [
        "总经理",
        "总经理",
        "директор",
    ]
    assert {lines.in_language(language) for language in Language} == {("раз", "два")}


def test_what_nobody_wrote_is_false() -> None:
    assert (bool(LocalText()), bool(LocalText(ru="да")), bool(LocalLines()), bool(LocalLines(zh=("是",)))) == (
        False,
        True,
        False,
        True,
    )
