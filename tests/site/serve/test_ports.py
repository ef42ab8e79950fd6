from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tearoad.cli.site.serving import _served_at
from tearoad.errors import SetupError
from tearoad.site.serve.ports import choose_port, claim_port

CLAIM = "from tearoad.site.serve.ports import claim_port; print(claim_port('127.0.0.1', None), flush=True); input()"


def test_sites_that_start_at_the_same_moment_have_ports_of_their_own(tmp_path: Path) -> None:
    """None of them listens yet when the next one chooses; each keeps its temporary files in a folder of its own."""
    folders = [tmp_path / name for name in ("first", "second", "third")]
    for folder in folders:
        folder.mkdir()
    those = [
        subprocess.Popen(
            [sys.executable, "-c", CLAIM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"TMPDIR": str(folder)},
        )
        for folder in folders
    ]
    chosen = [process.stdout.readline() for process in those if process.stdout]
    for popen in those:
        popen.communicate("\n")
    assert len(set(chosen)) == 3


def test_a_port_that_is_asked_for_is_given_to_the_first_who_asks() -> None:
    wanted = claim_port("127.0.0.1", None)
    with pytest.raises(SetupError) as refused:
        claim_port("127.0.0.1", wanted)
    assert (refused.value.text.code, dict(refused.value.text.params)["port"]) == ("site.port_taken", wanted)


@pytest.mark.parametrize("host", ["203.0.113.7", "no.such.host.invalid"])
def test_an_address_of_another_machine_is_named(host: str) -> None:
    with pytest.raises(SetupError) as refused:
        choose_port(host, None)
    assert (refused.value.text.code, dict(refused.value.text.params)["host"]) == ("site.host_not_here", host)


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("127.0.0.1", "http://localhost:8001"),
        ("::", "http://localhost:8001"),
        ("192.168.1.5", "http://192.168.1.5:8001"),
        ("fe80::1", "http://[fe80::1]:8001"),
    ],
)
def test_the_address_named_is_the_one_served(host: str, told: str) -> None:
    assert _served_at(host, 8001) == told
