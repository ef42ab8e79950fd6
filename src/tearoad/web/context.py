"""What every template knows: the reader's words and language."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from tearoad.values import Language
from tearoad.web.clock import fair_now


def reader(request: HttpRequest) -> dict[str, Any]:
    """Return words, language and the languages to choose from."""
    return {
        "words": getattr(request, "words", None),
        "language": getattr(request, "language", Language.EN),
        "languages": tuple(Language),
        "actor": getattr(request, "actor", None),
        "fair_now": fair_now(),
    }
