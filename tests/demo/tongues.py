"""A few firms of the demo with everything of the delegation, and what must not be read by those of another language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from tearoad.delegation.known_words import DIETS, ROOM_KINDS
from tearoad.demo import make_mission
from tearoad.journey.files import MissionFiles
from tearoad.site.play.few import few
from tearoad.values import Language, LocalLines, LocalText
from tests.paper.seen import squeezed


@cache
def trip() -> MissionFiles:
    """Return three firms of the demo, a few buyers and those whom the delegation visits."""
    whole = make_mission()
    small = few(whole)
    hosts = {text for item in whole.programme for text in item.host.written}
    guests = tuple(buyer for buyer in whole.buyers if buyer.id in hosts and buyer not in small.buyers)
    people = {str(delegate.id) for delegate in small.delegates}

    def there(who: Iterable[str]) -> tuple[str, ...]:
        return tuple(text for text in who if text in people)

    programme = tuple(
        replace(item, must=there(item.must), may=there(item.may), speaks=there(item.speaks)) for item in whole.programme
    )
    return replace(small, buyers=(*small.buyers, *guests), programme=programme)


def texts(files: MissionFiles) -> Iterator[LocalText]:
    """Yield every text of the delegation and the programme that the demo has in three languages."""
    for firm in files.exporters:
        yield from (product.price.named_place for product in firm.products if product.price)
    yield from (override.name for override in files.mission.overrides)
    for delegate in files.delegates:
        yield from (delegate.role, delegate.office, delegate.counterpart, delegate.hotel)
    for item in files.programme:
        yield from (item.title, item.place, item.host, item.transport, item.talk.asks, item.talk.offers)
        yield from (*_lines(item.talk.they), *_lines(item.talk.points))
    for cost in files.costs:
        yield from (cost.what, cost.office, cost.payer)
    for post in files.posts:
        yield from (post.name, post.city, post.address, post.district, post.hours, post.note)
    for words in (*ROOM_KINDS.words.values(), *DIETS.words.values()):
        yield LocalText(*(words.of(language)[0] for language in Language))


def foreign(files: MissionFiles, language: Language) -> frozenset[str]:
    """Return, without blanks, what stands in another language though the reader's language has it."""
    found: set[str] = set()
    for text in texts(files):
        own = text[language]
        others = {squeezed(part) for part in text.written if part != own}
        found |= {other for other in others if own and other not in squeezed(own)}
    visited = (spelling for item in files.programme for spelling in item.host.written)
    return frozenset(found) | {name for name in visited if name in {str(buyer.id) for buyer in files.buyers}}


def strange(said: str, files: MissionFiles, language: Language) -> list[str]:
    """Return what of it a text says; blanks do not count."""
    return sorted(text for text in foreign(files, language) if text in squeezed(said))


def _lines(lines: LocalLines) -> Iterator[LocalText]:
    yield from (LocalText(*said) for said in zip(*lines.each, strict=True))
