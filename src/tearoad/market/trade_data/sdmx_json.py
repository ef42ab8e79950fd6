"""Observations of SDMX-JSON, in which keys are places in lists of values, of each of its versions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

_MARK = b'"dataSets"'


def is_sdmx_json(path: Path) -> bool:
    """Whether a file of JSON has sets of data, as SDMX calls them."""
    return _MARK in path.read_bytes()


def sdmx_json_observations(path: Path) -> Iterator[dict[str, str]]:
    """Give each observation of a file as its keys, attributes and `OBS_VALUE`.

    Raises:
        ValueError: it is no JSON, or its places lead nowhere.

    """
    try:
        answer = json.loads(path.read_bytes())
        whole = answer.get("data", answer)
        structures = whole.get("structures") or [whole["structure"]]
        for data_set in whole["dataSets"]:
            yield from _of_data_set(data_set, structures[data_set.get("structure", 0)])
    except (KeyError, IndexError, TypeError, AttributeError, RecursionError) as broken:
        raise ValueError(path.name) from broken


def _of_data_set(data_set: Mapping[str, Any], structure: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    parts = {part: structure["dimensions"].get(part, []) for part in ("dataSet", "series", "observation")}
    attributes = {part: structure.get("attributes", {}).get(part, []) for part in ("series", "observation")}
    # What is the same everywhere has one value and no place in a key.
    common = {
        dimension["id"]: _value(dimension["values"], 0) for dimension in parts["dataSet"] if dimension.get("values")
    }
    for key, series in data_set.get("series", {"": data_set}).items():
        known = common | _by_places(parts["series"], key) | _by_list(attributes["series"], series.get("attributes", []))
        for place, (value, *more) in series["observations"].items():
            observation = _by_places(parts["observation"], place) | _by_list(attributes["observation"], more)
            yield known | observation | {"OBS_VALUE": "" if value is None else str(value)}


def _by_places(parts: Sequence[Mapping[str, Any]], key: str) -> dict[str, str]:
    """Return the values that a key such as `0:2:1` means."""
    return _by_list(parts, [int(place) for place in key.split(":") if place])


def _by_list(parts: Sequence[Mapping[str, Any]], places: Sequence[int | None]) -> dict[str, str]:
    found = zip(parts, places, strict=False)
    return {part["id"]: _value(part["values"], place) for part, place in found if place is not None}


def _value(values: Sequence[Mapping[str, Any]], place: int) -> str:
    value = values[place]
    return str(value.get("id", value.get("value", value.get("name", ""))))
