"""What no person writes, and what is more than is read at all, is refused before a page sees it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import unquote_plus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.db import DataError
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.datastructures import MultiValueDict

from tearoad.text import Text
from tearoad.values.letters import seen
from tearoad.web.limits.bodies import FORM

NUL = "\0"
TOO_MUCH: tuple[type[SuspiciousOperation], ...] = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
READ_BYTES = FORM.most_bytes
"""A form up to this size is read to find its largest field."""
_MOST_PARTS = 20_000
"""With more fields than this none of them is looked for: nobody typed them."""
MOST_ADDRESS = 8_000
"""Letters of a whole address: servers and proxies between may cut what is longer."""
MOST_LOOKED_FOR = 200
"""Letters of a text that is looked for: a name, an address, a number; also of every other value in an address."""
_ADDRESSES = frozenset({"next"})
"""Values that are addresses themselves: where to go after signing in."""
_View = TypeVar("_View", bound=Callable[..., Any])


def reads_late(view: _View) -> _View:
    """Leave a form unread until the view has asked its limits; the view's own form then refuses the letter."""
    view.reads_late = True  # type: ignore[attr-defined]  # read by the middleware
    return view


def tells_nul(view: _View) -> _View:
    """Let a view tell of the letter in its own form, field by field (422), so that nothing that was typed is lost.

    Every text that the view keeps must be a field of the form: Django's `CharField` refuses the letter. What else is
    sent is only compared, never kept.
    """
    view.tells_nul = True  # type: ignore[attr-defined]  # read by the middleware
    return view


def read_at_most(request: HttpRequest, most: int) -> bytes:
    """Return what is sent; of what is longer than `most` bytes only one byte more, so that it is seen to be longer."""
    return request.read(most + 1)


def what_is_too_much(request: HttpRequest, exception: SuspiciousOperation) -> tuple[str, Text]:
    """Return the kind of page and the sentence that tells limit and finding."""
    if isinstance(exception, TooManyFilesSent):
        return "too_many_files", Text("web.most_files", most=settings.DATA_UPLOAD_MAX_NUMBER_FILES)
    if isinstance(exception, TooManyFieldsSent):
        return "too_many_fields", _fields(request)
    return "too_much_text", _text(request)


def _text(request: HttpRequest) -> Text:
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024
    content_length = request.META.get("CONTENT_LENGTH") or ""
    if not _is_plain(request) or not str(content_length).isdecimal():
        return Text("web.most_text", most=most)
    whole = int(content_length)
    largest = _largest(request.read(READ_BYTES)) if whole <= READ_BYTES else None
    if largest is None:
        return Text("web.most_text_found", found=_kb(whole), most=most)
    name, size = largest
    return Text("web.most_text_largest", found=_kb(whole), most=most, field=name, part=_kb(size))


def _fields(request: HttpRequest) -> Text:
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    sent = [request.META.get("QUERY_STRING", "").count("&") + 1]
    if _is_plain(request):
        sent.append(request.body.count(b"&") + 1)  # whole already: it was read to be counted
    if max(sent) > most:
        return Text("web.most_fields_found", found=max(sent), most=most)
    return Text("web.most_fields", most=most)


def _is_plain(request: HttpRequest) -> bool:
    """Whether the form came without files: only then is its size that of its fields."""
    return request.content_type == "application/x-www-form-urlencoded"


def _largest(body: bytes) -> tuple[str, int] | None:
    """Return name and size, as sent, of the largest field."""
    if body.count(b"&") > _MOST_PARTS:
        return None
    name, _, value = max(body.split(b"&"), key=len).partition(b"=")
    return unquote_plus(name[:200].decode("ascii", "replace"))[:40], len(value)


