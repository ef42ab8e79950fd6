"""Whether what somebody is told of a change is so."""

from __future__ import annotations

from collections.abc import Callable

from tearoad.programme import ItemChange
from tearoad.text import Ref, Text
from tests.timetable.web.storm.expected import Someone, badge, own, seen


def is_true(text: Text, change: ItemChange, who: Someone) -> bool:
    """Judge one sentence by the items themselves."""
    code, said = text.code.removeprefix("programme.told_"), dict(text.params)
    # An official's sheet shows every item; what comes to their day, or leaves it, names them.
    mine, now_mine = own(change.before, who), own(change.after, who)
    if code == "added":
        return mine is None and now_mine is not None and (said["start"], said["end"]) == now_mine[:2]
    if code == "removed":
        return mine is not None and now_mine is None and said["start"] == mine[0]
    old, new = seen(change.before, who), seen(change.after, who)
    if old is None or new is None or change.before is None or change.after is None or said["start"] != new[0]:
        return False
    before, after = change.before, change.after
    if code.startswith("now_"):
        return _added(code.removeprefix("now_"), badge(before, who), badge(after, who))
    if code.startswith("no_more_"):
        return _added(code.removeprefix("no_more_"), badge(after, who), badge(before, who))
    judged: dict[str, Callable[[], bool]] = {
        "moved": lambda: old[0] != new[0] and (said["was"], said["end"]) == (old[0], new[1]),
        "ends": lambda: old[0] == new[0] and old[1] != new[1] and (said["was"], said["end"]) == (old[1], new[1]),
        "place": lambda: old[3] != new[3] and (said["was"], said["place"]) == (Ref(str(old[3])), Ref(str(new[3]))),
        "place_new": lambda: not old[3] and said["place"] == Ref(str(new[3])),
        "place_gone": lambda: not new[3] and said["was"] == Ref(str(old[3])),
        "title": lambda: old[2] != new[2],
        "host": lambda: old[4] != new[4],
        "transport": lambda: old[5] != new[5],
        "who": lambda: old[7:] != new[7:] and {ref.id for ref in said["who"]} == set(new[7]),  # type: ignore[call-overload,union-attr]  # Refs
    }
    return judged[code]()


def _added(part: str, was: tuple[str, ...], now: tuple[str, ...]) -> bool:
    return part in now and part not in was
