"""A trade file from a host that an operator named: over the one guarded connection, into a file that is then loaded."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import (  # noqa: TID251  # its words; the connection is the guarded one
    HTTPException,
    HTTPResponse,
    IncompleteRead,
)
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin

from tearoad.errors import InputError, SetupError, TearoadError
from tearoad.market.trade_data.reading import MOST_BYTES
from tearoad.office.outgoing.connection import HostUnknownError, OutgoingRequest, PlaceRefusedError, exchange
from tearoad.office.outgoing.hosts import AddressRefusedError, OutgoingAddress, is_public, outgoing_address
from tearoad.text import Text

TYPES = frozenset(
    {
        "text/csv",
        "text/plain",
        "text/tab-separated-values",
        "application/csv",
        "application/octet-stream",
        "application/json",
        "application/gzip",
        "application/x-gzip",
        "application/parquet",
        "application/x-parquet",
        "application/vnd.apache.parquet",
    }
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5
_HEADERS = {"Accept": ", ".join(sorted(TYPES)), "Accept-Encoding": "identity", "User-Agent": "tearoad"}
_CHUNK = 1 << 16
_NO_TIME = 0.001


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """From where, how much and how long."""

    hosts: tuple[str, ...]
    """As the settings name them."""
    most_bytes: int = MOST_BYTES
    most_seconds: float = 900.0
    """For all redirects and the file together."""
    may_reach: Callable[[str, str], bool] = is_public


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """What was fetched."""

    path: Path
    host: str
    bytes: int
    sha256: str


def fetch_file(address: str, out: Path, limits: FetchLimits) -> FetchedFile:
    """Fetch a file; what stood at `out` is replaced only by a whole one.

    Raises:
        InputError: fetching is off, the address may not be used, or the answer is not a whole trade file.
        SetupError: the file cannot be written.

    """
    if not limits.hosts:
        raise _refused("off", "hosts")
    staging = out.with_name(f".{out.name}.part")
    try:
        with staging.open("wb") as opened:
            host, count, digest = _follow(address, opened, limits)
        staging.replace(out)
    except OSError as refused:
        raise _cannot_write(out, refused) from refused
    finally:
        staging.unlink(missing_ok=True)
    return FetchedFile(out, host, count, digest)


def _follow(address: str, out: BinaryIO, limits: FetchLimits) -> tuple[str, int, str]:
    """Go where redirects lead, each judged like the first; return the last host, the bytes and their digest."""
    end = time.monotonic() + limits.most_seconds
    for _hop in range(_MOST_REDIRECTS + 1):
        to = _judged(address, limits)
        got = _ask(to, _Receiver(out, limits, end))
        if not isinstance(got, str):
            return to.host, *got
        try:
            address = urljoin(address, got)
        except ValueError as broken:
            raise _refused("bad_address", "address", found=got[:80]) from broken
    raise _refused("redirects", "answer", count=_MOST_REDIRECTS)


def _judged(address: str, limits: FetchLimits) -> OutgoingAddress:
    try:
        return outgoing_address(address, limits.hosts)
    except AddressRefusedError as refused:
        hint = "hosts" if refused.why == "host_not_named" else "address"
        raise _refused(refused.why, hint, found=refused.found) from refused


def _ask(to: OutgoingAddress, receiver: _Receiver) -> tuple[int, str] | str:
    try:
        request = OutgoingRequest("GET", receiver.left_s, _HEADERS)
        return exchange(to, request, receiver.receive, receiver.limits.may_reach)
    except HostUnknownError as unknown:
        raise _refused("no_name", "address", found=to.host) from unknown
    except PlaceRefusedError as private:
        raise _refused("private", "private", found=to.host) from private
    except TearoadError:
        raise
    except IncompleteRead as short:
        raise _refused("cut_off", "answer") from short
    except (OSError, HTTPException, ValueError) as failed:
        if receiver.left_s <= _NO_TIME:
            raise receiver.too_slow() from failed
        raise _refused("failed", "answer", found=to.host, why=type(failed).__name__) from failed


@dataclass(frozen=True, slots=True)
class _Receiver:
    """Writes an answer down as it comes."""

    out: BinaryIO
    limits: FetchLimits
    end: float

    @property
    def left_s(self) -> float:
        """How many seconds are left."""
        return max(_NO_TIME, self.end - time.monotonic())

    def too_slow(self) -> InputError:
        """Return what is said when time is over."""
        return _refused("too_slow", "answer", count=round(self.limits.most_seconds))

    def receive(self, answer: HTTPResponse) -> tuple[int, str] | str:
        """Return where the answer sends on, or how many bytes were written and their digest."""
        if answer.status in _REDIRECTS and answer.getheader("Location"):
            return str(answer.getheader("Location"))
        if answer.status != 200:
            raise _refused("status", "answer", found=str(answer.status))
        self._refuse_headers(answer)
        count, digest = 0, hashlib.sha256()
        while chunk := answer.read(_CHUNK):
            count += len(chunk)
            self._refuse_size(count)
            digest.update(chunk)
            _write(self.out, chunk)
        if self.left_s <= _NO_TIME:  # the connection was cut, which looks like an end
            raise self.too_slow()
        if answer.length:  # so many bytes were announced and did not come
            raise _refused("cut_off", "answer")
        if count == 0:
            raise _refused("empty", "answer")
        return count, digest.hexdigest()

    def _refuse_headers(self, answer: HTTPResponse) -> None:
        text = (answer.getheader("Content-Type") or "").partition(";")[0].strip().lower()
        if text not in TYPES or answer.getheader("Content-Encoding", "identity") != "identity":
            text = f"{text} {answer.getheader('Content-Encoding', '')}".strip()
            raise _refused("type", "type", found=text[:80])
        self._refuse_size(answer.length or 0)

    def _refuse_size(self, count: int) -> None:
        if count > self.limits.most_bytes:
            raise _refused("too_large", "too_large", megabytes=self.limits.most_bytes // 1_000_000)


def _write(out: BinaryIO, chunk: bytes) -> None:
    """Write; a full disk is no fault of the connection."""
    try:
        out.write(chunk)
    except OSError as refused:
        raise _cannot_write(Path(out.name), refused) from refused


def _cannot_write(path: Path, refused: OSError) -> SetupError:
    why = refused.strerror or ""
    return SetupError(Text("journey.cannot_write", path=str(path), why=why), Text("cli.out_file_hint", option="--out"))


def _refused(code: str, hint: str, **params: str | int) -> InputError:
    return InputError(Text(f"market.fetch_{code}", **params), Text(f"market.fetch_{hint}_hint"))
