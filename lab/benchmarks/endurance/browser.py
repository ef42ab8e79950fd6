"""A client that asks for pages and sends forms; an answer that never comes is an answer of its own."""

from __future__ import annotations

import http.client
import secrets
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, where it sends on to, and the body; status 0: no answer came."""

    status: int
    location: str = ""
    body: str = ""

    @property
    def good(self) -> bool:
        """Whether it acknowledges what was asked."""
        return 200 <= self.status < 400

    @property
    def unknown(self) -> bool:
        """Whether nobody can tell if it was done."""
        return self.status == 0 or self.status >= 500


@dataclass(slots=True)
class Form:
    """A form of a page: where it goes, and what its fields hold."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Browser:
    """One person's browser, by the cookie of their session."""

    port: int
    session: str = ""
    csrf: str = field(default_factory=lambda: secrets.token_hex(16))

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path)

    def post(self, path: str, fields: dict[str, str], *, accept: str = "text/html") -> Answer:
        """Send a form."""
        body = urlencode(fields).encode()
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept})

    def upload(self, path: str, name: str, content: bytes) -> Answer:
        """Send a file in the field `files`."""
        mark = secrets.token_hex(12)
        head = f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        body = f"{head}Content-Type: text/csv\r\n\r\n".encode() + content + f"\r\n--{mark}--\r\n".encode()
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={mark}"})

    def _ask(self, method: str, path: str, body: bytes | None = None, more: dict[str, str] | None = None) -> Answer:
        token = self.csrf  # 32 letters: Django takes a bare secret as cookie and as proof
        cookies = f"csrf={token}" + (f"; session={self.session}" if self.session else "")
        headers = {"Cookie": cookies, "X-CSRFToken": token, "Connection": "close", **(more or {})}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)
        try:
            connection.request(method, path, body, {"Host": f"localhost:{self.port}", **headers})
            got = connection.getresponse()
            text = got.read().decode("utf-8", "replace")
            return Answer(got.status, got.headers.get("Location", ""), text)
        except (OSError, http.client.HTTPException):
            return Answer(0)
        finally:
            connection.close()


def forms(page: str) -> list[Form]:
    """Return every form of a page that is sent by POST."""
    parser = _Forms()
    parser.feed(page)
    return parser.found


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._form: Form | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said.get("method", "").lower() == "post":
            self._form = Form(said.get("action", ""))
            self.found.append(self._form)
        elif self._form is not None and tag == "input" and _counts(said):
            self._form.fields.setdefault(said["name"], said.get("value", ""))
        elif self._form is not None and tag == "textarea":
            self._text = said.get("name", "")
            self._form.fields[self._text] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._text = ""

    def handle_data(self, data: str) -> None:
        if self._text and self._form is not None:
            self._form.fields[self._text] += data


def _counts(said: dict[str, str]) -> bool:
    return bool(said.get("name")) and said.get("type") not in {"submit", "button", "file", "radio"}
