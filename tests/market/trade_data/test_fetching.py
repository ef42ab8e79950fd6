"""Trade files are fetched from hosts that an operator named, whole or not at all; over real connections."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from tearoad.cli.app import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.errors import InputError, SetupError
from tearoad.market.trade_data.fetching import FetchLimits, fetch_file
from tearoad.office.outgoing.hosts import is_public
from tests.market.trade_data.file_server import CSV, FileServer, ServedAnswer, serving_files
from tests.market.trade_files import comtrade, load

TEA = (2022, "643", "M", "156", "090210", 10)


def this_machine_once(address: str, host: str) -> bool:
    """Stand for a public address: the server of the test by its number, and nothing else of this machine."""
    return (address == "127.0.0.1" and host == "127.0.0.1") or is_public(address, host)


def limits(served: FileServer, most_bytes: int = 10_000) -> FetchLimits:
    """Return limits under which the server of the test may be asked, and names that lead elsewhere as well."""
    hosts = (f"127.0.0.1:{served.port}", f"localhost:{served.port}", "no-such-host.invalid")
    return FetchLimits(hosts, most_bytes=most_bytes, most_seconds=5, may_reach=this_machine_once)


def test_fetched_file_is_what_load_reads(tmp_path: Path) -> None:
    body = comtrade(tmp_path / "theirs.csv", [TEA]).read_bytes()
    with serving_files(lambda _port: {"/tea.csv?years=2022": ServedAnswer(body)}) as served:
        got = fetch_file(served.address("/tea.csv?years=2022"), tmp_path / "tea.csv", limits(served))

    assert (got.bytes, got.host, got.sha256) == (len(body), "127.0.0.1", hashlib.sha256(body).hexdigest())
    assert load(tmp_path / "store", got.path).rows == 1


def test_redirects_on_named_hosts_are_followed(tmp_path: Path) -> None:
    def answers(port: int) -> dict[str, ServedAnswer]:
        return {
            "/first": ServedAnswer(status=302, headers={"Location": "/second"}),
            "/second": ServedAnswer(status=307, headers={"Location": f"http://127.0.0.1:{port}/third"}),
            "/third": ServedAnswer(b"a,b\n"),
        }

    with serving_files(answers) as served:
        fetch_file(served.address("/first"), tmp_path / "tea.csv", limits(served))

    assert served.asked == ["/first", "/second", "/third"]
    assert (tmp_path / "tea.csv").read_bytes() == b"a,b\n"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (ServedAnswer(status=404), "market.fetch_status"),
        (ServedAnswer(b"<html>", {"Content-Type": "text/html"}), "market.fetch_type"),
        (ServedAnswer(b"a,b", {}), "market.fetch_type"),
        (ServedAnswer(b"a,b", CSV | {"Content-Encoding": "gzip"}), "market.fetch_type"),
        (ServedAnswer(b"a,b", length=10_001), "market.fetch_too_large"),
        (ServedAnswer(b"a" * 10_001, dripping=True), "market.fetch_too_large"),
        (ServedAnswer(b"a,b", length=9), "market.fetch_cut_off"),
        (ServedAnswer(b"a,b", dripping=True), "market.fetch_too_slow"),
        (ServedAnswer(b""), "market.fetch_empty"),
        (ServedAnswer(status=302, headers={"Location": "/file"}), "market.fetch_redirects"),
        (ServedAnswer(status=302, headers={"Location": "https://elsewhere.example/"}), "market.fetch_host_not_named"),
        (ServedAnswer(status=302, headers={"Location": "http://127.0.0.1:1/"}), "market.fetch_host_not_named"),
        (ServedAnswer(status=302, headers={"Location": "file:///etc/passwd"}), "market.fetch_bad_address"),
        (ServedAnswer(status=302, headers={"Location": "http://[broken"}), "market.fetch_bad_address"),
        (ServedAnswer(status=302, headers={"Location": "http://data.example.org/"}), "market.fetch_not_encrypted"),
        (ServedAnswer(status=302, headers={"Location": "https://no-such-host.invalid/"}), "market.fetch_no_name"),
        (ServedAnswer(status=302, headers={"Location": "http://localhost:{port}/file"}), "market.fetch_private"),
    ],
)
def test_refused_answer_says_why_and_what_was_there_stays(tmp_path: Path, answer: ServedAnswer, code: str) -> None:
    out = tmp_path / "tea.csv"
    out.write_bytes(b"before")

    def answers(port: int) -> dict[str, ServedAnswer]:
        headers = {name: value.replace("{port}", str(port)) for name, value in answer.headers.items()}
        return {"/file": replace(answer, headers=headers)}

    seconds = 0.2 if code == "market.fetch_too_slow" else 5
    with serving_files(answers) as served, pytest.raises(InputError) as refused:
        fetch_file(served.address("/file"), out, replace(limits(served), most_seconds=seconds))

    assert refused.value.code == code
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("tea.csv", b"before")]


def test_nobody_listening_and_a_folder_that_is_not_there_are_told(tmp_path: Path) -> None:
    with serving_files(lambda _port: {}) as served, pytest.raises(SetupError) as unwritten:
        fetch_file(served.address("/file"), tmp_path / "none" / "tea.csv", limits(served))
    with pytest.raises(InputError) as unheard:
        fetch_file(served.address("/file"), tmp_path / "tea.csv", limits(served))

    assert (unwritten.value.code, unheard.value.code) == ("journey.cannot_write", "market.fetch_failed")


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [("", "TEAROAD_FETCH_HOSTS"), ("localhost:{port},127.0.0.1:{port}", "private network")],
)
def test_command_is_off_until_a_host_is_named_and_never_asks_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], hosts: str, expected: str
) -> None:
    with serving_files(lambda _port: {"/file": ServedAnswer(b"a,b")}) as served:
        if hosts:
            monkeypatch.setenv("TEAROAD_FETCH_HOSTS", hosts.replace("{port}", str(served.port)))
        for host in ("localhost", "127.0.0.1"):
            code = run(["market", "fetch", served.address("/file", host), "--out", str(tmp_path / "tea.csv")])
            assert code == ExitCode.UNUSABLE
            assert expected in capsys.readouterr().err

    assert (served.asked, list(tmp_path.iterdir())) == ([], [])
