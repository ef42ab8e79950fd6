"""Sort the lines of one side of a card: which is the name, the firm, the title, the number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tearoad.capture.cards.protocol import Box, Word, WordLine
from tearoad.capture.cards.scripts import script_of
from tearoad.capture.cards.sorting import firms, persons
from tearoad.capture.cards.sorting.contacts import (
    Label,
    Number,
    email_in,
    label_in,
    messenger_in,
    numbers_in,
    region_of,
    site_in,
)
from tearoad.capture.cards.sorting.lexicon import is_fathers_name, is_title
from tearoad.names.fold import has_han
from tearoad.text import Text

REGIONS = {"zh": "CN", "ru": "RU", "en": "US"}
_SMALLEST = 15
_LEAST = 35
_ADDRESS = re.compile(
    r"[市省区县路街道].*\d+\s*[号室楼]|\d+\s*号|[路街]\s*\d+|"
    r"\b(?:ул|пр|просп|пер|наб|обл|шоссе|бульв|корп|офис|оф|стр|д)\.|\bг\.\s?[А-Я]|"
    r"\bул[:.\- ]|проспект|область|\b(?:street|road|avenue|lane|square|blvd|district"
    r"|building|floor|room|suite|p\.?o\.? ?box)\b|\b(?:st|rd|ave)\.",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReadValue:
    """One value read from a side, with a confidence of 0 to 100, the line it stands on and why it is thought so."""

    value: str
    confidence: int
    line: str
    reason: Text


@dataclass(frozen=True, slots=True)
class SideRead:
    """What one side of a card says, field by field; a field that nothing was found for is missing."""

    script: str
    found: dict[str, ReadValue]
    phones: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """A line with what its words and those in front of it say that it is."""

    line: WordLine
    text: str
    label: Label | None


def read_side(lines: Sequence[WordLine]) -> SideRead:
    """Sort the lines of one side."""
    clean = [word_line for word_line in map(_cleaned, _with_codes(lines)) if word_line is not None]
    script = _script(clean)
    items = [_Item(line, line.text, _label(line, clean)) for line in clean]
    found: dict[str, ReadValue] = {}
    _contacts(items, found)
    phones = _phones(items, region_of([item.text for item in items]) or REGIONS[script], found)
    host = _host(items, found)
    email = found["email"].value if "email" in found else ""
    rest = [item for item in items if _is_open(item)]
    _firm(rest, host, found)
    rest = [item for item in rest if "firm" not in found or item.text not in found["firm"].line]
    _person(rest, email, found)
    _title(rest, found)
    _city(items, script, found)
    return SideRead(script, found, phones)


def _with_codes(lines: Sequence[WordLine]) -> list[WordLine]:
    """Join a number that begins with a bracket and what stands before it: the brackets' gap parted `8` and `(981)`."""
    joined = list(lines)
    for line in lines:
        if not line.text.startswith("("):
            continue
        front = next(
            (
                word_line
                for word_line in joined
                if re.search(r"(?:8|\+\d+)$", word_line.text) and _is_before(word_line, line)
            ),
            None,
        )
        if front is not None:
            joined[joined.index(line)] = WordLine((*front.words, *line.words))
            joined.remove(front)
    return joined


def _is_before(word_line: WordLine, other: WordLine) -> bool:
    first, second = word_line.box, other.box
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    return shared > 0.4 * min(first.height, second.height) and 0 <= second.left - first.right < 2 * second.height


def _cleaned(line: WordLine) -> WordLine | None:
    """Leave out marks at the ends of a line, and lines too small or too unsure to mean any."""
    words = list(line.words)
    while words and _is_mark(words, 0):
        words.pop(0)
    while words and _is_mark(words, -1):
        words.pop()
    if not words:
        return None
    clean = WordLine(tuple(words))
    if clean.box.height < _SMALLEST or (clean.confidence < 40 and "@" not in clean.text):
        return None
    return clean if len(clean.text) > 1 else None


def _is_mark(words: Sequence[Word], end: int) -> bool:
    """Whether the first or last word is none: a picture before a line, a stroke of the card's edge."""
    word = words[end]
    if not any(char.isalnum() for char in word.text) or (word.confidence < 30 and len(word.text) <= 3):
        return True
    if len(words) == 1 or len(word.text) > 1 or has_han(word.text):
        return False
    beside = words[end + 1 if end == 0 else end - 1].box
    gap = beside.left - word.box.right if end == 0 else word.box.left - beside.right
    tall = max(other.box.height for other in words)
    # A letter as a label (T, M, E) stands near; an initial is as tall as its name.
    return gap > tall or not 0.4 * tall < word.box.height < 1.8 * beside.height


