"""Which answers a phone takes for the office's own, and what others make of a photo; the page's modules, by Node.js."""

from __future__ import annotations

from hashlib import sha256

import pytest

from tearoad.capture.mark import MarkedRequest, mark_of
from tests.capture.web.page.test_turns import told
from tests.machine import needs_node

pytestmark = needs_node

BY, NONCE, SENT = "Phone 1 secret", "0" * 32, "Тула 上海"
READ = """
const { answerOf } = await import(process.argv[1] + "/mark.js");
const read = ([answer, asked]) => answerOf({ ...answer, bytes: new TextEncoder().encode(answer.text) }, asked);
const found = await Promise.all(JSON.parse(process.argv[2]).map(read));
console.log(JSON.stringify(found.map(({ isOwn, body }) => [isOwn, body])));
"""
FILES = """
const { drain } = await import(process.argv[1] + "/outbox.js");
const { stuck, answer, rounds } = JSON.parse(process.argv[2]);
const files = ["a", "b", "c", "d"].map((digest) => ({ digest, state: "waiting" }));
const store = {
  revisions: async () => [], files: async () => files, post: async () => ({}), made: async () => 0,
  bytes: async () => new ArrayBuffer(0), mark: async () => {},
  markFiles: async (_phone, [digest], marks) => Object.assign(files.find((one) => one.digest === digest), marks),
};
const send = async () => ({ status: 200, isOwn: true, body: { answers: [], missing: [], hindrances: [] } });
const CALLED = { waiting: "w", received: "+", refused: "-" };
const doubts = new Set(), seen = [];
for (let round = 0; round < rounds; round += 1) {
  const asked = [];
  const sendFile = async ({ digest }) => {
    asked.push(digest);
    return stuck.includes(digest) ? answer : { status: 200, isOwn: true, body: { kept: digest } };
  };
  const { reason } = await drain(store, "phone", send, { sendFile, doubts });
  seen.push([reason, asked.join(""), files.map((one) => CALLED[one.state]).join("")]);
}
console.log(JSON.stringify(seen));
"""


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def answer(sent_status: int, body: str, *, came: str = digest(SENT), **changed: object) -> tuple[object, object]:
    """Return an answer as the server marks it, and what was asked; something of either may be changed afterwards."""
    mark = mark_of(BY, NONCE, sent_status, came, body.encode())
    back = {"status": sent_status, "mark": mark, "text": body} | changed
    return back, {"by": BY, "nonce": NONCE, "sent": SENT} | changed


def test_an_answer_is_the_offices_own_if_it_is_marked_for_this_very_letter() -> None:
    kept = '{"kept": "x"}'
    own = [answer(200, kept), answer(422, kept), answer(401, kept, came=""), answer(429, "{}", came="")]
    others = [
        answer(200, kept, mark=None),
        answer(200, kept, mark="1"),
        answer(200, kept, status=422),
        answer(422, kept, status=200),
        answer(200, kept, text='{"kept": "y"}'),
        answer(200, kept, text='{"kept"'),
        answer(200, kept, nonce="1" * 32),  # an answer of before
        answer(200, kept, by="Phone 1 another"),
        answer(200, kept, came=digest("half of it")),
        answer(422, kept, came=digest("half of it")),
        answer(200, kept, came=""),  # said to be done, and not read
        answer(200, "<title>Hotel</title>", mark=None),
        answer(204, "", mark=None),
    ]
    assert [is_own for is_own, _ in told(READ, [*own, *others])] == [True] * len(own) + [False] * len(others)
    assert [body for _, body in told(READ, [own[0], others[0]])] == [{"kept": "x"}, None]


def test_both_sides_know_the_same_answer() -> None:
    request = MarkedRequest(BY, SENT.encode(), NONCE)
    for status, sent in ((200, digest(SENT)), (422, digest(SENT)), (401, "")):
        mark = mark_of(BY, NONCE, status, sent, b"{}")
        assert request.is_own(status, b"{}", mark)
        assert not MarkedRequest(BY, SENT.encode()).is_own(status, b"{}", mark)
    assert not request.is_own(200, b"{}", mark_of(BY, NONCE, 200, "", b"{}"))
    assert not request.is_own(200, b"{}", "")


STATUSES = [200, 201, 204, 302, 400, 401, 403, 404, 405, 407, 408, 410, 413, 421, 422, 425, 429, 451, 500, 502, 511]


@pytest.mark.parametrize("status", STATUSES)
def test_whatever_answers_in_place_of_the_office_a_photo_waits_and_is_sent_again(status: int) -> None:
    stuck = {"status": status, "body": {"kept": "a"}}  # also one that was made to look like an answer
    seen = told(FILES, {"stuck": ["a", "b", "c", "d"], "answer": stuck, "rounds": 3})
    assert {(reason, states) for reason, _, states in seen} == {
        ("busy" if status in {429, 500, 502} else "intercepted", "wwww")
    }
    assert all(question for _, question, _ in seen)


@pytest.mark.parametrize("status", [200, 403, 413, 500])
def test_photos_that_do_not_come_through_hold_up_no_other_and_are_tried_in_turn(status: int) -> None:
    seen = told(FILES, {"stuck": ["a", "c"], "answer": {"status": status}, "rounds": 5})
    assert seen[-1][2] == "w+w+"
    assert {"a", "c"} <= {letter for _, letters, _ in seen[-2:] for letter in letters}


def test_what_the_office_itself_will_not_take_is_settled() -> None:
    for status in (413, 422):
        (seen,) = told(FILES, {"stuck": ["b"], "answer": {"status": status, "isOwn": True}, "rounds": 1})
        assert seen == ["", "abcd", "+-++"]
