import pytest

from tearoad.cli.language import CLICK_WORDS, choose_language
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ((), {}, Language.EN),
        ((), {"LANG": "ru_RU.UTF-8"}, Language.RU),
        ((), {"LANG": "C.UTF-8"}, Language.EN),
        ((), {"LANG": "ru_RU.UTF-8", "TEAROAD_LANGUAGE": "zh"}, Language.ZH),
        (("--language", "en", "plan"), {"LANG": "zh_CN.UTF-8"}, Language.EN),
        (("--language=zh", "plan"), {}, Language.ZH),
        (("plan", "--language"), {}, Language.EN),
    ],
)
def test_the_language_is_the_nearest_wish(
    arguments: tuple[str, ...], environment: dict[str, str], expected: Language
) -> None:
    assert choose_language(arguments, environment) == expected


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("sentence", "code"), CLICK_WORDS.items())
def test_clicks_sentences_keep_their_placeholders(language: Language, sentence: str, code: str) -> None:
    ours = Words(language).template(Text(code))
    for name in (
        "message",
        "command",
        "option",
        "name",
        "param_hint",
        "value",
        "range",
        "args",
        "possibility",
        "choices",
    ):
        assert ("{" + name in ours) == ("{" + name in sentence)
