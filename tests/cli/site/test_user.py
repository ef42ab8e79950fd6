from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tearoad.cli.app import run
from tearoad.people import Actor, Role
from tearoad.people.web.models import LedgerEntry, Membership, Organisation
from tearoad.site.desk.users import Added, add_user
from tearoad.values import Language

ROOT = Path(__file__).parents[3]
NAME = "Example Province Commerce Department (fictional)"


def test_a_first_manager_is_added_before_anything_else_is_there(tmp_path: Path) -> None:
    environment = os.environ | {"TEAROAD_DATA": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "tearoad.site.settings",
        "TEAROAD_LANGUAGE": "en",
        "TEAROAD_DATABASE_URL": "",
    }
    words = (sys.executable, "-m", "tearoad", "user", "add", "Li@example.org", "--organisation", "Example (fictional)")
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-2:]) == (
        0,
        [
            "New organisation: Example (fictional)",
            "li@example.org can now sign in for Example (fictional). Role: Manager.",
        ],
    )


def test_who_belongs_already_gets_the_role(db: None) -> None:
    del db
    first = add_user("Li@example.org", "Example (fictional)", "manager", "Li", Language.ZH)
    again = add_user("li@example.org", "Example (fictional)", "auditor", "", Language.EN)
    assert first == Added("li@example.org", "Example (fictional)", Role.MANAGER, new_organisation=True, new_member=True)
    assert (again.new_organisation, again.new_member) == (False, False)
    member = Membership.objects.get()
    assert (member.role, member.user.name, member.user.language) == ("auditor", "Li", "zh-Hans")


def test_a_role_that_does_not_sign_in_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["user", "add", "a@example.org", "--organisation", "E", "--role", "buyer", "--language", "en"]) == 2
    assert "buyer" in capsys.readouterr().err


def test_ledgers_are_judged_and_a_broken_one_ends_with_one(officer: Actor, capsys: pytest.CaptureFixture[str]) -> None:
    add_user("li@example.org", NAME, "manager", "", Language.EN)
    assert run(["ledger", "verify", "--language", "en"]) == 0
    assert capsys.readouterr().out == f"Ledger of {NAME}:\n  1 entry verified: the chain is whole.\n"
    LedgerEntry.objects.update(actor_role="manager")
    assert run(["ledger", "verify", "--organisation", NAME, "--language", "ru"]) == 1
    assert "Цепочка нарушена на записи 1." in capsys.readouterr().out
    assert run(["ledger", "verify", "--organisation", "Nobody", "--language", "en"]) == 2
    assert capsys.readouterr().err.splitlines()[0] == "There is no organisation called “Nobody”."
    assert run(["ledger", "key", "--organisation", str(officer.tenant), "--language", "en"]) == 0
    assert len(bytes.fromhex(capsys.readouterr().out.strip())) == 32
    assert Organisation.objects.count() == 1
