"""Numbers and quantities: `1 000 шт`, `2万箱`, `1,5 т`, `５００ kg`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from tearoad.errors import InputError
from tearoad.paper.sheets.columns import SheetWords
from tearoad.paper.sheets.written.numerals import in_digits
from tearoad.paper.sheets.written.understood import Understood
from tearoad.text import Text

_NUMBER = r"\d+(?:[ \u00a0\u202f']\d{3})+(?:[.,]\d+)?|\d[\d.,]*"
_LEADING = re.compile(rf"\s*([+-]?)\s*({_NUMBER})\s*(万|千(?![克米升瓦])|тыс\.?|млн\.?|thousand|million|mln)?\s*")
_ABOUT = re.compile(
    r"\s*(?:about|approx\.?|from|at least|min\.?|от|около|примерно|не менее|мин\.?|ca\.?|circa|mind\.?|mindestens|ab"
    r"|大约|约|不少于|至少|≈|~|≥|>=?)\s*(?=\d)",
    re.IGNORECASE,
)
"""Words before a number that make it less than exact."""
_TO = re.compile(rf"\s*(?:-|–|—|~|至|到|до|bis)\s*(?:{_NUMBER})", re.IGNORECASE)
_DOTTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
"""A dot before exactly three digits: thousands to a German, a fraction to an Englishman."""
_PADDED = re.compile(r"[1-9]\d{0,2}\.\d{3}0")
"""As `unmistakable` writes three decimals."""
_UNIT = re.compile(r"[\w(（%\"'«“.]")
_LARGEST = Decimal(10) ** 13
"""No sum, weight or count of a mission reaches it; what does is a slip, and would spoil every total."""
_DIGITS = 24
TOO_LARGE = "sheets.number_large"
_SCALE = {"万": 10_000, "千": 1000, "тыс": 1000, "млн": 1_000_000}
_SCALE |= {"thousand": 1000, "million": 1_000_000, "mln": 1_000_000}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and whatever stands behind it."""

    number: Decimal
    rest: str
    dotted: bool = False
    """A dot before exactly three digits was read as the mark of a fraction."""


def read_number(written: str) -> Decimal:
    """Read a number as people write it.

    A comma before exactly three digits parts thousands (`1,500`), else it is the decimal comma (`1,5`).

    Raises:
        InputError: it is no number, or something stands behind it.

    """
    amount = read_amount(written)
    if amount.rest.strip("%"):
        raise InputError(Text("sheets.bad_number", found=written), Text("sheets.expect_number"))
    return amount.number


def read_amount(written: str) -> Amount:
    """Read a number with a unit behind it.

    Raises:
        InputError: there is no number at the front; or (`TOO_LARGE`) it is ten trillion or more, or has over 24 digits.

    """
    text = unicodedata.normalize("NFKC", written).strip()
    match = _LEADING.match(text)
    if match is None:
        text = in_digits(text)
        match = _LEADING.match(text)
    if match is None:
        raise InputError(Text("sheets.bad_number", found=written), Text("sheets.expect_number"))
    sign, digits, scale = match.groups()
    padded = _PADDED.fullmatch(digits)
    digits = digits[:-1] if padded else digits
    number = _decimal(digits, written) * _SCALE.get((scale or "").rstrip("."), 1)
    if number >= _LARGEST or len(number.as_tuple().digits) > _DIGITS:
        raise InputError(Text(TOO_LARGE, found=written), Text("sheets.number_large_hint"))
    dotted = not padded and scale is None and _DOTTED.fullmatch(digits.rstrip(".,")) is not None
    return Amount(-number if sign == "-" else number, text[match.end() :].strip(), dotted)


def read_some(written: str) -> Understood[Amount]:
    """Read how much of something: of `20-30 t` and `约500公斤` the least that is sure, of `1.500 kg` thousands.

    What was not said exactly comes back with a doubt.

    Raises:
        InputError: as `read_amount`; or what stands behind the number cannot be a unit.

    """
    text = unicodedata.normalize("NFKC", written).strip()
    about = _ABOUT.match(text)
    amount = read_amount(text[about.end() :] if about else text)
    up_to = _TO.match(amount.rest)
    number = amount.number * 1000 if amount.dotted else amount.number
    unit = amount.rest[up_to.end() :].strip() if up_to else amount.rest
    if unit and not _UNIT.match(unit):
        raise InputError(Text("sheets.bad_number", found=written), Text("sheets.expect_quantity"))
    read = Amount(number, unit)
    return Understood(read, (read_as(written, f"{plain(number)} {unit}"),) if about or up_to or amount.dotted else ())


def read_as(written: str, used: str) -> Text:
    """Return the doubt that something was read as what it need not mean."""
    return Text("sheets.read_as", found=written, used=used.strip())


def _decimal(digits: str, written: str) -> Decimal:
    digits = re.sub("[ \u00a0\u202f']", "", digits).rstrip(".,")
    last = max(digits.rfind("."), digits.rfind(","))
    if last >= 0:
        mark, head, tail = digits[last], digits[:last], digits[last + 1 :]
        groups = re.fullmatch(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+", digits)
        thousands = groups is not None and (mark == "," or digits.count(mark) > 1) and not digits.startswith("0")
        head = head.replace(".", "").replace(",", "")
        if mark in digits[:last] and not thousands:
            raise InputError(Text("sheets.bad_number", found=written), Text("sheets.expect_number"))
        digits = head + tail if thousands else f"{head}.{tail}"
    return Decimal(digits)


def plain(number: Decimal) -> str:
    """Return a number without an exponent and without needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def unmistakable(number: Decimal) -> str:
    """Return a number so that nobody takes three decimals for thousands: `1.1250`."""
    text = plain(number)
    return f"{text}0" if _DOTTED.fullmatch(text.removeprefix("-")) else text


_YES_NO = (
    SheetWords("sheet_words.yes_of_numbers"),
    SheetWords("sheet_words.no_of_numbers"),
)
_TICKS = {"✓", "✔", "☑", "√", "+", "v"}
_CROSSES = {"✗", "✘", "×", "☐"}


def read_yes_no(written: str) -> bool:
    """Read yes or no in three languages, or a tick.

    Raises:
        InputError: it is neither.

    """
    text = unicodedata.normalize("NFKC", written).casefold().strip()
    yes, no = _YES_NO
    if text in _TICKS or text == "1" or text in yes.every:
        return True
    if text in _CROSSES or text == "0" or text in no.every:
        return False
    raise InputError(Text("sheets.bad_yes_no", found=written), Text("sheets.expect_yes_no"))


YES, NO = _YES_NO
