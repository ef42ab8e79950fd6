from __future__ import annotations

from pathlib import Path

import pytest

from tearoad.site.config import Config, WrongSettings, read_config


def problems_of(environment: dict[str, str]) -> list[tuple[str, str]]:
    with pytest.raises(WrongSettings) as wrong:
        read_config(environment)
    return [(problem.code, str(dict(problem.text.params).get("where", ""))) for problem in wrong.value.problems]


def test_without_any_setting_the_defaults_hold() -> None:
    assert read_config({}) == Config()


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    file = tmp_path / "tearoad.toml"
    file.write_text('address = "https://one.example.org"\nweb_processes = 3\nhosts = ["a.example", "b.example"]\n')
    found = read_config({"TEAROAD_CONFIG": str(file), "TEAROAD_WEB_PROCESSES": "4"})
    assert (found.address, found.web_processes, found.hosts) == (
        "https://one.example.org",
        4,
        ("a.example", "b.example"),
    )


def test_a_secret_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("k" * 50 + "\n")
    assert read_config({"TEAROAD_SECRET_KEY_FILE": str(tmp_path / "key")}).secret_key == "k" * 50


def test_every_wrong_value_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "tearoad.toml"
    file.write_text('web_processes = "many"\ncolour = "green"\n')
    found = problems_of(
        {
            "TEAROAD_CONFIG": str(file),
            "TEAROAD_ADDRESS": "missions.example.org",
            "TEAROAD_ADRESS": "x",
            "TEAROAD_DATABASE_URL": "mysql://root:hunter2@db/x",
            "TEAROAD_SECRET_KEY": "a" * 40,
            "TEAROAD_SECRET_KEY_FILE": "/nowhere",
            "TEAROAD_METRICS_TOKEN_FILE": "/nowhere",
        }
    )
    assert set(found) == {
        ("site.secret_file_unread", ""),
        ("site.setting_twice", ""),
        ("site.setting_unknown", "TEAROAD_ADRESS"),
        ("site.setting_unknown", f"{file}: colour"),
        ("site.setting_wrong", "TEAROAD_ADDRESS"),
        ("site.setting_wrong", f"{file}: web_processes"),
        ("site.setting_wrong_secret", "TEAROAD_DATABASE_URL"),
    }


def test_no_secret_is_shown_in_a_complaint_or_a_configuration() -> None:
    with pytest.raises(WrongSettings) as wrong:
        read_config({"TEAROAD_DATABASE_URL": "mysql://root:hunter2@db/x", "TEAROAD_SECRET_KEY": "hunter2"})
    assert "hunter2" not in str([(problem.text, problem.hint) for problem in wrong.value.problems])
    shown = repr(read_config({"TEAROAD_DATABASE_URL": "postgresql://u:hunter2@db/x", "TEAROAD_SECRET_KEY": "s3" * 20}))
    assert "hunter2" not in shown
    assert "s3s3" not in shown


@pytest.mark.parametrize(("text", "code"), [("a = ", "site.config_not_toml"), (None, "site.config_unread")])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, text: str | None, code: str) -> None:
    file = tmp_path / "tearoad.toml"
    if text is not None:
        file.write_text(text)
    assert [found for found, _ in problems_of({"TEAROAD_CONFIG": str(file)})] == [code]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATA", ""),
        ("HOSTS", " , "),
        ("ADDRESS", "https://a.example/path"),
        ("ADDRESS", "ftp://a.example"),
        ("PROXIES", "-1"),
        ("WEB_PROCESSES", "0"),
        ("MAIL_FROM", "nobody"),
        ("MAIL_URL", "http://x"),
        ("LOG_LEVEL", "LOUD"),
        ("DEBUG", "perhaps"),
        ("CLOCK_OFFSET_S", "1.5"),
        ("DATABASE_URL", "postgresql://host:port/x"),
        ("SECRET_KEY", "short"),
        ("METRICS_TOKEN", "short"),
    ],
)
def test_a_wrong_value_of_each_kind_is_refused(name: str, value: str) -> None:
    assert len(problems_of({f"TEAROAD_{name}": value})) == 1
