"""A laptop that is lost: what is on it, and that nothing of it opens anything at home."""

from __future__ import annotations

import hashlib
import json
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPConnection  # noqa: TID251  # whoever found the laptop
from pathlib import Path
from typing import Any

import pytest

from tearoad.cli.exit_codes import ExitCode
from tests.site.hub.test_hubs import Phone, hub_settings, notes
from tests.site.serving import Served, served
from tests.waiting import PATIENCE_S

Run = Callable[..., subprocess.CompletedProcess[str]]
NewPlace = Callable[[], dict[str, str]]


@dataclass(frozen=True)
class Scene:
    """Home with more than one mission and organisation, and the laptop of a hall."""

    home: dict[str, str]
    laptop: dict[str, str]
    copy: Path
    key: str
    told: dict[str, Any]
    head: list[Any]
    """Where home's ledger ended before the copy was made."""

    @property
    def hub(self) -> str:
        """The id of the server whose laptop it is."""
        return self.key.partition(".")[0]


@pytest.fixture(scope="module")
def scene(
    new_prepared_place: NewPlace,
    new_place: NewPlace,
    new_keyless_place: NewPlace,
    script: Callable[..., str],
    tearoad: Run,
    tmp_path_factory: pytest.TempPathFactory,
) -> Scene:
    home, path = new_prepared_place(), tmp_path_factory.mktemp("copy") / "hall.zip"
    facts = json.loads(script(home, "hub/fair.py"))
    facts |= json.loads(script(home, "hub/others.py"))
    head = json.loads(script(home, "hub/lose.py", "head", ""))
    made = tearoad(home, "hall-copy", "Hall 7", str(path))
    assert (made.returncode, made.stderr) == (ExitCode.DONE, "")
    laptop = new_place()
    refused = tearoad(laptop, "restore", str(path))
    assert (refused.returncode, Path(laptop["TEAROAD_DATA"]).exists()) == (ExitCode.UNUSABLE, False)
    laptop = new_keyless_place()
    done = tearoad(laptop, "restore", str(path), "--code", made.stdout.split()[-1])
    assert (done.returncode, done.stderr) == (ExitCode.DONE, "")
    return Scene(home, laptop, path, facts["keys"][0], facts, head)


def test_a_copy_holds_nothing_of_others_and_no_secret_of_home(scene: Scene) -> None:
    secret = (Path(scene.home["TEAROAD_DATA"]) / "secret.key").read_bytes()
    with zipfile.ZipFile(scene.copy) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    forbidden = [scene.told["mark"].encode(), secret, *(key.partition(".")[2].encode() for key in scene.told["keys"])]
    assert [(name, secret) for name, content in parts.items() for secret in forbidden if secret in content] == []
    counts = {name: content.count(b"\n") for name, content in parts.items() if name.startswith("tables/")}
    single = (
        "people.Organisation",
        "mission.Mission",
        "capture.Hub",
        "mfa.Authenticator",
    )
    assert {name: counts[f"tables/{name}.jsonl"] for name in single} == dict.fromkeys(single, 1)
    assert counts["tables/people.User.jsonl"] == counts["tables/people.Membership.jsonl"] == 3
    assert counts["tables/mission.SignedLink.jsonl"] == len(scene.told["links"])
    assert counts["tables/mission.Delegate.jsonl"] > 0
    assert b"passport" not in parts["tables/mission.Delegate.jsonl"]
    for name in ("people.LedgerEntry", "people.PersonKey", "office.Message", "office.Job", "screening.Decision"):
        assert counts[f"tables/{name}.jsonl"] == 0
    assert parts["secret.key"] != secret


def test_the_laptop_begins_a_ledger_of_its_own_at_the_end_of_homes(
    scene: Scene, script: Callable[..., str], tearoad: Run
) -> None:
    found = json.loads(script(scene.laptop, "hub/loot.py"))
    (entry,) = found["ledger"]
    assert entry[:2] == [1, "capture.copied_from_home"]
    assert [entry[2]["number"], entry[2]["digest"]] == scene.head
    assert (found["organisations"], found["hubs"]) == (1, [scene.hub])
    assert tearoad(scene.laptop, "ledger", "verify").returncode == ExitCode.DONE


