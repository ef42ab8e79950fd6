"""Settling what differs, and saying what waits: the page's own modules, run by Node.js."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

import tearoad
from tearoad.capture import report_of, revision_of
from tearoad.capture.reading import MOST_REPLACED, document_of
from tearoad.values import Language
from tearoad.words import messages
from tests.capture.histories import REPORT, revision
from tests.machine import NODE, needs_node

PAGE = Path(tearoad.__file__).parent / "capture/web/static/capture"
SETTLED = """
const { change, inSteps, MOST_REPLACED, reports } = await import(process.argv[1] + "/reports.js");
const { newId } = await import(process.argv[1] + "/ids.js");
const { wanted, documents } = JSON.parse(process.argv[2]);
const [report] = reports(documents);
const made = [];
await inSteps(change(report.fields, wanted), async (step, isLast) => {
  made.push({ ...documents[0], id: newId(), values: {}, replaces: {}, ...step });
  if (isLast) made.isWhole = true;
  return made.at(-1);
});
const [{ fields, earlier }] = reports([...documents, ...made]);
const number = MOST_REPLACED;
console.log(JSON.stringify({ made, isWhole: made.isWhole, fields, earlier: earlier.notes.length, number }));
"""
WAITING = """
globalThis.document = { body: { dataset: { languages: "[]" } } };
const { waitingIn, waitingSaid } = await import(process.argv[1] + "/waiting.js");
globalThis.fetch = async () => ({ ok: true, json: async () => ({ words, fields: [], comma }) });
const { readWords } = await import(process.argv[1] + "/words.js");
const { language, comma, words, revisions, files } = JSON.parse(process.argv[2]);
const waiting = waitingIn(revisions, files);
console.log(JSON.stringify({ ...waiting, said: waitingSaid(await readWords(language), waiting) }));
"""
pytestmark = needs_node


def told(script: str, said: object) -> Any:  # noqa: ANN401  # JSON
    command = [str(NODE), "--input-type=module", "-e", script, PAGE.as_uri(), json.dumps(said)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize(("count", "steps"), [(2, 1), (50, 1), (51, 2), (99, 2), (100, 3), (148, 3), (149, 4)])
def test_however_many_differ_one_choice_settles_them_by_changes_that_the_server_takes(count: int, steps: int) -> None:
    written = [revision(number, {"notes": f"text {number}", "city": "A"}) for number in range(1, count + 1)]
    documents = [document_of(note) for note in written]
    found = told(SETTLED, {"wanted": {"notes": "text 7", "person": "Anna"}, "documents": documents})
    made = [revision_of(document) for document in found["made"]]  # the server reads every one of them
    assert (len(made), found["isWhole"], found["number"]) == (steps, True, MOST_REPLACED)
    assert max(len(note.replaces["notes"]) for note in made) <= MOST_REPLACED
    assert ["person" in note.values for note in made] == [False] * (steps - 1) + [True]
    report = report_of([*written, *made])
    assert [said.value for said in report.fields["notes"]] == ["text 7"]
    assert report.one("person") == "Anna"
    assert [shown["value"] for shown in found["fields"]["notes"]] == ["text 7"]
    assert found["earlier"] == count - (count >= 7)
    for place in range(steps):  # some of them late, or lost on the way: nothing is chosen that nobody chose
        assert "text 7" in [field.value for field in report_of([*written, *made[: place + 1]]).fields["notes"]]


def written(report: str, *files: str, **values: str) -> dict[str, Any]:
    more = {"files": [{"digest": file} for file in files]} if files else {}
    return {"state": "waiting", "document": {"report": report, "values": values, **more}}


def taken(kind: str, state: str = "waiting") -> dict[str, str]:
    return {"kind": kind, "state": state}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "Still to be sent: 2 notes, 2 photos, and 1 voice memo."),
        (Language.RU, "Ещё не отправлено: 2 записи, 2 снимка и 1 голосовая заметка."),
        (Language.ZH, "待发送：2 条记录、2 张照片、1 条语音备忘。"),
    ],
)
def test_what_waits_is_counted_by_visitors_photos_and_memos(language: Language, said: str) -> None:
    a, b = str(REPORT), str(REPORT).replace("a", "b")
    revisions = [
        written(a, notes="1"),
        written(a, "x"),
        written(a, notes="2"),
        written(b, "y"),
        written(b, warmth="hot"),
    ]
    files = [taken("card_front"), taken("picture"), taken("voice"), taken("voice", "received")]
    given = _page_in(language) | {"revisions": revisions}
    found = told(WAITING, given | {"files": files})
    assert (found["notes"], len(found["files"]), found["revisions"]) == (2, 3, 5)
    assert found["said"] == said


def test_a_visitor_with_a_photo_is_a_note_and_a_photo_and_nothing_is_nothing() -> None:
    given = _page_in(Language.EN) | {"files": [taken("picture")]}
    shown = told(WAITING, given | {"revisions": [written("a", warmth="hot"), written("a", "x")]})
    assert shown["said"] == "Still to be sent: 1 note and 1 photo."
    assert told(WAITING, given | {"revisions": [], "files": []})["said"] == ""


def _page_in(language: Language) -> dict[str, object]:
    """Return what the page is given of a language."""
    words = messages("floor_pages", language)
    return {"language": language.value, "comma": language.habits.comma, "words": words}
