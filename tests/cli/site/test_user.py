from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from tearoad.cli.app import run
from tearoad.errors import Conflict, InputError
from tearoad.office.web.models import AccountMessage
from tearoad.people import Actor, Role
from tearoad.people.web.models import LedgerEntry, Membership, Organisation, User
from tearoad.site.desk.users import Added, add_user
from tearoad.values import Language
from tearoad.web.clock import now
from tests.people.conftest import app_code, manager, managing
from tests.people.signing_in import CODE, sign_in

__all__ = ["app_code", "manager", "managing"]

ROOT = Path(__file__).parents[3]
WITHOUT_MAIL = (
    "They ask for a code at http://localhost:8000/sign-in/. No mail server is set (TEAROAD_MAIL_URL), so it is not"
    " mailed: `tearoad user code li@example.org` prints it here."
)
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
    assert (done.returncode, done.stdout.splitlines()[-3:]) == (
        0,
        [
            "A new organisation was made: Example (fictional)",
            "li@example.org can now sign in for Example (fictional). Role: Manager.",
            WITHOUT_MAIL,
        ],
    )


def test_who_belongs_already_gets_the_role(db: None) -> None:
    del db
    first = add_user("Li@example.org", "Example (fictional)", "manager", "Li", Language.ZH)
    add_user("wang@example.org", "Example (fictional)", "manager", "Wang", Language.EN)
    again = add_user("li@example.org", "Example (fictional)", "auditor", "", Language.EN)
    assert first == Added("li@example.org", "Example (fictional)", Role.MANAGER, new_organisation=True, new_member=True)
    assert (again.new_organisation, again.new_member) == (False, False)
    member = Membership.objects.get(user__email="li@example.org")
    assert (member.role, member.user.name, member.user.language) == ("auditor", "Li", "zh-Hans")


def test_a_role_that_does_not_sign_in_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["user", "add", "a@example.org", "--organisation", "E", "--role", "buyer", "--language", "en"]) == 2
    assert "buyer" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "   ", "N" * 201, "Two\nlines", "N\0"])
def test_an_organisation_has_a_name_that_can_be_shown_and_kept(
    name: str, capsys: pytest.CaptureFixture[str], db: None
) -> None:
    del db
    assert run(["user", "add", "a@example.org", "--organisation", name, "--language", "en"]) == 2
    assert "must have 1 to 200 letters" in capsys.readouterr().err
    assert (Organisation.objects.count(), User.objects.count()) == (0, 0)


def test_an_address_longer_than_any_is_refused(db: None) -> None:
    del db
    long = "@" + ".".join(["d" * 60] * 4) + ".org"
    with pytest.raises(InputError):
        add_user("l" * 12 + long, NAME, "manager", "", Language.EN)
    assert Organisation.objects.count() == 0


def test_a_slip_in_the_name_is_seen(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    del db
    add_user("li@example.org", NAME, "manager", "", Language.EN)
    assert run(["user", "add", "a@example.org", "--organisation", NAME[:-1], "--role", "officer"]) == 2
    assert Organisation.objects.count() == 1
    assert run(["user", "add", "a@example.org", "--organisation", NAME[:-1], "--language", "en"]) == 0
    assert f"There were already: {NAME}." in capsys.readouterr().out


def test_the_last_manager_stays_one(db: None) -> None:
    del db
    add_user("li@example.org", NAME, "manager", "", Language.EN)
    with pytest.raises(Conflict):
        add_user("li@example.org", NAME, "auditor", "", Language.EN)
    assert Membership.objects.get().role == "manager"


def test_a_code_is_shown_once_to_whoever_runs_the_machine(manager: Actor, capsys: pytest.CaptureFixture[str]) -> None:
    browser = Client()
    assert run(["user", "code", "manager@example.org", "--language", "en"]) == 2
    assert "http://localhost:8000/sign-in/" in capsys.readouterr().err
    browser.post("/sign-in/", {"email": "manager@example.org"})
    assert run(["user", "code", " Manager@example.org"]) == 0
    found = CODE.search(capsys.readouterr().out)
    assert found is not None
    assert run(["user", "code", "manager@example.org"]) == 2
    assert not AccountMessage.objects.exists()
    browser.post("/sign-in/code/", {"code": found.group()})
    assert browser.get("/account/").status_code == 200
    assert LedgerEntry.objects.get(code="people.code_shown").facts == {"user": str(manager.user)}


def test_a_code_that_is_too_old_is_not_shown(manager: Actor) -> None:
    del manager
    Client().post("/sign-in/", {"email": "manager@example.org"})
    AccountMessage.objects.update(expires_at=now() - timedelta(seconds=1))
    assert run(["user", "code", "manager@example.org"]) == 2
    assert run(["user", "code", "nobody@example.org"]) == 2
    assert run(["user", "code", "no address"]) == 2


def test_who_lost_the_phone_signs_in_by_the_mailed_code_after_a_reset(
    manager: Actor, managing: Client, app_code: Callable[[str, int], str], capsys: pytest.CaptureFixture[str]
) -> None:
    del manager
    managing.get("/account/factors/app/")
    managing.post("/account/factors/app/", {"code": app_code(managing.session["mfa.totp.secret"], 0)})
    assert run(["user", "reset", "manager@example.org", "--language", "en"]) == 0
    assert "second factors removed" in capsys.readouterr().out
    assert managing.get("/account/").headers["Location"].startswith("/sign-in/")
    assert sign_in("manager@example.org").get("/account/").status_code == 200
    assert LedgerEntry.objects.get(code="people.factors_reset").facts == {"count": 1}
    assert run(["user", "reset", "manager@example.org", "--language", "en"]) == 0
    assert "no second factor" in capsys.readouterr().out
    assert run(["user", "reset", "nobody@example.org"]) == 2


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
