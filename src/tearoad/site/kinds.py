"""What a setting may hold: each kind reads a value as written in the environment or in a TOML file, or refuses it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SettingKind:
    """A kind of value; what it expects stands in the catalogue under `site.expect_<name>`."""

    name: str
    read: Callable[[object], object]


def _text(written: object) -> str:
    if not isinstance(written, str):
        raise TypeError(written)
    return written.strip()


def _folder(written: object) -> Path:
    if not _text(written):
        raise ValueError(written)
    return Path(_text(written)).expanduser()


def _items(written: object) -> tuple[str, ...]:
    parts = written if isinstance(written, list) else _text(written).split(",")
    found = tuple(_text(part) for part in parts if _text(part))
    if not found:
        raise ValueError(written)
    return found


def _seconds(written: object) -> int:
    if isinstance(written, bool) or not isinstance(written, str | int):
        raise TypeError(written)
    return int(written)


def _whole_number(written: object) -> int:
    found = _seconds(written)
    if found < 0:
        raise ValueError(written)
    return found


def _count(written: object) -> int:
    found = _seconds(written)
    if not 1 <= found <= 64:
        raise ValueError(written)
    return found


def _yes_or_no(written: object) -> bool:
    if isinstance(written, bool):
        return written
    return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}[
        _text(written).lower()
    ]


def _address(written: object) -> str:
    address = _text(written).rstrip("/")
    url = urlsplit(address)
    if url.scheme not in {"http", "https"} or not url.hostname or url.path or url.query or (url.port == 0):
        raise ValueError(written)
    return address


def _database_url(written: object) -> str:
    text = _text(written)
    url = urlsplit(text)
    if text and (url.scheme not in {"postgresql", "postgres"} or not url.path.strip("/") or url.port == 0):
        raise ValueError(written)
    return text


def _mail_url(written: object) -> str:
    text = _text(written)
    url = urlsplit(text)
    if text and (url.scheme not in {"smtp", "smtps"} or not url.hostname or url.port == 0):
        raise ValueError(written)
    return text


def _mailbox_url(written: object) -> str:
    text = _text(written)
    url = urlsplit(text)
    if text and (url.scheme not in {"imap", "imaps"} or not url.hostname or not url.username or url.port == 0):
        raise ValueError(written)
    return text


def _mail_address(written: object) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", _text(written)):
        raise ValueError(written)
    return _text(written)


def _secret_key(written: object) -> str:
    text = _text(written)
    if text and len(text) < 40:
        raise ValueError(written)
    return text


def _metrics_token(written: object) -> str:
    text = _text(written)
    if text and len(text) < 20:
        raise ValueError(written)
    return text


def _hub_key(written: object) -> str:
    text = _text(written)
    hub, _, secret = text.partition(".")
    if text and (str(UUID(hub)) != hub or len(secret) < 20):
        raise ValueError(written)
    return text


def _home_address(written: object) -> str:
    return str(_address(written)) if _text(written) else ""


def _market_url(written: object) -> str:
    text = _text(written)
    if text not in {"", "chdb:"}:
        raise ValueError(written)
    return text


def _log_level(written: object) -> str:
    text = _text(written).upper()
    if text not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError(written)
    return text


def _sure(read: Callable[[object], object]) -> Callable[[object], object]:
    """Let a reader refuse with a ValueError whatever it stumbled over."""

    def careful(written: object) -> object:
        try:
            return read(written)
        except LookupError as unknown:
            raise ValueError(written) from unknown

    return careful


KINDS: Mapping[str, SettingKind] = {
    name: SettingKind(name, _sure(read))
    for name, read in {
        "folder": _folder,
        "list": _items,
        "seconds": _seconds,
        "whole_number": _whole_number,
        "count": _count,
        "yes_or_no": _yes_or_no,
        "address": _address,
        "database_url": _database_url,
        "mail_url": _mail_url,
        "mailbox_url": _mailbox_url,
        "mail_address": _mail_address,
        "secret_key": _secret_key,
        "metrics_token": _metrics_token,
        "log_level": _log_level,
        "hub_key": _hub_key,
        "home_address": _home_address,
        "market_url": _market_url,
    }.items()
}