@pytest.mark.parametrize("command", [("serve",), ("web",), ("worker",)])
def test_a_copy_serves_as_nothing_but_that_hub(scene: Scene, tearoad: Run, command: tuple[str, ...]) -> None:
    done = tearoad(scene.laptop, *command)
    assert (done.returncode, "copy for a server in a hall" in done.stderr) == (ExitCode.UNUSABLE, True), done.stderr
    other = hub_settings(scene.told["keys"][1], Served(None, 9, Path(), ()))  # type: ignore[arg-type]  # only its port
    wrong = tearoad(scene.laptop | other, "hub", "--once")
    assert (wrong.returncode, "not the copy that was made for this server" in wrong.stderr) == (ExitCode.UNUSABLE, True)


def ask(at: Served, path: str, body: object = None, **headers: str) -> tuple[int, dict[str, Any]]:
    connection = HTTPConnection("127.0.0.1", at.port, timeout=PATIENCE_S)
    try:
        headers_sent = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "Host": "localhost",
            **headers,
        }
        connection.request(
            "GET" if body is None else "POST", path, None if body is None else json.dumps(body), headers_sent
        )
        answer = connection.getresponse()
        content = answer.read()
        return answer.status, json.loads(content) if content[:1] == b"{" else {}
    finally:
        connection.close()


LETTER = {"phones": [], "changes": [], "asides": [], "read": {}, "plan_number": 0}


def test_nothing_that_is_found_on_a_lost_laptop_opens_anything_at_home(
    scene: Scene, script: Callable[..., str], tearoad: Run, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        (tmp_path / "home").mkdir()
        (tmp_path / "hall").mkdir()
        home = stack.enter_context(served(scene.home, tmp_path / "home"))
        place = scene.laptop | hub_settings(scene.key, home)
        hall = stack.enter_context(served(place, tmp_path / "hall", "serve", "--hub"))

        # In the hall links and phones of home work as at home, and what is written there comes home.
        link, phone = scene.told["links"]["E01"], Phone("E01")
        phone.enrol(hall, link)
        phone.say(hall, *notes(2))
        assert tearoad(place, "hub", "--once").returncode == ExitCode.DONE
        hub = {"Authorization": f"Hub {scene.key}"}
        assert ask(home, "/floor/exchange/", LETTER, **hub)[0] == 200

        lost = json.loads(script(scene.home, "hub/lose.py", "end", scene.hub))
        assert lost["held"]["colleagues"] == 3
        assert lost["sent"] + lost["unsent"] == len(scene.told["links"])

        # What stands in its files.
        found = json.loads(script(scene.laptop, "hub/loot.py"))
        assert ask(home, "/floor/exchange/", LETTER, **hub)[0] == 401
        assert ask(home, f"/floor/exchange/{'0' * 64}/?kind=voice&phone={phone.id}", {}, **hub)[0] == 401
        assert ask(home, "/api/missions", Cookie=f"session={found['session']}")[0] in {401, 404}
        assert [ask(home, "/", Cookie=f"session={found['session']}")[0], ask(home, "/")[0]] == [302, 302]
        assert script(scene.home, "hub/lose.py", "judge", found["signed"]) == "refused\n"
        assert {ask(home, f"/v/{digest}/")[0] for digest in found["links"]} == {404}
        assert len(found["phones"]) == 1
        for identity, digest in found["phones"]:
            assert ask(home, "/floor/sync/", {}, Authorization=f"Phone {identity} {digest}")[0] == 401
            token = hashlib.sha256(f"asks {digest}".encode()).hexdigest()
            answer = ask(home, "/floor/stopped/", {}, Authorization=f"Asking {identity} {token}")
            assert answer == (200, {"stopped": True})  # all that a locked phone is answered: that it is of no more use

        # What somebody who went on running it saw in use.
        assert ask(home, link)[0] == 404
        enrolled = ask(home, f"{link}floor/phone/", {"phone": phone.id, "secret": phone.secret, "device": ""})
        assert enrolled[0] == 404