def _kb(size: int) -> int:
    """Return a size in KB, rounded up: a form over the limit never seems to fit it."""
    return -(-size // 1024)


class AddressTooLong(SuspiciousOperation):
    """An address, or a text in it that is looked for, is longer than any that a page makes or a person types."""

    def __init__(self, found: int, most: int, field: str = "") -> None:
        """Keep its letters, how many there may be, and which field of the address it is; empty for the whole."""
        super().__init__()
        self.found, self.most, self.field = found, most, field[:40].replace(NUL, "")


def check_address(request: HttpRequest) -> None:
    """Refuse an address that is too long, or whose text is: what a database looks for has a bound in one place.

    Raises:
        AddressTooLong: it is.

    """
    whole = len(request.path) + len(request.META.get("QUERY_STRING", ""))
    if whole > MOST_ADDRESS:
        raise AddressTooLong(whole, MOST_ADDRESS)
    for name, values in request.GET.lists():
        most = MOST_ADDRESS if name in _ADDRESSES else MOST_LOOKED_FOR
        for value in values:
            if len(value) > most:
                raise AddressTooLong(len(value), most, name)


class NulRefused(SuspiciousOperation):
    """The letter NUL came in a field, or in the address itself."""

    def __init__(self, field: str) -> None:
        """Keep in which field, as the address or the form calls it; empty where it is no field."""
        super().__init__()
        self.field = field[:40].replace(NUL, "")


class InputMiddleware:
    """Answers 400 to the letter NUL in an address or a form: a database could not keep it, and no keyboard has it.

    A view whose own form tells of it is left to do so. From what is only looked for it is taken out.

    Letters that nobody sees are taken out of every form and marks composed, as sheets are read: web and folder keep the
    same.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what comes next."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on, unless the address itself is too long."""
        check_address(request)
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: object, *_rest: object) -> None:
        """Look once it is known who asks, so that a stranger's form is not read for this."""
        if request.method in {"GET", "HEAD"}:
            _drop_nul(request)
        elif not getattr(view, "reads_late", False):
            _drop_unseen(request)
        handles_nul = getattr(view, "reads_late", False) or getattr(view, "tells_nul", False)
        forms = (request.GET,) if handles_nul else (request.GET, request.POST)
        if NUL in request.path:
            raise NulRefused("")
        for sent in forms:
            _refuse_nul(sent)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Say so too where a view compared the letter with what is stored: PostgreSQL fails over it.

        Raises:
            NulRefused: the letter is in the form.

        """
        if isinstance(error, DataError):
            _refuse_nul(request.POST)


def _refuse_nul(sent: QueryDict) -> None:
    for name, values in sent.lists():
        if any(NUL in str(value) for value in values):
            raise NulRefused(name)


def _drop_nul(request: HttpRequest) -> None:
    """Take the letter out of what is looked for: nothing is kept, and nothing that a person typed is lost."""
    if any(NUL in value for _name, values in request.GET.lists() for value in values):
        without = request.GET.copy()
        for name, values in request.GET.lists():
            without.setlist(name, [value.replace(NUL, "") for value in values])
        request.GET = without  # type: ignore[assignment]  # a QueryDict as before, only a mutable one


def _drop_unseen(request: HttpRequest) -> None:
    """Take out of a form what could not be seen in it, and compose its marks; most forms stay as they came."""
    if any(seen(str(value)) != value for _name, values in request.POST.lists() for value in values):
        without = request.POST.copy()
        for name, values in request.POST.lists():
            without.setlist(name, [_seen(value) for value in values])
        request.POST = without  # type: ignore[assignment]  # a QueryDict as before, only a mutable one


def as_seen(sent: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a copy of what was sent: no zero-width letter, none that turns the direction of reading.

    They are taken out and not refused: they come with text that was copied from a page, and nobody could find them.
    """
    if not isinstance(sent, MultiValueDict):
        return {name: _seen(value) for name, value in sent.items()}
    return MultiValueDict({name: [_seen(value) for value in values] for name, values in sent.lists()})


def _seen(value: Any) -> Any:
    return seen(value) if isinstance(value, str) else value
