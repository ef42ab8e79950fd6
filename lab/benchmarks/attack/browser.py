"""A browser as far as an attack needs one: cookies, forms, and answers that are kept whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import Message
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit
from uuid import uuid4

TIMEOUT_S = 60.0
Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0 where nothing did."""

    status: int
    body: bytes = b""
    headers: Message = field(default_factory=Message)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    @property
    def where(self) -> str:
        """The address that it leads to; empty where it leads nowhere."""
        return self.headers.get("Location", "")

    @property
    def is_page(self) -> bool:
        """Whether it is a page with, perhaps, forms."""
        return "text/html" in self.headers.get("Content-Type", "")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file field of a form, filled."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it stands on a page, filled as the page fills it."""

    page: str
    action: str
    method: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    hidden: frozenset[str]

    def changed(self, **values: str) -> Form:
        """Return it with other values in some fields."""
        return Form(
            self.page,
            self.action,
            self.method,
            tuple((name, values.get(name, value)) for name, value in self.fields),
            self.files,
            self.hidden,
        )


@dataclass(slots=True)
class Browser:
    """One person's browser; an own connection, kept open as long as somebody has the browser."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    place: str = "127.0.0.1"
    """The address from which it comes, as the proxy before the site tells it: the attack is its own proxy."""
    _connection: HTTPConnection | None = None

    def get(self, address: str) -> Answer:
        """Open an address."""
        return self.ask("GET", address)

    def post(
        self, address: str, fields: Fields | Mapping[str, str], files: Mapping[str, Upload] | None = None
    ) -> Answer:
        """Send a form, with files as its browser would."""
        pairs = list(fields.items()) if isinstance(fields, Mapping) else list(fields)
        if files:
            body, media_type = multipart(pairs, files)
        else:
            body, media_type = urlencode(pairs, errors="surrogatepass").encode(), "application/x-www-form-urlencoded"
        return self.ask("POST", address, body, {"Content-Type": media_type})

    def send(self, form: Form, files: Mapping[str, Upload] | None = None) -> Answer:
        """Send a form as it is filled."""
        if form.method == "get":
            return self.get(f"{form.action.partition('?')[0]}?{urlencode(form.fields, errors='surrogatepass')}")
        return self.post(form.action, form.fields, files)

    def ask(self, method: str, address: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        """Send anything; an answer that does not come is status 0."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Host": "localhost", "Accept": "text/html", "Cookie": cookies, "X-Forwarded-For": self.place}
        sent |= {"X-Forwarded-Proto": "http"} | dict(headers or {})
        for fresh in (False, True):
            try:
                return self._asked(method, address, body, sent, fresh=fresh)
            except (HTTPException, OSError):
                self.close()
        return Answer(0)

    def forms(self, address: str) -> tuple[Form, ...]:
        """Return the forms of a page; none where it is no page."""
        answer = self.get(address)
        return forms_of(address, answer.text) if answer.status == 200 and answer.is_page else ()

    def __del__(self) -> None:
        """Close what nobody can ask through any more."""
        self.close()

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _asked(self, method: str, address: str, body: bytes, headers: Mapping[str, str], *, fresh: bool) -> Answer:
        if self._connection is None or fresh:
            self.close()
            self._connection = HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)
        self._connection.request(method, address, body or None, dict(headers))
        response = self._connection.getresponse()
        content = response.read()
        for line in response.headers.get_all("Set-Cookie", ()):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return Answer(response.status, content, response.headers)


def multipart(fields: Fields, files: Mapping[str, Upload]) -> tuple[bytes, str]:
    """Return a body of parts and its media type."""
    edge, parts = uuid4().hex, bytearray()
    for name, value in fields:
        parts += f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        parts += value.encode("utf-8", "surrogatepass") + b"\r\n"
    for name, file in files.items():
        parts += f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file.name}"\r\n'.encode()
        parts += f"Content-Type: {file.media_type}\r\n\r\n".encode() + file.content + b"\r\n"
    parts += f"--{edge}--\r\n".encode()
    return bytes(parts), f"multipart/form-data; boundary={edge}"


def forms_of(page: str, text: str) -> tuple[Form, ...]:
    """Return the forms of a page's text."""
    reader = _Reader()
    reader.feed(text)
    return tuple(_form(page, one) for one in reader.made)


def _form(page: str, made: _Made) -> Form:
    target = urlsplit(urljoin(page, made.attributes.get("action") or page))
    action = target.path + (f"?{target.query}" if target.query else "")
    method = (made.attributes.get("method") or "get").lower()
    return Form(page, action, method, tuple(made.fields), tuple(made.files), frozenset(made.hidden))


@dataclass(slots=True)
class _Made:
    """A form while it is read."""

    attributes: Mapping[str, str | None]
    fields: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    """Reads the forms of a page with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[_Made] = []
        self._open: _Made | None = None
        self._area: str | None = None
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []
        self._by_id: dict[str, _Made] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "form":
            self._begin(named)
            return
        owner = self._by_id.get(named.get("form") or "", self._open)
        if owner is not None and "disabled" not in named:
            self._field(owner, tag, named)

    def _begin(self, named: Mapping[str, str | None]) -> None:
        self._open = _Made(named)
        self.made.append(self._open)
        if named.get("id"):
            self._by_id[str(named["id"])] = self._open

    def _field(self, owner: _Made, tag: str, named: Mapping[str, str | None]) -> None:
        name = named.get("name") or ""
        if tag == "input" and name:
            self._input(owner, name, named)
        elif tag == "textarea" and name:
            self._area, self._owner = name, owner
            owner.fields.append((name, ""))
        elif tag == "select" and name:
            self._select, self._options, self._owner = name, [], owner
        elif tag == "option" and self._select is not None:
            self._options.append((named.get("value") or "", "selected" in named))
        elif tag == "button" and name and named.get("value"):
            owner.fields.append((name, str(named["value"])))

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            name, value = self._owner.fields[-1]
            self._owner.fields[-1] = (name, value + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._area is not None:
            name, value = self._owner.fields[-1]
            self._owner.fields[-1] = (name, value.removeprefix("\n"))
            self._area = None
        elif tag == "select" and self._select is not None:
            chosen = [value for value, selected in self._options if selected] or [
                value for value, _ in self._options[:1]
            ]
            self._owner.fields.extend((self._select, value) for value in chosen)
            self._select = None

    @staticmethod
    def _input(owner: _Made, name: str, named: Mapping[str, str | None]) -> None:
        kind = (named.get("type") or "text").lower()
        value = named.get("value") or ("on" if kind == "checkbox" else "")
        if kind == "file":
            owner.files.append(name)
        elif kind not in {"checkbox", "radio"} or "checked" in named:
            owner.fields.append((name, value))
        if kind == "hidden":
            owner.hidden.add(name)


def every_form(browser: Browser, addresses: Sequence[str]) -> Iterator[Form]:
    """Return each form that some pages hold, once for its address and its fields."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for address in addresses:
        for form in browser.forms(address):
            mark = (form.action, tuple(sorted({name for name, _ in form.fields} | set(form.files))))
            if mark not in seen:
                seen.add(mark)
                yield form
