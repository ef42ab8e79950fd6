"""A form that is refused comes again: with everything that was typed, and the reason at its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from tearoad.errors import Conflict, InputError, TearoadError, TooMany
from tearoad.text import Text
from tearoad.web.documents import ReplacesUnread
from tearoad.web.errors import status_of, wants_json
from tearoad.web.input import NUL, tells_nul
from tearoad.web.saving.once import OURS, SavedBefore
from tearoad.web.saving.stale import Stale

_View = Callable[..., HttpResponse]
_NUL_IN_FIELD = "web.nul_in_field"
_REFUSALS = (InputError, Conflict, TooMany)
_OWN_PAGE = (Stale, SavedBefore, ReplacesUnread)
"""What has a page of its own, on which both versions stand."""


@dataclass(slots=True)
class RefusedForm:
    """What was typed into a form that was refused, and why."""

    error: TearoadError
    typed: Mapping[str, str]
    field: str
    """At which field the reason stands; empty where it is about the whole form."""
    written: tuple[str, ...] = ()
    """The texts that a person typed: they are shown by themselves where their form is not on the page any more."""
    is_shown: bool = False


def shows_again(
    fields: Mapping[str, str] | None = None, *, typed: tuple[str, ...] = (), page: _View | None = None
) -> Callable[[_View], _View]:
    """Answer a refused form with its page, on which `{% refused_form %}` finds it.

    Args:
        fields: at which field a reason stands, by its code; the others stand above the page.
        typed: the fields into which a person types.
        page: the view that shows the form, where the address itself only takes it; it is called the same way.

    """

    def declare(view: _View) -> _View:
        refuse_nul = (lambda _request: None) if getattr(view, "tells_nul", False) else _refuse_nul

        @tells_nul
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kept: Any) -> HttpResponse:
            if request.method != "POST" or wants_json(request):
                return view(request, *args, **kept)
            try:
                refuse_nul(request)
                return view(request, *args, **kept)
            except _OWN_PAGE:
                raise
            except _REFUSALS as error:
                request.refused = _refused(request, error, fields or {}, typed)  # type: ignore[attr-defined]  # for tags
                return _page_again(request, error, lambda: (page or view)(request, *args, **kept))

        return answered

    return declare


def refused_in(request: object) -> RefusedForm | None:
    """Return what was refused, where the page is shown again for it."""
    refused_form: RefusedForm | None = getattr(request, "refused", None)
    return refused_form


def _refused(
    request: HttpRequest, error: TearoadError, fields: Mapping[str, str], typed: tuple[str, ...]
) -> RefusedForm:
    sent = {name: request.POST.get(name, "") for name in request.POST if name not in OURS}
    field = str(error.text["field"]) if error.code == _NUL_IN_FIELD else fields.get(error.code, "")
    return RefusedForm(error, sent, field, tuple(sent[name] for name in typed if sent.get(name, "").strip()))


def _page_again(request: HttpRequest, error: TearoadError, show: Callable[[], HttpResponse]) -> HttpResponse:
    request.method = "GET"
    try:
        response = show()
    except TearoadError:  # there is no page to show: what was wrong with the form is what to say
        raise error from None
    response.status_code = status_of(error)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after_s)
    return response


def _refuse_nul(request: HttpRequest) -> None:
    """Refuse the letter NUL, as `InputMiddleware` does, with the field in which it stands; it is taken out there."""
    for name, values in request.POST.lists():
        if any(NUL in str(value) for value in values):
            without = request.POST.copy()
            for each, found in request.POST.lists():
                without.setlist(each, [str(value).replace(NUL, "") for value in found])
            request.POST = without  # type: ignore[assignment]  # a QueryDict as before, only a mutable one
            raise InputError(Text(_NUL_IN_FIELD, field=name.replace(NUL, "")[:40]), Text("web.nul_in_field_hint"))
