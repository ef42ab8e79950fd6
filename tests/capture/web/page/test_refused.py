"""Notes that a server refuses: the one is found, the others go on; the page's own modules, run by Node.js."""

from __future__ import annotations

from typing import Any

import pytest

from tests.capture.web.page.test_turns import told
from tests.machine import needs_node

pytestmark = needs_node

ROUNDS = """
const { drain } = await import(process.argv[1] + "/outbox.js");
const { count, bad, status, isOwn, isDown, rounds, minutes } = JSON.parse(process.argv[2]);
const row = (_, at) => ({ document: { id: `n${at}`, number: at + 1 }, state: "waiting", own: true, refused: null });
const rows = Array.from({ length: count }, row);
const change = (id, known) => Object.assign(rows.find((one) => one.document.id === id), known);
let now = Date.parse("2027-02-09T10:00:00Z");
const store = {
  revisions: async () => rows.map((one) => ({ ...one })),
  files: async () => [], post: async () => ({}), made: async () => count,
  mark: async (moves) => moves.forEach(({ id, state }) => change(id, { state, refused: null })),
  refuse: async (id, status, at) => change(id, { refused: { status, at } }),
};
const doubts = new Set(), seen = [];
for (let round = 0; round < rounds; round += 1) {
  const letters = [];
  const send = async ({ revisions }) => {
    letters.push(revisions.length);
    if (isDown || revisions.some((one) => bad.includes(one.number))) return { status, isOwn, body: null };
    const answers = revisions.map(() => ({ kept: "received", reasons: [] }));
    return { status: 200, isOwn: true, body: { answers, missing: [], hindrances: [] } };
  };
  const { reason } = await drain(store, "phone", send, { doubts, now: () => new Date(now) });
  now += minutes * 60000;
  const left = rows.filter((one) => one.state === "waiting").map((one) => one.document.number);
  seen.push({ reason, letters, left, refused: rows.filter((one) => one.refused).map((one) => one.document.number) });
}
console.log(JSON.stringify(seen));
"""


def rounds(**said: Any) -> list[dict[str, Any]]:  # noqa: ANN401  # JSON
    """Return what came of each round of a phone."""
    usual = {"count": 40, "bad": [], "status": 422, "isOwn": True, "isDown": False, "rounds": 1, "minutes": 1}
    found: list[dict[str, Any]] = told(ROUNDS, usual | said)
    return found


@pytest.mark.parametrize("status", [413, 422])
@pytest.mark.parametrize("bad", [[1], [20], [40], [3, 4, 25]])
def test_what_is_refused_is_found_in_one_round_and_all_others_are_received(status: int, bad: list[int]) -> None:
    (seen,) = rounds(bad=bad, status=status)
    assert (seen["reason"], seen["left"], seen["refused"]) == ("", bad, bad)
    assert len(seen["letters"]) <= 4 + 10 * len(bad)


@pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 405, 406, 408, 413, 421, 422, 425, 451])
def test_a_note_that_something_on_the_way_refuses_holds_up_no_other(status: int) -> None:
    (seen,) = rounds(bad=[3, 25], status=status, isOwn=False)
    assert (seen["reason"], seen["left"], seen["refused"]) == ("", [3, 25], [3, 25])
    # Right before each letter that may be refused once more an empty one finds out whether the way is open.
    assert len(seen["letters"]) <= 4 + 20 * 2


@pytest.mark.parametrize("status", [200, 204, 302, 400, 401, 403, 404, 405, 407, 410, 413, 421, 422, 425, 451])
def test_what_answers_in_place_of_the_office_settles_nothing_and_is_asked_for_no_note(status: int) -> None:
    seen = rounds(isDown=True, status=status, isOwn=False, rounds=3)
    assert [turn["letters"] for turn in seen][1:] == [[0], [0]]
    assert {(turn["reason"], len(turn["left"]), len(turn["refused"])) for turn in seen} == {("intercepted", 40, 0)}


def test_after_a_failure_of_the_server_nothing_is_asked_again_before_the_next_round() -> None:
    first, second = rounds(bad=[7], status=500, isOwn=False, rounds=2)
    assert (first["reason"], first["letters"], first["refused"]) == ("busy", [20], [])
    # The next one asks without a note first: only a server that answers can be asked which it was.
    assert (second["reason"], second["letters"][:2], second["left"], second["refused"]) == ("", [0, 20], [7], [7])


def test_a_server_that_is_down_marks_nothing_and_is_asked_once_a_round() -> None:
    seen = rounds(isDown=True, status=500, isOwn=False, rounds=4)
    assert [(turn["reason"], turn["letters"], turn["refused"]) for turn in seen] == [
        ("busy", [20], []),
        *[("busy", [0], [])] * 3,
    ]


def test_a_letter_that_is_refused_without_any_note_marks_none() -> None:
    seen = rounds(isDown=True, rounds=2)
    assert [(turn["reason"], turn["letters"], turn["refused"]) for turn in seen] == [
        ("refused", [20, 0], []),
        ("refused", [0], []),
    ]


def test_what_was_refused_is_tried_again_at_a_slow_pace_and_alone() -> None:
    seen = rounds(bad=[2], count=3, rounds=4, minutes=16)
    assert [turn["letters"] for turn in seen] == [[3, 0, 3, 2, 1, 1, 1], [0], [1, 0, 1, 0], [0]]
    assert [turn["left"] for turn in seen] == [[2]] * 4
