"""How much a line looks like the name of a firm."""

from __future__ import annotations

import re

from tearoad.names import fold, parse_firm, to_latin
from tearoad.names.fold import has_han
from tearoad.names.legal_forms import split_legal_form
from tearoad.names.word_lists import business_words, legal_forms

_QUOTED = re.compile('[«“"„].{2,}[»”"“]')
_STRONG_FORM = re.compile(
    r"\b(?:[OО0]{3}|АО|ЗАО|ПАО|ОАО|НАО|ИП|ТОО|ЧП|УП|ФГУП|LLC|LTD|Ltd|Inc|INC|GmbH|Corp|Limited|JSC|PJSC|CJSC|OJSC|PLC|Pte|Pvt|LLP|S\.A\.|"
    r"S\.r\.l\.?|B\.V\.|Company|Sdn|AG|Oy|AB|ZAO|OOO|TOO)\b|公司|集团|厂$|商行$|店$|合作社|研究院|中心$"
)
_MARKS = " |.,:;·—–_'*=+~"


def bare_firm(text: str) -> str:
    """Return a firm's name without stray marks around it; three noughts in front of a quote are read as ООО."""
    text = text.strip().lstrip(_MARKS + ")]}>-").rstrip(" |:;·—–_'*=+~-,")
    text = text.lstrip("”“\"'") if has_han(text) else text
    # The comma and the stops of this form are the smallest dots on a card; it is written with them.
    text = re.sub(r"\bCo\.?,?\s*Ltd\.?$", "Co., Ltd.", text)
    # Scanned cards have noughts, or Latin letters, for the Russian ones.
    text = re.sub(r"^[0OО]{3}(?=\s|[«\"“])", "ООО", text) if re.search("[\u0400-\u04ff]", text[3:]) else text
    text = re.sub(r"^[AА][OО](?=\s|[«\"“])", "АО", text) if re.search("[\u0400-\u04ff]", text[2:]) else text
    # A stroke between two Chinese characters is a piece of one of them.
    return re.sub(r"(?<=[\u4e00-\u9fff])\s*[|/'’.]?\s*(?=[\u4e00-\u9fff])", "", text)


def likeness(text: str, host: str) -> int:
    """Return how much a line looks like a firm's name, 0 (not at all) to 100. `host` is that of the e-mail or site."""
    if not any(char.isalpha() for char in text):
        return 0
    strong = _STRONG_FORM.search(text) is not None
    parts = split_legal_form(text)
    score = 60 if strong else 0
    score += 15 if parts.form is not None and parts.core else 0
    score += 15 if _QUOTED.search(text) else 0
    score += 20 if is_trade(text) else 0
    score += 25 if in_host(text, host) else 0
    return min(100, score)


def is_only_form(text: str) -> bool:
    """Whether a line is nothing but a legal form: the name stands on the line before or behind."""
    return tuple(fold(text).split()) in legal_forms() or text.strip() in {
        "有限公司",
        "股份有限公司",
        "有限责任公司",
        "公司",
    }


def is_trade(text: str) -> bool:
    """Whether one of the words that many firms share stands in a text."""
    table = business_words()
    if has_han(text):
        return any(han in text for han, _ in table.han)
    return any(word in table.english for reading in parse_firm(text).readings for word in reading.words)


def in_host(text: str, host: str) -> bool:
    """Whether a word of a firm's name, in Latin letters, stands in a host name, or the host begins like the name."""
    front = re.sub(r"[^a-z]", "", host.split(".", maxsplit=1)[0])
    if len(front) < 3:
        return False
    name = re.sub(r"[^a-z]", "", to_latin(fold(text)).lower())
    words = [word for word in to_latin(fold(text)).lower().split() if len(word) >= 4]
    return front in name or any(word[:6] in front for word in words)
