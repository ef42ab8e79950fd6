"""By which columns a trade file is recognised: UN Comtrade today and before, CEPII BACI, a made-up or mapped table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tearoad.errors import InputError
from tearoad.reference.hs_concordance import EDITIONS
from tearoad.text import Text

NEEDED = ("year", "reporter", "flow", "partner", "product", "value")
OPTIONAL = ("netweight", "edition", "level", "frequency", "second_partner", "customs", "transport", "sort")


@dataclass(frozen=True, slots=True)
class TradeFileFormat:
    """How the columns of one publisher's file are read."""

    name: str
    publisher: str
    columns: Mapping[str, tuple[str, ...]]
    """Our column -> the headers it may have, folded (`folded_header`)."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """Our column -> the value that it has in every row."""
    value_factor: float = 1.0
    weight_factor: float = 1.0
    decimal: str = "."
    padded: bool = False
    """Whether product codes were written as numbers, so that a leading zero is missing."""

    def headers_of(self, column: str, headers: Mapping[str, str]) -> list[str]:
        """Return every header of the file for our column; where a cell of the first is empty the next one tells."""
        return [headers[name] for name in self.columns.get(column, ()) if name in headers]

    def fits(self, headers: Mapping[str, str]) -> bool:
        """Whether every column that is needed is there."""
        return all(name in self.constants or self.headers_of(name, headers) for name in NEEDED)


_COMTRADE = TradeFileFormat(
    "comtrade",
    "UN Comtrade",
    {
        "year": ("refyear",),
        "reporter": ("reportercode", "reporteriso"),
        "flow": ("flowcode", "flowdesc"),
        "partner": ("partnercode", "partneriso"),
        "product": ("cmdcode",),
        "value": ("primaryvalue",),
        "netweight": ("netwgt",),
        "edition": ("classificationcode",),
        "level": ("aggrlevel",),
        "frequency": ("freqcode",),
        "second_partner": ("partner2code",),
        "customs": ("customscode",),
        "transport": ("motcode",),
        "sort": ("typecode",),
    },
)
_LEGACY = TradeFileFormat(
    "comtrade_legacy",
    "UN Comtrade",
    {
        "year": ("year",),
        "reporter": ("reportercode", "reporteriso"),
        "flow": ("tradeflowcode", "tradeflow"),
        "partner": ("partnercode", "partneriso"),
        "product": ("commoditycode",),
        "value": ("tradevalueus",),
        "netweight": ("netweightkg",),
        "edition": ("classification",),
        "level": ("aggregatelevel",),
    },
)
_BACI = TradeFileFormat(
    "baci",
    "CEPII BACI",
    {"year": ("t",), "reporter": ("i",), "partner": ("j",), "product": ("k",), "value": ("v",), "netweight": ("q",)},
    {"flow": "reconciled"},
    value_factor=1000.0,
    weight_factor=1000.0,
    padded=True,
)
FICTIONAL = "Tea Road (fictional)"
"""The publisher of figures that were made up; whatever is made of them says so."""
FICTIONAL_COLUMNS = ("fictional_year", "reporter", "flow", "partner", "product", "value", "netweight")
"""The mark stands in the file itself: however it comes into a store, its figures are known to be made up."""
_FICTIONAL = TradeFileFormat(
    "fictional",
    FICTIONAL,
    {"year": ("fictionalyear",), **{name: (name,) for name in FICTIONAL_COLUMNS[1:]}},
)
FORMATS = (_FICTIONAL, _COMTRADE, _LEGACY, _BACI)


def folded_header(header: str) -> str:
    """Return a header without case, blanks and signs: `Trade Value (US$)` and `Trade_Value__US__` are one."""
    return re.sub(r"[\W_]+", "", header.lower())


def edition_in_name(file: str) -> str:
    """Return the edition that the name of a BACI file has, such as H5 of `BACI_HS17_Y2020`; nothing without one."""
    found = re.search(r"hs(\d\d)(?!\d)", file.lower())
    return next((name for name, year in EDITIONS.items() if found and year % 100 == int(found[1])), "")


def recognised(headers: Sequence[str], file: str) -> TradeFileFormat:
    """Return the format that a file's headers are of.

    Raises:
        InputError: it is a table of something else.

    """
    known = {folded_header(header): header for header in headers}
    for trade_file_format in FORMATS:
        if trade_file_format.fits(known):
            return trade_file_format
    text = ", ".join(headers)[:160]
    raise InputError(Text("market.other_table", file=file, found=text), Text("market.other_table_hint"))


def read_mapping(path: Path) -> TradeFileFormat:
    """Return the format that a mapping (TOML) describes for a national table.

    Raises:
        InputError: it cannot be read, or does not say where a needed column stands.

    """
    hint = Text("market.mapping_hint")
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as broken:
        raise InputError(Text("market.mapping_unreadable", file=path.name, why=str(broken)), hint) from broken
    columns, constants = said.get("columns", {}), said.get("constants", {})
    missing = [name for name in NEEDED if name not in columns and name not in constants]
    unknown = [name for name in (*columns, *constants) if name not in NEEDED + OPTIONAL]
    if missing or unknown or not isinstance(said.get("source"), str):
        names = ", ".join((*missing, *unknown)) or "source"
        raise InputError(Text("market.mapping_columns", file=path.name, columns=names), hint)
    try:
        factor, weight = float(said.get("value_factor", 1)), float(said.get("weight_factor", 1))
    except (TypeError, ValueError) as wrong:
        raise InputError(Text("market.mapping_columns", file=path.name, columns="value_factor"), hint) from wrong
    return TradeFileFormat(
        "mapped",
        said["source"],
        {name: (folded_header(str(header)),) for name, header in columns.items()},
        {name: str(value) for name, value in constants.items()},
        value_factor=factor,
        weight_factor=weight,
        decimal="," if said.get("decimal") == "," else ".",
    )
