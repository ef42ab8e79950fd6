"""A photo as a browser sends it."""

from __future__ import annotations

from django.http import HttpRequest

from tearoad.companies.photos import MOST_BYTES
from tearoad.errors import InputError
from tearoad.text import Text


def sent_photo(request: HttpRequest) -> bytes:
    """Return the bytes of the photo that was sent.

    Raises:
        InputError: none was sent, it is empty or too large.

    """
    file = request.FILES.get("photo")
    if file is None:
        raise InputError(Text("company_pages.photo_none"), Text("company_pages.photo_help"))
    if not file.size:
        raise InputError(Text("office.file_empty_named", name=(file.name or "?")[:80]), Text("office.file_empty_hint"))
    if file.size > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        size = round(file.size / 1_000_000)
        raise InputError(Text("office.file_large", found=size, most=most), Text("companies.photo_large_hint"))
    content: bytes = file.read()
    return content
