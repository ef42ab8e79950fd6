"""Phone numbers as people write them, to E.164."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from zoneinfo import ZoneInfo

from tearoad.paper.sheets.written.understood import Understood
from tearoad.text import Text

_SEVERAL = re.compile(r"[;；/\n]|,\s*(?=[+(\d])|、")


def read_phone(written: str, regions: Sequence[str]) -> Understood[str]:
    """Return a number as E.164, with ` ext. 12` where it has an extension.

    `regions` are the countries (two letters) whose national numbers may be meant, the likeliest first. A number that
    cannot be right is kept as written, with a doubt: for somebody who gave nothing but a phone it is all there is.
    Of several numbers the first that is right is taken, with a doubt that names the others.
    """
    text = unicodedata.normalize("NFKC", written).strip()
    parts = [part.strip() for part in _SEVERAL.split(text) if part.strip()]
    read = [number for number in (_read(part, tuple(regions)) for part in parts) if number]
    if not read:
        return Understood(written.strip(), (Text("sheets.bad_phone", found=written),))
    if len(parts) > 1:
        return Understood(read[0], (Text("sheets.more_phones", found=written, used=read[0]),))
    return Understood(read[0])


@cache
def _read(text: str, regions: tuple[str, ...]) -> str | None:
    import phonenumbers  # noqa: PLC0415  # 40 ms, only where a phone is read

    digits = re.sub(r"\D", "", text)
    tries = [(text, region) for region in regions]
    if not text.startswith("+") and len(digits) >= 11:
        tries.append(("+" + text.removeprefix("00"), regions[0] if regions else "CN"))
    for candidate, region in tries if not text.startswith("+") else tries[:1] or [(text, "CN")]:
        try:
            number = phonenumbers.parse(candidate, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            extension = f" ext. {number.extension}" if number.extension else ""
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) + extension
    return None


@cache
def region_of(zone: ZoneInfo) -> str | None:
    """Return the country of a time zone, two letters; None where it has none."""
    from babel.core import get_global  # noqa: PLC0415  # 0.1 s, only where a folder is read

    region = get_global("zone_territories").get(zone.key)
    return str(region) if region else None
