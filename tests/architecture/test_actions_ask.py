"""Every action asks its policy before anything else, whatever the page before it asked: there is no list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import Parameter, getmembers, isfunction, signature
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

import tearoad
from tearoad.checklist.web.queries.stored_kinds import STORED_SAMPLES
from tearoad.errors import Denied
from tearoad.people import Actor, Role

pytestmark = pytest.mark.django_db  # some begin a transaction before they ask
SOURCE = Path(tearoad.__file__).parent
PARTS = {
    "capture": "files.repaint hubs.copies.keep_copy hubs.copies.note_copy",
    "companies": "register.put_photo",
    "journey": "imports.keep_rows undoing.put_back write_dossiers.take_in write_files.write_files"
    " write_files.change_rows table_writing.write_steps",
    "matching": "following.follow_floor following.followed_by_meetings following.follow_requests moves.record"
    " moves.record_many moves.take_back_own",
    "mission": "links.house_of",
    "office": "files.keep files.keep_as_sent jobs.ask messages.post messages.withdraw",
    "people": "ledger.append program_keys.end_keys_of users.take_out",
    "screening": "standing.ask_to_screen standing.screen_again",
    "timetable": "editing.keep_problem editing.store_problem following.follow_notices handing.accept"
    " handing.keep_as_draft papers.keep_file repairing.begin_anew",
}
"""Parts of other actions, of jobs and of commands, which have asked."""
OWN = {
    "people": "account.rename account.choose factors.add_totp factors.add_passkey factors.remove"
    " factors.new_recovery_codes"
}
"""What everybody does with their own account."""
OF_WHAT_IS_FOUND = {"mission": "rows.undo"}
"""What asks for the policy of the kind of row that it finds, before it changes anything."""
OF_WHAT_IS_SEEN = {"results": "counting.amounts_counted_soon counting.ask_to_count counting.counted_soon"}
"""What has a worker count what a page shows: whoever may see the page may wait for it."""
MANAGERS_ALONE = {
    "people": "personal.hand_out personal.erase users.invite users.change_role users.remove"
    " users.require_second_factor users.set_zone users.member wordings.write_names"
}
VISITORS_ALONE = {
    "capture": "phones.enrol",
    "costs": "dossiers.add_own_files",
    "mission": "own_photo.give_own_photo",
    "matching": (
        "answering.answer answering.ask_for answering.say_when answering.stop_reminders ordering.move_wish "
        "profiles.name_colleague profiles.propose_profile"
    ),
    "results": "survey.answer_survey",
    "timetable": (
        "day_notices.confirm day_notices.confirm_all day_notices.report_on_the_day day_notices.take_back_confirmation"
    ),
}


def test_nobody_who_may_only_look_changes_anything() -> None:
    let_in = {name for name, act in _actions() if not _is_refused(act, Role.AUDITOR)}
    assert let_in == _names(PARTS) | _names(OWN) | _names(OF_WHAT_IS_FOUND) | _names(OF_WHAT_IS_SEEN)


def test_an_officer_does_not_do_what_managers_and_visitors_do_alone() -> None:
    refused = {name for name, act in _actions() if _is_refused(act, Role.OFFICER)}
    assert refused == _names(MANAGERS_ALONE) | _names(VISITORS_ALONE)


def _names(named: dict[str, str]) -> set[str]:
    return {f"{room} {name}" for room, names in named.items() for name in names.split()}


def _actions() -> Iterator[tuple[str, Callable[..., object]]]:
    """Return every public function of the actions that is told by whom it is called."""
    for path in sorted([*SOURCE.glob("*/web/actions.py"), *SOURCE.glob("*/web/actions/**/*.py")]):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        module = import_module(".".join(("tearoad", *parts)).removesuffix(".__init__"))
        for name, act in getmembers(module, isfunction):
            if act.__module__ == module.__name__ and "by" in signature(act).parameters and not name.startswith("_"):
                yield f"{parts[0]} {'.'.join((*parts[3:], name))}", act


def _is_refused(act: Callable[..., object], role: Role) -> bool:
    """Whether an action refuses a role before it looks at anything else: there is nothing to look at."""
    by = Actor(uuid4(), role)
    needed = [
        parameter for parameter in signature(act).parameters.values() if parameter.kind is not Parameter.VAR_KEYWORD
    ]
    given = {"by": by, "stored": STORED_SAMPLES}
    nothing: dict[str, Any] = {parameter.name: given.get(parameter.name) for parameter in needed}
    try:
        act(**nothing)
    except Denied:
        return True
    except Exception:  # noqa: BLE001  # it went on, and met nothing
        return False
    return False
