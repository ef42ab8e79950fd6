"""A phone's letters and files: its own secret says who it is, since its link may have ended while it was offline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tearoad.capture.files import MOST_BYTES as MOST_FILE_BYTES
from tearoad.capture.files import FileKind, is_digest
from tearoad.capture.web.actions.files import Claim, take_in
from tearoad.capture.web.actions.receiving import receive
from tearoad.capture.web.answers import CardsAnswer, KeptAnswer, LetterAnswer, RevisionAnswer, StoppedAnswer
from tearoad.capture.web.models import Phone
from tearoad.capture.web.queries.briefing import briefing
from tearoad.capture.web.queries.files import missing_files
from tearoad.capture.web.queries.phones import asker_of, hindrances, phone_of, writes
from tearoad.capture.web.queries.streams import NOTHING, cleaned, missing, news
from tearoad.capture.web.schemas import MOST_BYTES, Letter, letter_of
from tearoad.capture.web.views.marks import marked, read
from tearoad.errors import InputError, SignedOut
from tearoad.people.web.actions.limits import place_of, spend
from tearoad.people.web.models import acting_for
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import to_document
from tearoad.web.clock import fair_now
from tearoad.web.input import reads_late
from tearoad.words import Words

LETTERS, GUESSES, IN_SECONDS = 1200, 60, 600
"""So many letters of one phone, and wrong secrets from one address, in ten minutes."""
ASKS = 60
"""So often in ten minutes a locked phone may ask whether it was stopped: it does once a minute."""
FILES = 600
"""So many files of one phone in ten minutes: a day's photos may come at once."""


@reads_late
@csrf_exempt
@require_POST
@marked
def sync(request: HttpRequest) -> JsonResponse:
    """Take in a phone's letter and tell it what became of everything in it.

    Whatever is wrong with a revision is told in its answer; only a letter that is none, or of nobody, is refused whole
    (401, 413, 422, 429), and then the phone keeps all of it.
    """
    phone = phone_that_speaks(request)
    with acting_for(phone.tenant_id):
        spend(f"phone:{phone.pk}", LETTERS, IN_SECONDS)
        letter = letter_of(read(request, MOST_BYTES))
        return JsonResponse(to_document(_answer(phone, letter)))


@reads_late
@csrf_exempt
@require_POST
@marked
def upload(request: HttpRequest, digest: str) -> JsonResponse:
    """Take in the bytes of one photo or voice memo, and tell the phone that they are kept.

    A file that is refused (413, 422) stays on the phone, visibly; the text that names it is not touched.
    """
    phone = phone_that_speaks(request)
    with acting_for(phone.tenant_id):
        spend(f"phone-files:{phone.pk}", FILES, IN_SECONDS)
        content = read(request, max(MOST_FILE_BYTES.values()))
        kept = take_in(phone, _claim(digest, request.GET.get("kind", "")), content)
    return JsonResponse(to_document(KeptAnswer(kept.digest)))


@reads_late
@csrf_exempt
@require_POST
@marked
def stopped(request: HttpRequest) -> JsonResponse:
    """Tell a locked phone whether it was stopped, and nothing else: `Authorization: Asking <id> <token>`.

    What it holds lies behind a PIN, its secret too: the token opens this answer only.
    """
    phone = _known(request, asker_of)
    with acting_for(phone.tenant_id):
        spend(f"phone-asks:{phone.pk}", ASKS, IN_SECONDS)
    read(request, 0)  # nothing is sent; the mark says so
    return JsonResponse(to_document(StoppedAnswer(phone.revoked_at is not None)))


def _claim(digest: str, kind: str) -> Claim:
    if not is_digest(digest) or kind not in {file_kind.value for file_kind in FileKind}:
        raise InputError(Text("floor_pages.file_kind"), Text("floor_pages.file_hint"))
    return Claim(digest, FileKind(kind))


def phone_that_speaks(request: HttpRequest) -> Phone:
    """Return who speaks: `Authorization: Phone <id> <secret>`."""
    return _known(request, phone_of)


def _known(request: HttpRequest, find: Callable[[str], Phone | None]) -> Phone:
    """Return the phone that the request's header names.

    Raises:
        SignedOut: nobody who is known here.

    """
    phone = find(request.headers.get("Authorization", ""))
    if phone is None:
        spend(f"phone-secret:{place_of(request)}", GUESSES, IN_SECONDS)
        raise SignedOut(Text("floor_pages.unknown_phone"), Text("floor_pages.unknown_phone_hint"))
    return phone


def _answer(phone: Phone, letter: Letter) -> LetterAnswer:
    answers = receive(phone, letter.status, letter.revisions, letter.authors)
    stops = tuple(hindrances(phone, fair_now()))
    files = missing_files(phone, letter.held_files)
    answer = LetterAnswer(
        clock=fair_now().isoformat(),
        answers=tuple(RevisionAnswer(became.kept.value, tuple(map(in_each, became.reasons))) for became in answers),
        missing=missing(phone, letter.held),
        cleaned=cleaned(phone, letter.held),
        missing_files=files.missing,
        safe_files=files.safe,
        stopped=phone.revoked_at is not None,
        hindrances=tuple(map(in_each, stops)),
    )
    if stops:
        # Who may not write any more is told nothing new of the firm either.
        return answer
    found = news(phone, letter.since, letter.era, letter.cards) if writes(phone) else NOTHING
    answer = replace(
        answer,
        era=found.era,
        changes=found.changes,
        authors=found.authors,
        until=found.until,
        more=found.is_more,
        backed_up=found.backed_up,
        suggested=CardsAnswer(found.cards.cards, found.cards.until),
    )
    if 0 < len(letter.revisions) < letter.waiting:
        return answer  # another letter follows at once: its answer tells of the days
    known = briefing(phone)
    return answer if known.digest == letter.briefing else replace(answer, briefing=known)


def in_each(text: Text) -> dict[str, str]:
    """Return a sentence in every language: who reads it may change the language without a network."""
    return {language.value: Words(language)(text) for language in Language}
