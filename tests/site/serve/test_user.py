from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tearoad.cli.site.serving import warn_of_root
from tearoad.errors import SetupError
from tearoad.site import examine
from tearoad.site.config import Config
from tearoad.site.places import data_folder
from tearoad.site.serve.parents import PARENT
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words
from tests.machine import needs
from tests.site.serving import served

Run = Callable[..., subprocess.CompletedProcess[str]]
as_root = needs("another user", there=os.geteuid() == 0, how="only root can make files of another user")
NOBODY = 65534


@pytest.mark.parametrize(
    ("language", "said", "remedy"),
    [
        (Language.EN, "the site runs as root", "useradd"),
        (Language.ZH, "正以 root 身份运行", "useradd"),
        (Language.RU, "от имени root", "useradd"),
    ],
)
def test_who_serves_as_root_is_told_so_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: Language, said: str, remedy: str
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    warn_of_root(Words(language))
    printed = capsys.readouterr().out
    assert (said in printed, remedy in printed, len(printed.splitlines())) == (True, True, 2)


@pytest.mark.parametrize(("user", "parent"), [(1000, ""), (0, "12345")])
def test_another_user_and_a_process_of_the_site_are_told_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], user: int, parent: str
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    if parent:
        monkeypatch.setenv(PARENT, parent)
    warn_of_root(Words(Language.EN))
    assert capsys.readouterr().out == ""


@as_root
def test_a_served_site_says_it_once_and_still_serves(prepared_place: dict[str, str], tmp_path: Path) -> None:
    with served(prepared_place, tmp_path) as site:
        assert site.get("/healthz") == 200
        assert [line for line in site.said if "runs as root" in line] == [site.said[0]]


@as_root
@pytest.mark.parametrize("command", ["web", "worker"])
def test_each_command_that_serves_says_it(place: dict[str, str], tearoad: Run, command: str) -> None:
    assert "runs as root" in tearoad(place, command).stdout


@pytest.mark.parametrize(("user", "found"), [(0, "site.doctor_root"), (os.getuid() or NOBODY, "site.doctor_user")])
def test_the_doctor_names_the_user(monkeypatch: pytest.MonkeyPatch, user: int, found: str) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert examine.user().code == found


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder that another user can come to: those of tests are closed to all others."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        made = Path(folder) / "data"
        made.mkdir(mode=0o700)
        os.chown(made, NOBODY, NOBODY)
        yield made


@as_root
@pytest.mark.parametrize("name", ["secret.key", "tearoad.sqlite3", "files", "files/ab"])
def test_what_root_made_is_named_to_whoever_serves_then(data: Path, name: str) -> None:
    path = data / name
    if name.startswith("files"):
        path.mkdir(parents=True)
        os.chown(data / "files", *((NOBODY, NOBODY) if name == "files/ab" else (0, 0)))
        path.chmod(0o700)
    else:
        path.touch(mode=0o600)
    os.seteuid(NOBODY)
    try:
        with pytest.raises(SetupError) as wrong:
            data_folder(Config(data=data))
    finally:
        os.seteuid(0)
    assert wrong.value.text == Text("site.of_another_user", path=str(path), owner="root", user="nobody")
    assert wrong.value.hint == Text("site.of_another_user_hint", folder=str(data), user="nobody")
    assert data_folder(Config(data=data)) == data
