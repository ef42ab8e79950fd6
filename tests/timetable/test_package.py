import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest

import tearoad.timetable
from tearoad.words.catalogue import LOCALES

ROOM = Path(tearoad.timetable.__file__).parent
_PARAMETER = re.compile(r"\{(\w+)\}")
CODES = sorted(
    {
        code
        for folder in (ROOM, ROOM / "facts", ROOM / "rules", ROOM / "explain")
        for file in folder.glob("*.py")
        for code in re.findall(r'Text\(\s*"(timetable\.[a-z_]+)"', file.read_text(encoding="utf-8"))
    }
)


def test_importing_the_room_loads_no_solver() -> None:
    asked = "import sys, tearoad.timetable; print({'ortools', 'highspy'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


@pytest.mark.parametrize("language", ["en", "zh_Hans", "ru"])
def test_every_text_of_the_room_has_words_with_the_same_parameters(language: str) -> None:
    english, words = (_catalogue(text) for text in ("en", language))
    assert len(CODES) > 60
    assert set(CODES) <= set(words)
    for code, sentences in words.items():
        assert {frozenset(_PARAMETER.findall(sentence)) for sentence in sentences} == {
            frozenset(_PARAMETER.findall(english[code][-1]))
        }, code


def _catalogue(language: str) -> dict[str, list[str]]:
    entries = polib.pofile(str(LOCALES / language / "timetable.po"))
    return {entry.msgid: list(entry.msgstr_plural.values()) or [entry.msgstr] for entry in entries}
