"""What an operation of the API that changes something answers, and what it asks of the program that calls it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeAlias

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from ninja import Header, Schema
from pydantic import ConfigDict

from tearoad.web.saving.once import HEADER, LONGEST_KEY, answer_program_once, done

IdempotencyKey: TypeAlias = Annotated[str, Header(alias=HEADER, min_length=1, max_length=LONGEST_KEY)]
"""Whatever the program chose for this one piece of work; sent again with the same, it is not done again."""
IfMatch: TypeAlias = Annotated[str, Header(alias="If-Match", min_length=1, max_length=80)]
"""The `version` that the program read; where somebody saved since, nothing is changed (412)."""
CREATED = 201
NO_NUL = r"^[^\x00]*$"
"""The letter that no text holds and some databases refuse."""


def created(request: HttpRequest, work: Callable[[], Schema]) -> HttpResponseBase:
    """Do work once and answer with what was made, also to who asks again with the same key."""

    def answer() -> HttpResponse:
        return done(JsonResponse(work().model_dump(), status=CREATED))

    return answer_program_once(request, answer)


def version_in(if_match: str) -> str:
    """Return the mark that a program read; it may stand in quotes, as an ETag does."""
    return if_match.strip().removeprefix("W/").strip('"')


class ProgramInput(Schema):
    """What a program sends: fields that nobody knows are refused."""

    model_config = ConfigDict(extra="forbid")
