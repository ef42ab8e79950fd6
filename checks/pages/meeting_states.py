"""The page of a meeting's states and moves, from the machine itself. Written by `make pages`."""

from __future__ import annotations

from pathlib import Path

from checks.finding import ROOT, Finding
from tearoad.matching.asking import MeetingMove, PairState
from tearoad.matching.asking.transitions import transitions
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import say

PAGE = Path("docs/reference/meeting-states.md")
HEAD = """\
# States of a meeting

A meeting goes from a proposal to what became of it. Under each state stands which move leads where; a move that is not
named is forbidden there and refused with what to do. An officer may undo the last move. Where several states are
named, what the other side has said decides.

Written by `make pages` from `src/tearoad/matching/asking/`; `make check` compares.
"""


def check(root: Path = ROOT) -> list[Finding]:
    """Return whether the page is out of date."""
    there = (root / PAGE).read_text(encoding="utf-8") if (root / PAGE).is_file() else ""
    return [] if there == page() else [Finding(PAGE.as_posix(), "is out of date: run `make pages`")]


def page() -> str:
    """Return the page."""
    found, lines = transitions(), [HEAD]
    for state in PairState:
        lines += [f"## `{state.value}`: {_said('state', state)}", ""]
        moves = found[state]
        lines += ["| move | what | leads to |", "|---|---|---|"] if moves else ["The end: only an undo leads on.", ""]
        for move, states in moves.items():
            leads = ", ".join(f"`{pair_state.value}`" for pair_state in PairState if pair_state in states)
            lines.append(f"| `{move.value}` | {_said('move', move)} | {leads} |")
        lines += [""] if moves else []
        forbidden = [f"`{move.value}`" for move in MeetingMove if move not in moves]
        lines += [f"Forbidden: {', '.join(forbidden)}.", ""] if moves and forbidden else []
    return "\n".join(lines)


def _said(kind: str, value: PairState | MeetingMove) -> str:
    return say(Text(f"matching.{kind}_{value.value}"), Language.EN)


if __name__ == "__main__":
    (ROOT / PAGE).parent.mkdir(parents=True, exist_ok=True)
    (ROOT / PAGE).write_text(page(), "utf-8")
