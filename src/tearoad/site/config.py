"""What whoever runs Tea Road may set: default < file < environment; wrong values are told, all at once."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from tearoad.errors import SetupError
from tearoad.site.kinds import KINDS, SettingKind
from tearoad.text import Text

PREFIX = "TEAROAD_"
NO_SETTINGS = frozenset({"TEAROAD_CONFIG", "TEAROAD_LANGUAGE"})
"""Variables that say where the settings stand, and in which language the command line speaks."""


def _setting(default: object, kind: str, *, secret: bool = False) -> Any:  # noqa: ANN401  # dataclass's own form
    return field(default=default, repr=not secret, metadata={"kind": kind, "secret": secret})


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, by its variable's name without `TEAROAD_`, in small letters; its `repr` shows no secret."""

    data: Path = _setting(Path("tearoad-data"), "folder")
    """The folder of database, files and keys. It is made at the first start."""
    database_url: str = _setting("", "database_url", secret=True)
    """`postgresql://user:password@host:5432/name` (PostgreSQL 15 or newer; percent-encode special letters). Empty:
    SQLite in the data folder, which is enough for one machine."""
    secret_key: str = _setting("", "secret_key", secret=True)
    """Signs sessions and keeps the ledger's seals: 40 characters or more. Empty: made at the first start and kept in
    the data folder as `secret.key`."""
    hosts: tuple[str, ...] = _setting(("localhost", "127.0.0.1", "[::1]"), "list")
    """The names under which the site answers, with a comma between; the host of `address` is always among them."""
    address: str = _setting("http://localhost:8000", "address")
    """How people reach the site; stands in links and mails. With `https://` cookies travel only encrypted, and browsers
    are told to stay with https for a year."""
    proxies: int = _setting(0, "whole_number")
    """How many reverse proxies stand before the site. Only then are `X-Forwarded-For` and `X-Forwarded-Proto`
    believed."""
    mail_url: str = _setting("", "mail_url", secret=True)
    """`smtp://user:password@host:587` (STARTTLS), `smtps://…:465` (TLS from the start). Empty: mails stay in the outbox
    and are shown there."""
    mail_from: str = _setting("tearoad@localhost", "mail_address")
    """The sender of every mail."""
    webhook_hosts: tuple[str, ...] = _setting((), "list")
    """The hosts to which notices to other programs may go, with a comma between: `erp.example.org`, with a port where
    it is not 443, `erp.example.org:8443`. Empty: to none."""
    fetch_hosts: tuple[str, ...] = _setting((), "list")
    """The hosts from which `tearoad market fetch` may fetch trade figures, with a comma between:
    `data.example.org`, with a port where it is not 443. Redirects too must lead to one of them. Empty: from none."""
    market_url: str = _setting("", "market_url")
    """On which engine briefs ask trade figures: `chdb:` is ClickHouse in the process, which reads the same snapshots
    (the extra `engines`). Empty: DuckDB, which also reads files and makes snapshots."""
    mailbox_url: str = _setting("", "mailbox_url", secret=True)
    """Where mails that cannot be delivered come back, to be read every quarter of an hour:
    `imaps://user:password@host:993/INBOX`, the mailbox of `mail_from`. It also takes copies of mails about orders, if
    `name+…@host` arrives in it, or with a mark in their subject. Empty: nobody reads what comes back."""
    least_free_mb: int = _setting(500, "whole_number")
    """So many megabytes of the data folder's disk are left to the database: with less, large files are refused (503),
    and `/readyz` says so."""
    web_processes: int = _setting(1, "count")
    """How many processes answer requests; each has several threads."""
    log_level: str = _setting("INFO", "log_level")
    """`DEBUG`, `INFO`, `WARNING` or `ERROR`. Logs are lines of JSON on the error stream, without personal data."""
    metrics_token: str = _setting("", "metrics_token", secret=True)
    """Who shows it (`Authorization: Bearer …`) may read `/metrics` from another machine. Empty: only this machine
    may."""
    hub_key: str = _setting("", "hub_key", secret=True)
    """Makes this site a hub, a server in a hall without internet: the key that home's page of hubs gave, once. Such a
    site is served with `tearoad serve --hub`."""
    home_address: str = _setting("", "home_address")
    """Of a hub: the address of home, such as `https://missions.example.org`, to which it takes what phones wrote."""
    demo: bool = _setting(default=False, kind="yes_or_no")
    """Lets whoever knows the one-time address that `tearoad demo --serve` prints sign in. Never on a real site."""
    clock_offset_s: int = _setting(0, "seconds")
    """Moves the time that pages show: for demonstrations and rehearsals."""
    debug: bool = _setting(default=False, kind="yes_or_no")
    """Shows the insides of a fault in the browser. Only for who develops Tea Road."""

    @property
    def clock_offset(self) -> timedelta:
        """The offset as a stretch of time."""
        return timedelta(seconds=self.clock_offset_s)


