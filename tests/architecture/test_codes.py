from pathlib import Path

import pytest

from checks.allowed import Allowed
from checks.sentences.codes import check

HEAD = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def found(
    root: Path, code: str, messages: dict[str, str], allowed: Allowed | None = None, suffix: str = "py"
) -> list[str]:
    source = root / f"src/tearoad/tea/pot.{suffix}"
    source.parent.mkdir(parents=True)
    source.write_text(code, encoding="utf-8")
    locale = root / "locale/en"
    locale.mkdir(parents=True)
    entries = "\n".join(f'msgid "{code}"\nmsgstr "{text}"\n' for code, text in messages.items())
    (locale / "tea.po").write_text(HEAD + entries, encoding="utf-8")
    return [str(finding) for finding in check(root, root / "locale", allowed or Allowed())]


def test_a_code_with_its_message_and_parameters_is_let_pass(tmp_path: Path) -> None:
    assert found(tmp_path, 'Text("tea.full", pot=1)\n', {"tea.full": "{pot} is full"}) == []


def test_a_code_without_a_message_is_found(tmp_path: Path) -> None:
    code = 'a = Text("tea.full")\nb = Text("tea.ful")\nc = Text("coffee.full")\n'
    assert found(tmp_path, code, {"tea.full": "Full"}) == [
        "src/tearoad/tea/pot.py:2: tea.ful has no message",
        "src/tearoad/tea/pot.py:3: coffee.full has no message",
    ]


def test_a_code_in_a_table_without_a_message_is_found(tmp_path: Path) -> None:
    code = 'TABLE = {"full": "tea.full", "empty": "tea.empty", "file": "tea.toml"}\n'
    assert found(tmp_path, code, {"tea.full": "Full"}) == ["src/tearoad/tea/pot.py:1: tea.empty has no message"]


def test_a_message_that_nobody_uses_is_found(tmp_path: Path) -> None:
    assert found(tmp_path, '"""Speaks of `tea.full`."""\n', {"tea.full": "Full"}) == [
        "en/tea.po:6: tea.full is used nowhere"
    ]


def test_an_exception_is_let_pass(tmp_path: Path) -> None:
    assert found(tmp_path, "", {"tea.full": "Full"}, Allowed(unused={"tea.full": "read by others"})) == []


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ('Text("tea.full")', "tea.full is not given pot"),
        ('Text("tea.full", pot=1, cup=2)', "tea.full is given cup, which its message does not show"),
    ],
)
def test_parameters_that_do_not_fit_are_found(tmp_path: Path, call: str, expected: str) -> None:
    assert found(tmp_path, call, {"tea.full": "{pot} is full"}) == [f"src/tearoad/tea/pot.py:1: {expected}"]


def test_parameters_that_cannot_be_read_off_are_not_judged(tmp_path: Path) -> None:
    assert found(tmp_path, 'Text("tea.full", **params)', {"tea.full": "{pot} is full"}) == []


@pytest.mark.parametrize("code", ['Text(f"tea.kind_{kind}")', 'Text("tea.kind_" + kind)', 'CODE = f"tea.kind_{kind}"'])
def test_a_code_that_is_put_together_uses_every_message_that_fits(tmp_path: Path, code: str) -> None:
    messages = {"tea.kind_green": "Green", "tea.kind_black": "Black", "tea.cup": "Cup"}
    assert found(tmp_path, code, messages) == ["en/tea.po:12: tea.cup is used nowhere"]


def test_a_code_whose_head_is_put_together_uses_messages_of_its_own_room_only(tmp_path: Path) -> None:
    assert found(tmp_path, 'Text(f"{path}.help")', {"tea.help": "Help", "tea.cup": "Cup"}) == [
        "en/tea.po:9: tea.cup is used nowhere"
    ]


def test_a_code_in_a_paper_is_a_use(tmp_path: Path) -> None:
    assert found(tmp_path, '#say("tea.full")', {"tea.full": "Full"}, suffix="typ") == []
