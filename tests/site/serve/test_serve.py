from __future__ import annotations

import json
import os
import signal
import socket  # noqa: TID251  # takes a port of this machine
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tearoad.cli.exit_codes import ExitCode
from tests.site.serving import Served, served
from tests.waiting import PATIENCE_S, wait_for

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_site_is_served_from_nothing_and_stops(place: dict[str, str], tmp_path: Path) -> None:
    with served(place, tmp_path) as site:
        assert site.get("/healthz") == 200
        wait_for(lambda: site.get("/readyz") == 200)
        family = site.family()
        site.process.send_signal(signal.SIGTERM)
        assert site.process.wait(PATIENCE_S) == ExitCode.DONE
        assert [
            process.pid for process in family if process.is_running() and process.status() != psutil.STATUS_ZOMBIE
        ] == []


def test_what_dies_is_started_anew(prepared_place: dict[str, str], tmp_path: Path) -> None:
    with served(prepared_place, tmp_path) as site:
        wait_for(lambda: len(site.family()) >= 4)
        for child in psutil.Process(site.process.pid).children():
            child.kill()
        wait_for(lambda: sum(name_of(process).startswith("worker ") for process in site.family()) == 2)
        wait_for(lambda: up(site))


def name_of(process: psutil.Process) -> str:
    try:
        return process.name()
    except psutil.Error:
        return ""


def up(site: Served) -> bool:
    try:
        return site.get("/healthz") == 200
    except OSError:
        return False


@pytest.mark.parametrize("victim", ["keeper", "web server"])
def test_nothing_outlives_what_started_it(prepared_place: dict[str, str], tmp_path: Path, victim: str) -> None:
    with served(prepared_place, tmp_path) as site:
        wait_for(lambda: len(site.family()) >= 4)
        if victim == "keeper":
            family = site.family()
            site.process.kill()
        else:
            web = next(process for process in site.family() if name_of(process) == "web")
            family = web.children(recursive=True)
            web.kill()
        wait_for(
            lambda: not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in family)
        )


@pytest.mark.parametrize("module", ["tearoad.cli.app", "django.conf", "granian.server"])
def test_a_stop_before_the_port_is_up_ends(prepared_place: dict[str, str], module: str) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "tearoad", "web", "--port", str(port := free_port())]
    with subprocess.Popen(command, env=prepared_place, stderr=subprocess.PIPE, text=True) as web:
        assert web.stderr is not None
        assert any(line.endswith(f"| {module}\n") or line.rstrip().endswith(f" {module}") for line in web.stderr)
        web.terminate()
        web.communicate(timeout=PATIENCE_S)
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", port))


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def test_a_taken_port_is_told_and_another_is_offered(prepared_place: dict[str, str], tearoad: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = tearoad(prepared_place, "serve", "--port", str(port))
    assert (done.returncode, f"Port {port} cannot be used" in done.stderr) == (ExitCode.UNUSABLE, True)
    assert "try --port" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_rights_is_told_in_words(place: dict[str, str], tearoad: Run, tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0o500)
    done = tearoad(place | {"TEAROAD_DATA": str(tmp_path / "shut" / "data")}, "serve")
    assert (done.returncode, "cannot be written" in done.stderr) == (ExitCode.UNUSABLE, True)


def test_a_data_folder_that_is_a_file_is_told(place: dict[str, str], tearoad: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    done = tearoad(place | {"TEAROAD_DATA": str(tmp_path / "file" / "data")}, "serve")
    assert (done.returncode, "cannot be written" in done.stderr) == (ExitCode.UNUSABLE, True)
    assert "Traceback" not in done.stderr


def test_wrong_settings_are_told_at_once(place: dict[str, str], tearoad: Run) -> None:
    done = tearoad(place | {"TEAROAD_PROXIES": "two", "TEAROAD_COLOUR": "red"}, "serve", "--language", "zh")
    assert done.returncode == ExitCode.UNUSABLE
    assert [line for line in done.stderr.splitlines() if "TEAROAD_PROXIES" in line or "TEAROAD_COLOUR" in line] == [
        "TEAROAD_COLOUR：没有这项设置。",
        "TEAROAD_PROXIES：“two”无法使用。",
    ]


def test_a_server_that_does_not_answer_has_a_code_of_its_own(place: dict[str, str], tearoad: Run) -> None:
    url = f"postgresql://user:hunter2@127.0.0.1:{free_port()}/nothing"
    for command in ("serve", "worker"):
        done = tearoad(place | {"TEAROAD_DATABASE_URL": url}, command)
        assert (done.returncode, "Traceback" in done.stderr) == (ExitCode.UNREACHABLE, False)
        assert "does not let us in" in done.stderr
        assert "hunter2" not in done.stderr


def test_a_file_that_is_no_database_is_told(place: dict[str, str], tearoad: Run) -> None:
    data = Path(place["TEAROAD_DATA"] + "-broken")
    data.mkdir()
    (data / "tearoad.sqlite3").write_bytes(b"no database at all" * 100)
    sqlite = {name: value for name, value in place.items() if name != "TEAROAD_DATABASE_URL"}
    done = tearoad(sqlite | {"TEAROAD_DATA": str(data)}, "serve")
    assert (done.returncode, "cannot be used" in done.stderr, "Traceback" in done.stderr) == (
        ExitCode.UNUSABLE,
        True,
        False,
    )


def test_a_database_of_a_newer_release_is_refused(
    prepared_place: dict[str, str], tearoad: Run, script: Callable[..., str]
) -> None:
    script(prepared_place, "serve/from_the_future.py")
    for command in ("serve", "worker"):
        done = tearoad(prepared_place, command)
        assert (done.returncode, "newer release" in done.stderr) == (ExitCode.UNUSABLE, True)


def test_web_and_worker_wait_for_a_database_of_this_release(place: dict[str, str], tearoad: Run) -> None:
    for command in ("web", "worker"):
        done = tearoad(place | {"TEAROAD_SECRET_KEY": "k" * 60}, command)
        assert (done.returncode, "not of this release yet" in done.stderr) == (ExitCode.UNUSABLE, True)


def test_logs_are_json_and_hold_no_path_and_no_address(prepared_place: dict[str, str], tmp_path: Path) -> None:
    with served(prepared_place, tmp_path) as site:
        for path in (
            "/v/a-secret-of-a-link/",
            "/sign-in/?email=somebody@example.org",
            "/feeds/another-secret.ics",
            "/nowhere/somebody@example.org",
        ):
            site.get(path)
    text = site.log.read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    answered = [line for line in lines if line["message"] == "answered"]
    assert len(answered) == 4
    assert all({"route", "status", "took_ms", "request", "method"} <= set(line) for line in answered)
    assert [word for word in ("secret", "somebody", "example.org", "nowhere") if word in text] == []
