"""When phones speak: never in step, never sooner than told; the page's own modules, run by Node.js."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tearoad
from tests.machine import NODE, needs_node

PAGE = Path(tearoad.__file__).parent / "capture/web/static/capture"
PAUSES = """
const { pauseAfter, pauseBetween, pauseWhenBack } = await import(process.argv[1] + "/turn.js");
const said = JSON.parse(process.argv[2]);
const after = said.map(([reason, retryMs, times, random]) => pauseAfter({ reason, retryMs }, times, random));
console.log(JSON.stringify({ after, back: [0, 0.5, 1].map(pauseWhenBack), between: [0, 30, 60000].map(pauseBetween) }));
"""
ALARMS = """
const { Alarm } = await import(process.argv[1] + "/turn.js");
const rung = [];
const alarm = new Alarm(() => rung.push(Date.now() - begun));
const begun = Date.now();
alarm.set(400);
alarm.sooner(900);
alarm.sooner(100);
alarm.set(200);
await new Promise((done) => setTimeout(done, 1200));
console.log(JSON.stringify(rung));
"""
DRAINED = """
const { drain } = await import(process.argv[1] + "/outbox.js");
const files = ["a", "b", "c"].map((digest) => ({ digest, state: "waiting" }));
const store = {
  revisions: async () => [], files: async () => files, post: async () => ({}), made: async () => 0,
  mark: async () => {},
  bytes: async () => new ArrayBuffer(0),
  markFiles: async (_phone, [digest], marks) => Object.assign(files.find((one) => one.digest === digest), marks),
};
const status = JSON.parse(process.argv[2]);
const rests = [];
const send = async () => ({ status: 200, isOwn: true, body: { answers: [], missing: [], hindrances: [] } });
const sendFile = async ({ digest }) => {
  await new Promise((done) => setTimeout(done, 30));
  const away = { status: status[digest], isOwn: true, retryMs: 7000 };
  return status[digest] ? away : { status: 200, isOwn: true, body: { kept: digest } };
};
const came = await drain(store, "phone", send, { sendFile, rest: async (ms) => rests.push(ms) });
console.log(JSON.stringify({ came, rests, left: files.filter((one) => one.state === "waiting").length }));
"""
PATIENCE = """
const { patience } = await import(process.argv[1] + "/send.js");
console.log(JSON.stringify(JSON.parse(process.argv[2]).map((size) => patience(120000, size))));
"""
pytestmark = needs_node


def told(script: str, said: object = None) -> Any:  # noqa: ANN401  # JSON
    command = [str(NODE), "--input-type=module", "-e", script, PAGE.as_uri(), json.dumps(said)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 600_000), st.integers(1, 12), st.floats(0, 1, exclude_max=True)), min_size=1))
def test_who_is_sent_away_comes_no_sooner_than_told_and_not_in_step(said: list[tuple[int, int, float]]) -> None:
    busy = told(PAUSES, [("busy", *answer) for answer in said])["after"]
    for (retry_ms, times, chance), pause_ms in zip(said, busy, strict=True):
        least = max(retry_ms, min(20_000 * 2 ** (times - 1), 300_000))
        assert least <= pause_ms <= 1.5 * least
        assert pause_ms == pytest.approx(least * (1 + chance / 2))


def test_an_open_page_looks_every_twenty_seconds_or_so_and_spreads_its_return() -> None:
    found = told(PAUSES, [("", 0, 0, 0), ("network", 0, 0, 0.5), ("hindered", 0, 0, 1)])
    assert found["after"] == [15_000, 20_000, 25_000]
    assert found["back"] == [0, 10_000, 20_000]


def test_a_phone_leaves_room_between_photos_as_long_as_it_was_made_to_wait() -> None:
    assert told(PAUSES, [])["between"] == [0, 90, 4000]


def test_the_alarm_rings_once_at_the_last_time_set_or_sooner() -> None:
    (rung,) = told(ALARMS)
    assert 190 <= rung < 380


def test_between_files_the_outbox_rests_and_after_the_last_it_does_not() -> None:
    found = told(DRAINED, {})
    assert (found["came"], found["left"]) == ({"reason": ""}, 0)
    assert [rest >= 25 for rest in found["rests"]] == [True, True]


@pytest.mark.parametrize("status", [429, 503])
def test_who_is_sent_away_with_a_file_keeps_it_and_knows_for_how_long(status: int) -> None:
    found = told(DRAINED, {"b": status})
    assert (found["came"], found["left"]) == ({"reason": "busy", "retryMs": 7000}, 2)


def test_a_photo_is_waited_for_as_long_as_a_hall_needs() -> None:
    """At 1 kB/s a photo of 150 kB takes two and a half minutes: given up sooner it would never arrive."""
    assert told(PATIENCE, [0, 150_000, 300_000]) == [120_000, 420_000, 720_000]


def test_what_the_site_found_too_slow_is_sent_again() -> None:
    found = told(DRAINED, {"a": 408})
    assert (found["came"]["reason"], found["left"]) == ("busy", 3)