def _script(lines: Sequence[WordLine]) -> str:
    counts = {"zh": 0, "ru": 0, "en": 0}
    for line in lines:
        for char in line.text:
            script = script_of(char)
            if script != "en":
                counts[script] += 3 if script == "zh" else 1
    letters = sum(char.isalpha() for line in lines for char in line.text)
    best = max(("zh", "ru"), key=counts.__getitem__)
    return best if counts[best] > 0.2 * letters else "en"


def _label(line: WordLine, lines: Sequence[WordLine]) -> Label | None:
    own = label_in(line.text)
    if own is not None:
        return own
    for other in lines:
        box, mine = other.box, line.box
        shared = min(box.bottom, mine.bottom) - max(box.top, mine.top)
        near = 0 <= mine.left - box.right < 4 * mine.height
        if near and shared > 0.4 * min(box.height, mine.height) and len(other.text) <= 12:
            return label_in(other.text)
    return None


def _contacts(items: Sequence[_Item], found: dict[str, ReadValue]) -> None:
    emails = [(mail, item) for item in items if (mail := email_in(item.text)) is not None]
    for (email, mended), item in emails[:1]:
        sure = min(item.line.confidence + 5, 90) if mended else max(item.line.confidence, 80)
        found["email"] = ReadValue(_unlabelled(email, items), sure, item.text, Text("capture.card_pattern"))
    for item in items:
        name = messenger_in(item.text) or (_value(item.text) if item.label is Label.MESSENGER else None)
        if name and email_in(item.text) is None and "messenger" not in found:
            found["messenger"] = ReadValue(name, item.line.confidence, item.text, Text("capture.card_label"))


def _value(text: str) -> str | None:
    """Return a name in a messenger that stands alone, its label on the line before."""
    return text if re.fullmatch(r"@?[\w.\-+]{4,40}", text) and label_in(text) is None else None


def _unlabelled(email: str, items: Sequence[_Item]) -> str:
    """Return an address without the letter of its label that was read close to it: `Elin@tea.example`."""
    letters = sum(re.match(r"[TMWFТМ]\s?[\d+(w]", item.text) is not None for item in items)
    glued = any(re.match(r"[EЕ][a-z]", item.text) for item in items if "@" in item.text)
    return email[1:] if letters and glued and email[0] == "e" else email


def _phones(items: Sequence[_Item], region: str, found: dict[str, ReadValue]) -> tuple[Number, ...]:
    numbers: list[tuple[Number, _Item]] = []
    for item in items:
        if item.label in {None, Label.MOBILE, Label.PHONE, Label.FAX, Label.ADDRESS, Label.SITE, Label.EMAIL}:
            numbers += [(number, item) for number in numbers_in(item.text, item.label, region)]
    numbers = [(number, item) for number, item in numbers if number.valid or number.label in _TELEPHONES]
    best = max(numbers, key=lambda pair: _rank(pair[0]), default=None)
    if best is not None and best[0].label is not Label.FAX:
        number, item = best
        sure = item.line.confidence if number.valid else item.line.confidence * 6 // 10
        reason = "capture.card_label" if number.label in _TELEPHONES else "capture.card_pattern"
        found["phone"] = ReadValue(number.written, sure, item.text, Text(reason))
    return tuple(number for number, _ in numbers)


_TELEPHONES = {Label.MOBILE, Label.PHONE, Label.FAX}


def _rank(number: Number) -> tuple[bool, bool, bool, bool]:
    """Order numbers: no fax, the mobile one, a valid one; of several alike the first stays first."""
    return (
        number.label is not Label.FAX,
        number.label is Label.MOBILE or (number.mobile and number.label is not Label.PHONE),
        number.mobile,
        number.valid,
    )


def _host(items: Sequence[_Item], found: dict[str, ReadValue]) -> str:
    sites = [host for item in items if (host := site_in(item.text)) is not None]
    if "email" not in found:
        return sites[0] if sites else ""
    return found["email"].value.partition("@")[2]


def _is_open(item: _Item) -> bool:
    """Whether a line may be a name or a title: it is no number, address or contact."""
    text = item.text
    if item.label in {Label.FAX, Label.MOBILE, Label.EMAIL, Label.NUMBER, Label.SITE, Label.MESSENGER, Label.ADDRESS}:
        return item.label in {Label.MOBILE, Label.MESSENGER} and firms.likeness(text, "") >= 60
    if "@" in text or site_in(text) is not None or sum(map(str.isdigit, text)) >= 5:
        return False
    if _ADDRESS.search(text) and firms.likeness(text, "") < 60:
        return False
    return item.label is None or firms.likeness(text, "") >= 60


