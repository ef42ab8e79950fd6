"""The language a page speaks: chosen, else the account's, else the browser's, else English."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from tearoad.values import BY_CODE, Language
from tearoad.words import Words

COOKIE = "language"


def speak(request: Any, language: Language) -> None:
    """Let a request speak a language from here on."""
    request.language = language
    request.words = Words(language)
    translation.activate(language.habits.locale.lower().replace("_", "-"))


class LanguageMiddleware:
    """Chooses the language of every page; a signed link may choose again."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what comes next."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Choose, answer, and say in which language."""
        speak(request, self.choose(request))
        response = self.answer(request)
        response.headers["Content-Language"] = request.language.value  # type: ignore[attr-defined]  # set above
        return response

    def process_view(self, request: Any, view: object, args: object, kwargs: Mapping[str, object]) -> None:
        """Speak the account's language where this browser chose none; a visitor's link has no account."""
        del view, args
        if COOKIE in request.COOKIES or "token" in kwargs or not hasattr(request, "user"):
            return
        wanted = getattr(request.user, "language", "")
        if wanted in set(Language):
            speak(request, Language(wanted))

    @staticmethod
    def choose(request: HttpRequest) -> Language:
        """Return the language of the cookie, else of the browser."""
        chosen = request.COOKIES.get(COOKIE, "")
        if chosen in set(Language):
            return Language(chosen)
        wanted = translation.get_language_from_request(request)
        return BY_CODE.get(wanted.partition("-")[0], Language.EN)
