"""Which actions lock a mission or a plan: two who press at once come one after the other, and only there."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import tearoad

SOURCE = Path(tearoad.__file__).parent
LOCKED = ("Mission", "Draft", "Published")
HELD = "open_mission"
"""How most actions hold a mission: see `mission/web/policies.py`."""
LOCKS: Mapping[str, Mapping[str, str]] = {
    "Mission": {
        "call": "deciding.decide deciding.withdraw leaving.take_out receiving.confirm receiving.receive"
        " settings.write_call",
        "capture": "fair.keep_list hubs.hall.take_in hubs.home.answered hubs.pairing.hand_plan"
        " hubs.pairing.make phones.enrol",
        "checklist": "letters.keep_letters samples.record_fate tasks.change tasks.done"
        " tasks.not_needed tasks.reopen tasks.take",
        "costs": "archives.keep_archive dossiers.add_files dossiers.add_own_files dossiers.change_parts"
        " dossiers.drop_file dossiers.tick dossiers.untick hours.write_hours",
        "delegation": "papers.keep_papers travel.explain travel.take_in travel.take_over",
        "journey": "imports.apply imports.undo table_writing.undo_table_change tables.add_row tables.change_cells"
        " tables.change_row tables.duplicate_rows tables.remove_rows tables.remove_unchanged_row"
        " tables.require_ticked_unchanged tables.take_pasted",
        "matching": "answering.answer answering.ask_for answering.stop_reminders answering.say_when"
        " deciding.ask_both deciding.decide inviting.hand_over inviting.invite inviting.keep_rules"
        " inviting.note_call inviting.nudge inviting.prepare matching.rematch moves.make_move"
        " moves.undo_last ordering.move_wish",
        "mission": "absences.note_absence links.link_for links.make links.make_all missions.change"
        " policies.open_mission rows.add rows.change rows.put rows.remove rows.undo",
        "orders": "doubles.decide_double doubles.undo_double follow_up_mails.ask_firms"
        " follow_up_mails.send_own_lists letters.write_letter offers.make_offer opportunities.accept_proposal"
        " opportunities.open_opportunity",
        "programme": "announcing.announce announcing.mark_notified_by_hand announcing.notify announcing.take_back",
        "results": "editions.freeze",
        "timetable": "day_notices.report_on_the_day editing.lock handing.keep_as_draft planning.ask_for_plan"
        " publishing.publish publishing.publish_again publishing.publish_handed"
        " repairing.ask_for_repair repairing.publish_repair what_ifs.ask",
    },
    "Draft": {
        "timetable": "editing.lock planning.cancel planning.waiting publishing.publish repairing.discard",
    },
    "Published": {
        "timetable": "notifying.mark_notified_by_hand notifying.notify notifying.take_back papers.keep_papers"
        " printing.mark_printed",
    },
}


def locks_in(source: str) -> dict[str, set[str]]:
    """Return what each public function of a file locks, itself or by a private function of the file."""
    functions = {
        function_def.name: function_def
        for function_def in ast.walk(ast.parse(source))
        if isinstance(function_def, ast.FunctionDef)
    }
    locks = {name: set(_locks(function_def)) for name, function_def in functions.items()}
    private = {name for name in functions if name.startswith("_")}
    calls = {name: _called(function_def) & private for name, function_def in functions.items()}
    found = {}
    for name in functions:
        reached, waiting = set[str](), [name]
        while waiting:
            now = waiting.pop()
            if now not in reached:
                reached.add(now)
                waiting.extend(calls[now])
        found[name] = set().union(*(locks[text] for text in reached))
    return {name: what for name, what in found.items() if what and not name.startswith("_")}


def _called(function: ast.FunctionDef) -> set[str]:
    return {name.id for name in ast.walk(function) if isinstance(name, ast.Name)}


def _locks(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and node.attr == "select_for_update":
            model = ast.unparse(node.value).partition(".objects")[0].rpartition(".")[2]
            if model in LOCKED:
                yield model
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == HELD:
            yield "Mission"


def locks_of_house() -> dict[str, dict[str, set[str]]]:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in SOURCE.glob("*/web/**/*.py"):
        text = path.read_text(encoding="utf-8")
        if "select_for_update" not in text and HELD not in text:
            continue
        parts = path.relative_to(SOURCE).with_suffix("").parts
        module = ".".join(parts[2:]).removeprefix("actions.")
        for name, models in locks_in(text).items():
            for model in models:
                found[model][parts[0]].add(f"{module}.{name}")
    return found


def test_what_locks_a_mission_or_a_plan_goes_on_doing_so() -> None:
    """Finds a lock that was lost: an action that changes a mission or a plan while somebody else does.

    Who takes a lock away on purpose, or renames what locks, changes the table; who adds one adds it there.
    """
    found = locks_of_house()
    lost = [
        f"{room}.{name} does not lock its {model} any more"
        for model, rooms in LOCKS.items()
        for room, names in rooms.items()
        for name in names.split()
        if name not in found[model][room]
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("body", "locked"),
    [
        ("Mission.objects.select_for_update().get(pk=1)", {"Mission"}),
        ("rows.Mission.objects.select_for_update(of=('self',)).get(pk=1)", {"Mission"}),
        ("open_mission(row)", {"Mission"}),
        ("_hold(row)", {"Draft"}),
        ("Mission.objects.get(pk=1)", set()),
        ("Company.objects.select_for_update().get(pk=1)", set()),
    ],
)
def test_a_lock_is_seen_and_its_loss_too(body: str, locked: set[str]) -> None:
    helper = "def _hold(row):\n    return Draft.objects.select_for_update().get(pk=row)\n"
    assert locks_in(f"{helper}def act(row):\n    {body}\n").get("act", set()) == locked