class WrongSettings(SetupError):
    """Settings that cannot be used: every one of them, not the first only."""

    def __init__(self, problems: tuple[SetupError, ...]) -> None:
        """Keep the problems."""
        super().__init__(Text("site.settings_wrong", count=len(problems)), Text("site.settings_wrong_hint"))
        self.problems = problems

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel whole from another process."""
        return type(self), (self.problems,)


@dataclass(frozen=True, slots=True)
class _ConfiguredValue:
    """A value somebody wrote, and where."""

    value: object
    where: str


def read_config(environment: Mapping[str, str] = os.environ) -> Config:
    """Return the configuration of an environment and of the file it names.

    Raises:
        WrongSettings: some values are wrong or unknown; all of them are named.

    """
    problems: list[SetupError] = []
    said = _file(environment, problems) | _environment(environment, problems)
    found: dict[str, object] = {}
    for setting in fields(Config):
        if setting.name in said:
            kind: SettingKind = KINDS[setting.metadata["kind"]]
            try:
                found[setting.name] = kind.read(said[setting.name].value)
            except (ValueError, TypeError):
                problems.append(_wrong(said[setting.name], kind, secret=setting.metadata["secret"]))
    if problems:
        raise WrongSettings(tuple(problems))
    return Config(**found)  # type: ignore[arg-type]  # each kind gives its field's type


def _file(environment: Mapping[str, str], problems: list[SetupError]) -> dict[str, _ConfiguredValue]:
    name = environment.get("TEAROAD_CONFIG", "")
    if not name:
        return {}
    try:
        written = tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as unread:
        why = getattr(unread, "strerror", None) or type(unread).__name__
        problems.append(SetupError(Text("site.config_unread", path=name, why=why), Text("site.config_unread_hint")))
        return {}
    except tomllib.TOMLDecodeError as broken:
        problems.append(
            SetupError(Text("site.config_not_toml", path=name, why=str(broken)), Text("site.config_not_toml_hint"))
        )
        return {}
    said = {}
    for key, value in written.items():
        if key in _NAMES:
            said[key] = _ConfiguredValue(value, f"{name}: {key}")
        else:
            problems.append(_unknown(f"{name}: {key}", key, _NAMES))
    return said


def _environment(environment: Mapping[str, str], problems: list[SetupError]) -> dict[str, _ConfiguredValue]:
    said = {}
    for variable in sorted(environment):
        if not variable.startswith(PREFIX) or variable in NO_SETTINGS:
            continue
        name = variable.removeprefix(PREFIX).lower()
        secret = name.removesuffix("_file")
        if name in _NAMES:
            said[name] = _ConfiguredValue(environment[variable], variable)
        elif secret in _SECRETS and f"{PREFIX}{secret.upper()}" not in environment:
            said |= _secret_file(secret, variable, environment[variable], problems)
        elif secret in _SECRETS:
            other = f"{PREFIX}{secret.upper()}"
            problems.append(
                SetupError(Text("site.setting_twice", one=other, other=variable), Text("site.setting_twice_hint"))
            )
        else:
            known = [f"{PREFIX}{known.upper()}" for known in _NAMES]
            problems.append(_unknown(variable, variable, known))
    return said


def _secret_file(name: str, variable: str, path: str, problems: list[SetupError]) -> dict[str, _ConfiguredValue]:
    try:
        return {name: _ConfiguredValue(Path(path).read_text(encoding="utf-8").strip(), f"{variable} ({path})")}
    except (OSError, UnicodeDecodeError) as unread:
        why = getattr(unread, "strerror", None) or type(unread).__name__
        problems.append(
            SetupError(
                Text("site.secret_file_unread", variable=variable, path=path, why=why),
                Text("site.secret_file_unread_hint"),
            )
        )
        return {}


def _wrong(said: _ConfiguredValue, kind: SettingKind, *, secret: bool) -> SetupError:
    hint = Text("site.setting_wrong_hint", expected=Text(f"site.expect_{kind.name}"))
    if secret:
        return SetupError(Text("site.setting_wrong_secret", where=said.where), hint)
    return SetupError(Text("site.setting_wrong", where=said.where, found=str(said.value)), hint)


def _unknown(where: str, name: str, known: Iterator[str] | list[str] | tuple[str, ...]) -> SetupError:
    near = get_close_matches(name, list(known), 1)
    hint = Text("site.setting_meant", name=near[0]) if near else Text("site.setting_unknown_hint")
    return SetupError(Text("site.setting_unknown", where=where), hint)


_NAMES = tuple(setting.name for setting in fields(Config))
_SECRETS = frozenset(setting.name for setting in fields(Config) if setting.metadata["secret"])