def _firm(items: Sequence[_Item], host: str, found: dict[str, ReadValue]) -> None:
    scored = [(firms.likeness(item.text, host), item) for item in items]
    best = max(scored, key=lambda pair: pair[0] - (60 if is_title(pair[1].text) and pair[0] < 60 else 0), default=None)
    if best is None or best[0] < 25:
        return
    score, item = best
    text = firms.bare_firm(_with_form(item, items))
    if "email" in found:
        mail = found["email"]
        found["email"] = ReadValue(persons.host_spelled_as(text, mail.value), mail.confidence, mail.line, mail.reason)
    reason = "capture.card_legal_form" if score >= 60 else "capture.card_address"
    found["firm"] = ReadValue(text, min(item.line.confidence, 50 + score // 2), _with_form(item, items), Text(reason))


def _with_form(item: _Item, items: Sequence[_Item]) -> str:
    """Return a firm's name with the part of it that stands on the same row or the next: `有限公司`."""
    for other in items:
        if other is item:
            continue
        if firms.is_only_form(firms.bare_firm(other.text)) and _follows(item.line.box, other.line.box):
            return f"{item.text} {other.text}"
        if firms.is_only_form(firms.bare_firm(item.text)) and _follows(other.line.box, item.line.box):
            return f"{other.text} {item.text}"
    return item.text


def _follows(first: Box, second: Box) -> bool:
    """Whether a second piece of text goes on where a first ends: behind it on the row, or close under it."""
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    on_row = shared > 0.4 * min(first.height, second.height) and 0 <= second.left - first.right < 3 * first.height
    return on_row or (_is_under(first, second) and 0.6 < first.height / second.height < 1.7)


def _person(items: Sequence[_Item], email: str, found: dict[str, ReadValue]) -> None:
    tallest = max((item.line.box.height for item in items), default=1)
    scored: list[tuple[int, str, _Item]] = []
    for item, text in _candidates(items):
        score = persons.likeness(text, email)
        if score and not is_title(text):
            trade = 25 if not has_han(text) and firms.is_trade(text) else 0
            scored.append((score + 25 * item.line.box.height // tallest - trade, text, item))
    best = max(scored, key=lambda candidate: candidate[0], default=None)
    if best is None or best[0] < _LEAST:
        return
    score, text, item = best
    name = persons.bare_name(text)
    likeness = persons.likeness(text, email)
    reason = "capture.card_name_parts" if likeness >= 70 else "capture.card_place"
    found["person"] = ReadValue(name, min(item.line.confidence, 30 + min(likeness, 100) * 7 // 10), text, Text(reason))
    if "email" in found:
        mail = found["email"]
        found["email"] = ReadValue(persons.spelled_as(name, mail.value), mail.confidence, mail.line, mail.reason)


def _candidates(items: Sequence[_Item]) -> Iterator[tuple[_Item, str]]:
    """Return what may be a name: each line, a part of it before a comma, and two lines under each other."""
    for item in items:
        yield item, item.text
        for part in re.split(r"[,，|/]| (?=[\u4e00-\u9fff]{3,}$)", item.text):
            if part.strip() and part != item.text:
                yield item, part.strip()
        for below in items:
            if _is_under(item.line.box, below.line.box) and len(item.text.split()) + len(below.text.split()) == 3:
                text = f"{item.text} {below.text}"
                if not has_han(text) and any(is_fathers_name(word) for word in text.split()):
                    yield item, text


def _is_under(upper: Box, lower: Box) -> bool:
    near = 0 < lower.middle - upper.middle < 2.4 * max(upper.height, lower.height)
    beside = min(upper.right, lower.right) - max(upper.left, lower.left)
    return near and beside > 0


def _title(items: Sequence[_Item], found: dict[str, ReadValue]) -> None:
    named = found.get("person")
    taken = "" if named is None else named.line
    for item in items:
        if is_title(item.text) and item.text not in taken:
            found["title"] = ReadValue(item.text, item.line.confidence, item.text, Text("capture.card_word_list"))
            return
    person = next((item for item in items if named is not None and item.text in taken), None)
    if person is None:
        return
    below = [item for item in items if _is_under(person.line.box, item.line.box) and item.text not in taken]
    if below:
        nearest = min(below, key=lambda item: item.line.box.top)
        found["title"] = ReadValue(
            nearest.text, nearest.line.confidence * 6 // 10, nearest.text, Text("capture.card_place")
        )


_CITIES = {
    "zh": re.compile("(?:省|区)?([\u4e00-\u9fff]{2,3})市"),
    "ru": re.compile(r"\bг\.?\s?([А-ЯЁ][а-яё]+(?:[- ][А-ЯЁ][а-яё]+)*)"),
    "en": re.compile(r",\s*([A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:,\s*[A-Z][A-Za-z. ]+)?\s*$"),
}


def _city(items: Sequence[_Item], script: str, found: dict[str, ReadValue]) -> None:
    for item in items:
        match = _CITIES[script].search(item.text) if _ADDRESS.search(item.text) else None
        if match:
            found["city"] = ReadValue(match.group(1), item.line.confidence, item.text, Text("capture.card_place"))
            return
