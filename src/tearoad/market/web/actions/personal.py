"""Hand out and erase what articles and their facts say of people."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from tearoad.companies import all_contacts
from tearoad.companies.web.queries.register import is_reached_at, party_of, reached_at
from tearoad.market.facts.reading import sentences_of
from tearoad.market.web.models import ArticleFact, NewsArticle, SavedBrief
from tearoad.people.mentions import mentions
from tearoad.people.web.models import User
from tearoad.text import Text
from tearoad.web.registry import Json, PersonalData

KEEP_DAYS = 5 * 365
"""As long as a brief that stands on them is of use."""
_GONE = "…"
_FEWEST_LETTERS = 4
"""Of a name in letters; in Chinese two signs are a whole name."""


def declared() -> tuple[PersonalData, ...]:
    """Return what is kept: who speaks in an article, who decided about its facts, and what is written beside briefs."""
    return (
        PersonalData(
            "market.SavedBrief",
            ("remarks",),
            Text("market_pages.why_remarks"),
            KEEP_DAYS,
            _find_remarks,
            _erase_remarks,
        ),
        PersonalData(
            "market.NewsArticle",
            ("title", "source", "content"),
            Text("market_pages.why_articles"),
            KEEP_DAYS,
            _find_articles,
            _erase_articles,
        ),
        PersonalData(
            "market.ArticleFact",
            ("document", "statement", "speaker", "cites", "decided_by"),
            Text("market_pages.why_facts"),
            KEEP_DAYS,
            _find_facts,
            _erase_facts,
        ),
    )


def _names_at(address: str) -> tuple[str, ...]:
    """Return how whoever is reached at an address is called: an article names people, not addresses."""
    users = User.objects.filter(email__iexact=address.strip()).values_list("name", flat=True)
    contacts = [
        name
        for company in reached_at(address)
        for contact in all_contacts(party_of(company))
        if is_reached_at(contact, address)
        for name in contact.person.written
    ]
    known = {name.strip() for name in (*users, *contacts)}
    return tuple(name for name in known if len(name) >= (_FEWEST_LETTERS if name.isascii() else 2))


def _about(found: object, address: str, names: tuple[str, ...]) -> bool:
    texts = [str(text) for text in found.values()] if isinstance(found, dict) else [str(found)]
    return mentions(found, address) or any(name.casefold() in text.casefold() for text in texts for name in names)


def _article_texts(row: NewsArticle) -> dict[str, str]:
    return {"title": row.title, "source": row.source, "content": row.content}


def _find_articles(address: str) -> Iterable[Json]:
    names = _names_at(address)
    found = []
    for row in NewsArticle.objects.all():
        if _about(_article_texts(row), address, names):
            sentences = [sentence for sentence in sentences_of(row.content) if _about(sentence, address, names)]
            found.append({"article": row.title, "source": row.source, "sentences": sentences})
    return found


@transaction.atomic
def _erase_articles(address: str) -> int:
    """Sentences that speak of the person go; the others stay, so that facts keep what they stand on."""
    names, erased = _names_at(address), 0
    for row in NewsArticle.objects.all():
        if not _about(_article_texts(row), address, names):
            continue
        kept = [_GONE if _about(sentence, address, names) else sentence for sentence in sentences_of(row.content)]
        row.content = "\n".join(kept)
        row.title, row.source = (_GONE if _about(text, address, names) else text for text in (row.title, row.source))
        row.save()
        erased += 1
    return erased


def _find_remarks(address: str) -> Iterable[Json]:
    names = _names_at(address)
    rows = SavedBrief.objects.exclude(remarks="").defer("document")
    return [{"brief": str(row.pk), "remarks": row.remarks} for row in rows if _about(row.remarks, address, names)]


@transaction.atomic
def _erase_remarks(address: str) -> int:
    """Lines that speak of the person go."""
    names, erased = _names_at(address), 0
    for row in SavedBrief.objects.exclude(remarks="").defer("document"):
        if _about(row.remarks, address, names):
            lines = row.remarks.splitlines()
            row.remarks = "\n".join(_GONE if _about(line, address, names) else line for line in lines)
            row.save(update_fields=["remarks"])
            erased += 1
    return erased


def _fact_texts(row: ArticleFact) -> dict[str, str]:
    proposed = {name: str(row.document.get(name, "")) for name in ("sentence", "speaker", "cites", "written")}
    kept = {"statement": row.statement, "kept_speaker": row.speaker, "kept_cites": row.cites}
    return {**proposed, **kept}


def _decided(row: ArticleFact, users: frozenset[object]) -> bool:
    return bool(row.decided_by) and row.decided_by_user in users


def _users_at(address: str) -> frozenset[object]:
    return frozenset(User.objects.filter(email__iexact=address.strip()).values_list("id", flat=True))


def _find_facts(address: str) -> Iterable[Json]:
    names, users = _names_at(address), _users_at(address)
    return [
        {**_fact_texts(row), "decided_by": row.decided_by}
        for row in ArticleFact.objects.all()
        if _decided(row, users) or _about(_fact_texts(row), address, names)
    ]


@transaction.atomic
def _erase_facts(address: str) -> int:
    """The figure stays; sentence and speaker go where they speak of the person, and who decided."""
    names, users, erased = _names_at(address), _users_at(address), 0
    for row in ArticleFact.objects.all():
        decided, spoken = _decided(row, users), _about(_fact_texts(row), address, names)
        if decided:
            row.decided_by, row.decided_by_user = "", None
        if spoken:
            gone = {
                name: _GONE if _about(row.document.get(name, ""), address, names) else row.document.get(name, "")
                for name in ("sentence", "speaker", "cites", "written")
            }
            row.document = row.document | gone
            row.statement, row.speaker, row.cites = (
                _GONE if _about(text, address, names) else text for text in (row.statement, row.speaker, row.cites)
            )
        if decided or spoken:
            row.save()
            erased += 1
    return erased
