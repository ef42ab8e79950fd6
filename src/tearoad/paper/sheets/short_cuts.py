"""What people write in the place of what belongs there: "as above", a total, "none", the other's cell, two in one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import replace

from tearoad.paper.sheets.cells import cell_text, clean, folded
from tearoad.paper.sheets.record import Placed
from tearoad.paper.sheets.running_numbers import TOTALS

DITTO = frozenset(
    (
        *("ditto", "idem", "same as above", "dto.", "dto", "do.", "s. o.", "s.o.", "wie oben"),
        *("то же", "тоже", "同上", "同前", '"', '""', "″", "〃", "”", '-"-', '--"--', "-//-", "—//—"),
    )
)
_AMOUNT = re.compile(r"[\d\s.,+-]+\D{0,12}|[零一二三四五六七八九十百千万两]+\D{0,4}")
_TOTAL_MARK = re.compile(r"[:：—–-]|(?<=\D)(?=\d)")
_NO_ADDRESS = frozenset(
    map(
        folded,
        (
            *("none", "no", "nil", "tbc", "tbd", "tba", "нет", "отсутствует", "не указан", "уточняется"),
            *("无", "没有", "暂无", "待定", "不详"),
        ),
    )
)
"""Under a telephone or an e-mail: there is none, or not yet."""
_ADDRESSES = frozenset({"phone", "phone_abroad", "email", "messenger"})
EXCHANGED = ("phone", "email")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_EMAIL_WITHIN = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_WORDS_BEFORE = re.compile(
    r"(?:e-?mail|mail|mob|tel|phone|почта|тел|моб|эл|电话|手机|邮箱|电子邮件)[\s.:：]*", re.IGNORECASE
)
_BETWEEN_PLACES = re.compile(r"\s*[,;/，；、／|(（\n]\s*|\s+[-–—]\s+")
_TELEPHONE = re.compile(r"\+?[\d\s().–-]{7,24}")


def total_among(cells: Collection[Placed]) -> Placed | None:
    """Return the cell that says that its row adds up the others: a total, and beside it nothing but amounts."""
    first, *others = sorted(cells, key=lambda cell: cell.column)
    if not _is_total(cell_text(first.value)):
        return None
    return first if all(_AMOUNT.fullmatch(cell_text(other.value)) for other in others) else None


def _is_total(text: str) -> bool:
    """Whether a text says no more than a total: `Итого`, `Итого: 3 участника`, `合计：9`."""
    word, *amount = _TOTAL_MARK.split(text, maxsplit=1)
    is_before_one = bool(amount) and _AMOUNT.fullmatch(amount[0].strip()) is not None
    return folded(text) in TOTALS or (folded(word) in TOTALS and is_before_one)


def repeated(cells: Mapping[str, Placed], above: Mapping[str, Placed]) -> set[str]:
    """Return the columns in which a row says "the same as above", and something stands above."""
    return {name for name, cell in cells.items() if name in above and clean(cell_text(cell.value)).casefold() in DITTO}


def without_placeholders(cells: Mapping[str, Placed]) -> dict[str, Placed]:
    """Return the cells of a row without those that say in words that there is no telephone or no e-mail."""
    return {
        name: cell
        for name, cell in cells.items()
        if name not in _ADDRESSES or folded(cell_text(cell.value)) not in _NO_ADDRESS
    }


def exchanged(cells: Mapping[str, Placed]) -> dict[str, Placed]:
    """Return telephone and e-mail where one stands in the other's column, and nothing else stands where it belongs."""
    phone, email = (cells.get(name) for name in EXCHANGED)
    written_phone, written_email = (_plain(cell) if cell else "" for cell in (phone, email))
    has_email, has_phone = _EMAIL.fullmatch(written_phone), _TELEPHONE.fullmatch(written_email)
    found: dict[str, Placed] = {}
    if email and has_phone and (not phone or has_email):
        found["phone"] = email
    if phone and has_email and (not email or has_phone):
        found["email"] = phone
    return found


def parted(cells: Mapping[str, Placed]) -> dict[str, Placed]:
    """Return telephone and e-mail, each by itself, where both stand in the cell of one and the other's is empty."""
    written = [cells[name] for name in EXCHANGED if name in cells]
    if len(written) != 1:
        return {}
    text = _plain(written[0])
    email = _EMAIL_WITHIN.search(text)
    around = [*filter(None, map(_bare, (text[: email.start()], text[email.end() :])))] if email else []
    if email is None or len(around) != 1 or not _TELEPHONE.fullmatch(around[0]):
        return {}
    return {"phone": replace(written[0], value=around[0]), "email": replace(written[0], value=email[0])}


def _bare(text: str) -> str:
    """Return what stands beside an e-mail without the words that say what it is."""
    return _WORDS_BEFORE.sub("", text).strip(" ,;/|\n:")


def place_parts(cells: Mapping[str, Placed], joint: Mapping[str, str]) -> dict[str, Placed]:
    """Give each of two fields its part of a cell that holds both: `Казахстан, Алматы` under `Страна / город`."""
    found = dict(cells)
    for first, second in joint.items():
        if first not in cells or second in cells:
            continue
        parts = _BETWEEN_PLACES.split(cell_text(cells[first].value).rstrip(")）"), maxsplit=1)
        if len(parts) == 2 and all(parts):
            found |= {
                name: replace(cells[first], value=part) for name, part in zip((first, second), parts, strict=True)
            }
    return found


def _plain(cell: Placed) -> str:
    return unicodedata.normalize("NFKC", cell_text(cell.value)).strip()
