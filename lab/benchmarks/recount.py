"""Counts every figure of a mission's results anew, from the export alone, and names what differs.

    python lab/benchmarks/recount.py results.json [results.xlsx …] [results.html …] [attached.csv …] [api.json …]

It shares no code with the product and restates each definition in its own way: a fault has to be made twice to pass.
Workbooks, saved pages, the table attached to a report and answers of the API are compared with the same count.
"""

from __future__ import annotations

import csv
import html
import json
import re
import sys
from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

Key = tuple[str, str]
Counted = dict[Key, dict[str, Any]]
RUNGS = ("intended", "memorandum", "contract", "deposit", "shipped", "paid", "sold_at_stand")
DIGITS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "KWD": 3, "BHD": 3, "TND": 3}
VOICES = {"confirmed", "disputed"}
QUARTERS_BROUGHT = {"nothing": 4, "little": 3, "half": 2, "most": 1, "all": 0}
SHOWN = re.compile(r'<data value="([^"]*)">')


def to_home(amount: str, currency: str, on: str, home: str, rates: list[dict[str, str]]) -> Decimal | None:
    """Return an amount in the currency of home by the latest rate up to its day; None without one of a year."""
    if currency == home:
        return Decimal(amount)
    usable = [one for one in rates if (one["base"], one["quote"]) == (currency, home) and (not on or one["on"] <= on)]
    last = max(usable, key=lambda one: one["on"], default=None)
    if not last or (on and (date.fromisoformat(on) - date.fromisoformat(last["on"])).days > 366):
        return None
    return (Decimal(amount) * Decimal(last["rate"])).quantize(Decimal(1).scaleb(-DIGITS.get(home, 2)), ROUND_HALF_UP)


def last_voices(events: list[dict[str, Any]]) -> dict[str, dict[str, bool]]:
    """Return of each event who says that it is so, or is not: whoever told it, and each other side's last word."""
    replaced = {event["about"] for event in events if event["about"] and event["type"] not in VOICES}
    voices: dict[str, dict[str, bool]] = defaultdict(dict)
    for row in events:
        if row["type"] in VOICES and row["id"] not in replaced:
            voices[row["about"]][row["said_by"]] = row["type"] == "confirmed"
    for row in events:
        voices[row["id"]][row["said_by"]] = True
    return voices


def told_events(rows: dict[str, Any], home: str) -> list[dict[str, Any]]:
    """Return the events with an amount that count, each with what it is at home, who says so, and what is left."""
    events = {one["id"]: one for one in rows["events"]}
    replaced = {one["about"] for one in rows["events"] if one["about"] and one["type"] not in VOICES}
    said = last_voices(rows["events"])
    voices = {name: {who for who, is_so in words.items() if is_so} for name, words in said.items()}
    counting = {
        name
        for name, one in events.items()
        if name not in replaced and one["type"] in {"forward", "back"} and one["amount"]
    }
    counting -= told_anew([one for one in rows["events"] if one["id"] in counting])
    first_of: dict[str, str] = {}
    for group in rows["same"]:
        those = sorted(set(group) & counting)
        joined = set().union(*(voices[name] for name in those)) if those else set()
        for name in those:
            voices[name] = joined
            first_of[name] = those[0]
    firm_of = {one["id"]: one["firm"] for one in rows["opportunities"]}
    buyer_of = {one["id"]: one["buyer"] for one in rows["opportunities"]}
    country_of = {one["id"]: one["country"] for one in rows["buyers"]}
    order = [
        one["id"] for one in rows["events"] if one["id"] in counting and first_of.get(one["id"], one["id"]) == one["id"]
    ]
    place = belongs(rows, counting, first_of)
    left, took = returns(order, events, voices, place)
    found = []
    for name in sorted(order):
        row, at = events[name], place[name]
        forward = row["type"] == "forward"
        value = to_home(row["amount"], row["currency"], row["on"], home, rows["rates"])
        goods = row["hs"] or [code for taken in took.get(name, []) for code in events[taken]["hs"]]
        chapters = "+".join(sorted({code[:2] for code in goods}))
        by = {name} if forward else set(took.get(name, []))
        found.append(
            {
                "id": name,
                "opportunity": at,
                "rung": row["rung"],
                "forward": forward,
                "home": None if value is None else value * (1 if forward else -1),
                "left": to_home(str(left.get(name, 0)), row["currency"], row["on"], home, rows["rates"]),
                "is_left": left.get(name, 0) > 0,
                "both": any({"exporter", "buyer"} <= voices[one] for one in by),
                "with_officer": any(len(voices[one]) == 2 and "officer" in voices[one] for one in by),
                "parts": (
                    "",
                    f"firm:{firm_of[at]}",
                    f"market:{country_of.get(buyer_of[at], '') or '?'}",
                    f"product:{chapters or '?'}",
                ),
            }
        )
    return found


def told_anew(events: list[dict[str, Any]]) -> set[str]:
    """Return hopes that the same side told again on a later day, or later on that day, with what returned of them."""
    gone: set[str] = set()
    order = [one for _, one in sorted(enumerate(events), key=lambda one: (one[1]["on"], one[0]))]
    for place, late in enumerate(order):
        if late["type"] != "forward" or late["rung"] not in {"intended", "memorandum"}:
            continue
        before = [one for one in order[:place] if one["id"] not in gone and may_be_one(one, late)]
        own = [one["type"] == "forward" and one["said_by"] == late["said_by"] for one in before]
        for at, early in enumerate(before):
            if own[at] or (early["type"] == "back" and any(own[:at])):
                gone.add(early["id"])
    return gone


def may_be_one(early: dict[str, Any], late: dict[str, Any]) -> bool:
    """Whether both stand at one place, and no two numbers and no two lists of goods tell them apart."""
    if (early["opportunity"], early["rung"]) != (late["opportunity"], late["rung"]):
        return False
    numbers = [re.sub(r"[\W_]", "", one["number"]).casefold() for one in (early, late)]
    goods = [{code[:6] for code in one["hs"]} for one in (early, late)]
    return (not all(numbers) or numbers[0] == numbers[1]) and (not all(goods) or bool(goods[0] & goods[1]))


def belongs(rows: dict[str, Any], counting: set[str], first_of: dict[str, str]) -> dict[str, str]:
    """Return where each event counts: a return of what counts elsewhere goes there, if nothing here can be taken."""
    place = {one["id"]: one["opportunity"] for one in rows["events"]}
    events = [one for one in rows["events"] if one["id"] in counting]
    money: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    joined_at: dict[tuple[str, str], str] = {}
    for one in events:
        if one["type"] == "forward":
            first = first_of.get(one["id"], one["id"])
            if first == one["id"]:
                money[one["opportunity"], one["rung"], one["currency"]] += Decimal(one["amount"])
            else:
                joined_at.setdefault((one["opportunity"], one["rung"]), place[first])
    moved = {}
    for one in events:
        if one["type"] == "back" and first_of.get(one["id"], one["id"]) == one["id"]:
            to = joined_at.get((one["opportunity"], one["rung"]))
            here = (one["opportunity"], one["rung"], one["currency"])
            if to is not None and money[here] < Decimal(one["amount"]):
                moved[one["id"]] = to
            elif to is not None:
                money[here] -= Decimal(one["amount"])
    return {**place, **moved}


def returns(
    order: list[str], events: dict[str, dict[str, Any]], voices: dict[str, set[str]], place: dict[str, str]
) -> tuple[dict[str, Decimal], dict[str, list[str]]]:
    """Let each return take from entries of its number, then from confirmed ones, then from others; the latest first."""
    left = {name: Decimal(events[name]["amount"]) for name in order if events[name]["type"] == "forward"}
    took: dict[str, list[str]] = {}
    for name in order:
        back = events[name]
        if back["type"] != "back":
            continue
        own = [
            one
            for one in left
            if (place[one], events[one]["rung"], events[one]["currency"])
            == (place[name], back["rung"], back["currency"])
        ]
        own.sort(reverse=True)
        own.sort(key=lambda one: len(voices[one]) < 2)  # confirmed: two say so
        own.sort(key=lambda one: not back["number"] or events[one]["number"] != back["number"])
        rest, took[name] = Decimal(back["amount"]), []
        for one in own:
            if rest and left[one]:
                part = min(rest, left[one])
                rest, left[one] = rest - part, left[one] - part
                took[name].append(one)
    return left, took


def ladder(rows: dict[str, Any], home: str) -> Counted:
    """Return the amounts rung by rung, of the whole and of each part."""
    found: Counted = {}
    told = told_events(rows, home)
    wanted = {("", rung) for rung in RUNGS} | {(part, one["rung"]) for one in told for part in one["parts"]}
    for part, rung in wanted:
        here = [one for one in told if one["rung"] == rung and part in one["parts"]]
        unknown = sum(one["home"] is None for one in here)

        def tell(code: str, value: Decimal | None, those: list[dict[str, Any]]) -> None:
            ids = [one["id"] for one in those]
            found[f"{rung}_{code}", part] = figure(value, ids, unknown, currency=home, rung=rung)  # noqa: B023  # at once

        known = [one["home"] for one in here if one["home"] is not None]
        amount = sum(known, Decimal(0)) if known or not here else None
        tell("amount", amount, here)
        most = max(amount or Decimal(0), Decimal(0))
        both = [one for one in here if one["both"]]
        seen = [one for one in here if one["with_officer"]]
        tell(
            "confirmed",
            _at_most(_left(both + [one for one in seen if not one["both"]]), most),
            [one for one in here if one["both"] or one["with_officer"]],
        )
        if not part:
            said = _at_most(_left(both), most)
            tell("both", said, both)
            tell("with_officer", _at_most(_left(seen), most - (said or 0)), seen)
    return found


def _left(those: list[dict[str, Any]]) -> Decimal | None:
    """Return what is left of entries at home; None where there is a rate for none."""
    known = [one["left"] or Decimal(0) for one in those if one["home"] is not None]
    return sum(known, Decimal(0)) if known or not those else None


def _at_most(value: Decimal | None, most: Decimal) -> Decimal | None:
    return None if value is None else min(value, most)


def figure(value: object, ids: list[str], unknown: int = 0, *, currency: str = "", rung: str = "") -> dict[str, Any]:
    """Return one figure as it is compared."""
    return {"value": value, "rows": sorted(ids), "unknown": unknown, "currency": currency, "rung": rung}


def counts(rows: dict[str, Any]) -> Counted:
    """Return the figures that only count rows."""
    found: Counted = {}

    def tell(code: str, ids: list[str], unknown: int = 0) -> None:
        found[code, ""] = figure(len(ids), ids, unknown)

    firms, meetings, visitors = rows["firms"], rows["meetings"], rows["visitors"]
    tell("firms", [firm["id"] for firm in firms])
    for owner in ("state", "private", "mixed", "unknown"):
        tell(f"firms_{owner}", [firm["id"] for firm in firms if firm["ownership"] == owner])
    for size, code in (("micro",) * 2, ("small",) * 2, ("medium",) * 2, ("large",) * 2, ("unknown", "size_unknown")):
        tell(f"firms_{code}", [firm["id"] for firm in firms if firm["size"] == size])
    tell("people", [row["id"] for row in rows["people"]])
    tell("buyers", [row["id"] for row in rows["buyers"]])
    untold = len([meeting for meeting in meetings if meeting["outcome"] == "untold"])
    tell("meetings_asked", [row["id"] for row in rows["requests"]])
    tell("meetings_planned", [meeting["id"] for meeting in meetings])
    tell("meetings_kept", [meeting["id"] for meeting in meetings if meeting["outcome"] == "kept"], untold)
    tell("meetings_missed", [meeting["id"] for meeting in meetings if meeting["outcome"] == "missed"], untold)
    tell("visitors_booked", [visitor["id"] for visitor in visitors if visitor["booked"]])
    tell("visitors_walked_in", [visitor["id"] for visitor in visitors if not visitor["booked"]])
    tell("contacts", [visitor["id"] for visitor in visitors if visitor["contact"]])
    every = [row["id"] for row in rows["opportunities"]]
    tell("opportunities", every)
    tell("opportunities_lost", sorted(lost(rows["events"])))
    quick, open_ = speed(rows)
    tell("followed_in_a_week", quick, len(open_))
    spoke = {row["opportunity"] for row in rows["events"] if row["said_by"] == "exporter"}
    silent = [name for name in every if name not in spoke]
    tell("answered", [name for name in every if name in spoke], len(silent))
    tell("unanswered", silent)
    return found


def speed(rows: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Return what was written down within a week of the talk, and of what nobody can say: no day, or dated back."""
    quick, unknown = [], []
    for row in rows["opportunities"]:
        last = str(date.fromisoformat(row["met_on"]) + timedelta(days=7)) if row["met_on"] else ""
        if row["first_event_on"] and row["first_event_on"] <= last:
            quick.append(row["id"])
        elif not last or any(event["opportunity"] == row["id"] and event["on"] <= last for event in rows["events"]):
            unknown.append(row["id"])
    return quick, unknown


def lost(events: list[dict[str, Any]]) -> set[str]:
    """Return the opportunities whose last word is that they are lost."""
    replaced = {one["about"] for one in events if one["about"] and one["type"] not in VOICES}
    last: dict[str, str] = {}
    for event in events:
        if event["type"] in {"lost", "resumed"} and event["id"] not in replaced:
            last[event["opportunity"]] = event["type"]
    return {name for name, word in last.items() if word == "lost"}


def worth(rows: dict[str, Any], home: str) -> Counted:
    """Return what the mission cost, and the two ratios."""
    paid = [row for row in rows["costs"] if row["state"] == "paid"]
    values = [to_home(one["amount"], one["currency"], one["on"], home, rows["rates"]) for one in paid]
    missing = values.count(None)
    cost = sum((amount for amount in values if amount is not None), Decimal(0)) if paid and not missing else None
    kept = sum(row["outcome"] == "kept" for row in rows["meetings"])
    told = told_events(rows, home)
    signed = [
        one["id"]
        for one in told
        if one["rung"] == "contract" and one["is_left"] and (one["both"] or one["with_officer"])
    ]
    contracts = len(signed)
    ids = [one["id"] for one in paid]
    unit = Decimal(1).scaleb(-DIGITS.get(home, 2))
    found = {("cost_paid", ""): figure(cost, ids, missing, currency=home)}
    found["contracts_confirmed", ""] = figure(contracts, signed, rung="contract")
    untold = sum(row["outcome"] == "untold" for row in rows["meetings"])
    for code, number, open_ in (("cost_a_meeting", kept, untold), ("cost_a_contract", contracts, 0)):
        value = None if cost is None or not number or open_ else (cost / number).quantize(unit, ROUND_HALF_UP)
        found[code, ""] = figure(value, ids, missing + open_, currency=home)
    return found


def brought(rows: dict[str, Any], home: str) -> Counted:
    """Return what firms say would have come without the mission, and the contracts that it brought by that."""
    replaced = {row["about"] for row in rows["events"] if row["about"] and row["type"] not in VOICES}
    said = {
        row["opportunity"]: row["without"] for row in rows["events"] if row["without"] and row["id"] not in replaced
    }
    every = [row["id"] for row in rows["opportunities"]]
    found = {
        (f"without_{answer}", ""): figure(
            sum(said.get(name) == answer for name in every),
            [name for name in every if said.get(name) == answer],
            sum(name not in said for name in every),
        )
        for answer in QUARTERS_BROUGHT
    }
    contracts = [event for event in told_events(rows, home) if event["rung"] == "contract"]
    answered = [contract for contract in contracts if contract["opportunity"] in said]
    known = [one for one in answered if one["home"] is not None]
    unit = Decimal(1).scaleb(-DIGITS.get(home, 2))
    quarters = sum((one["home"] * QUARTERS_BROUGHT[said[one["opportunity"]]] for one in known), Decimal(0))
    value = (quarters / 4).quantize(unit, ROUND_HALF_UP) if known or not contracts else None
    ids = [one["id"] for one in answered]
    unknown = len(contracts) - len(known)
    found["contract_brought", ""] = figure(value, ids, unknown, currency=home, rung="contract")
    return found


def survey(rows: dict[str, Any]) -> Counted:
    """Return what participants answered: a rate of a hundred, means of one to five, and who would come again."""
    asked, unreached, answers = rows["survey_asked"], rows["survey_unreached"], rows["survey_answers"]
    names = [answer["id"] for answer in answers]
    reached = max(len(asked), len(answers)) if asked else 0
    found = {
        ("survey_asked", ""): figure(len(asked), [one["id"] for one in asked]),
        ("survey_answered", ""): figure(len(answers), names, max(0, len(asked) - len(answers))),
        ("survey_rate", ""): figure(hundredths(100 * len(answers), reached), names),
    }
    for mail in ("waiting", "failed"):
        ids = [one["id"] for one in unreached if one["mail"] == mail]
        found[f"survey_{mail}", ""] = figure(len(ids), ids)
    for question in ("meetings", "partners", "organisation"):
        rated = {answer["id"]: answer[question] for answer in answers if answer[question] != ""}
        mean = hundredths(sum(rated.values()), len(rated))
        found[f"survey_{question}", ""] = figure(mean, list(rated), len(answers) - len(rated))
    said = [answer for answer in answers if answer["again"]]
    willing = [one["id"] for one in said if one["again"] == "yes"]
    found["survey_again", ""] = figure(len(willing) if said else None, willing, len(answers) - len(said))
    return found


def agreements(document: dict[str, Any]) -> Counted:
    """Return how many things officials agreed, and how far they were on the day of the record."""
    rows, today = document["rows"]["agreements"], document["as_of"][:10]
    late = [row for row in rows if row["due"] and not row["done_on"] and row["due_on"] and row["due_on"] < today]
    parts = {
        "agreements": rows,
        "agreements_due": [row for row in rows if row["due"]],
        "agreements_done": [row for row in rows if row["done_on"]],
        "agreements_overdue": late,
    }
    return {(code, ""): figure(len(those), [one["id"] for one in those]) for code, those in parts.items()}


def hundredths(part: int, whole: int) -> Decimal | None:
    """Return a quotient with two decimals, half up; None of nothing."""
    return (Decimal(part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP) if whole else None


def recounted(document: dict[str, Any]) -> Counted:
    """Return every figure, counted from the rows."""
    rows, home = document["rows"], document["home"]
    counted = counts(rows) | ladder(rows, home) | worth(rows, home) | brought(rows, home) | survey(rows)
    return counted | agreements(document)


def differences(document: dict[str, Any], ours: Counted) -> list[str]:
    """Return what the export says otherwise."""
    theirs = {
        (one["code"], one["of"]): figure(
            Decimal(one["value"]) if isinstance(one["value"], str) else one["value"],
            one["rows"],
            one["unknown"],
            currency=one["currency"],
            rung=one["rung"],
        )
        for one in document["figures"]
    }
    return [
        f"{code} {part}: told {theirs.get((code, part))}, counted {ours.get((code, part))}"
        for code, part in sorted(ours.keys() | theirs.keys())
        if ours.get((code, part)) != theirs.get((code, part))
    ]


def differences_in_workbook(path: Path, ours: Counted) -> list[str]:
    """Return what a workbook's first sheet says otherwise: code, part, value, currency, unknown, number of rows."""
    from openpyxl import load_workbook  # noqa: PLC0415  # only for workbooks

    book = load_workbook(path, read_only=True)
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    book.close()
    told = {}
    for row in rows:
        _name, _part, value, currency, _rung, unknown, number, _definition, key = row
        code, _, part = str(key).partition("|")
        amount = None if isinstance(value, str) else Decimal(str(value))
        told[code, part] = (amount, currency or "", unknown, number)
    wanted = {
        key: (
            None if one["value"] is None else Decimal(one["value"]),
            one["currency"],
            one["unknown"],
            len(one["rows"]),
        )
        for key, one in ours.items()
    }
    return [f"{path.name} {key}: told {told.get(key)}, counted {wanted.get(key)}" for key in _unequal(told, wanted)]


def differences_in_page(path: Path, ours: Counted) -> list[str]:
    """Return what a saved page shows otherwise; it may show a figure twice, and has to show each."""
    told: dict[Key, str] = {}
    for found in SHOWN.findall(path.read_text(encoding="utf-8")):
        code, part, value = html.unescape(found).split("|")
        told[code, part] = value
    wanted = {key: "" if one["value"] is None else f"{_decimal(one['value']):f}" for key, one in ours.items()}
    return [f"{path.name} {key}: shown {told.get(key)}, counted {wanted.get(key)}" for key in _unequal(told, wanted)]


def differences_in_attached(path: Path, document: dict[str, Any], ours: Counted) -> list[str]:
    """Return what the rows of a report's attached table add up to otherwise, rung by rung, and by each part."""
    rung_of = {one["id"]: one["rung"] for one in document["rows"]["events"]}
    firm_of = {one["name"]: one["id"] for one in document["rows"]["firms"]}
    sums: dict[Key, list[Decimal | None]] = defaultdict(list)
    with path.open(newline="", encoding="utf-8-sig") as file:
        for row in list(csv.reader(file))[1:]:
            _number, _rung, _on, firm, _buyer, market, product, _amount, _currency, home, _home, *_rate, _says, name = (
                row
            )
            for part in ("", f"firm:{firm_of[firm]}", f"market:{market or '?'}", f"product:{product}"):
                sums[f"{rung_of[name]}_amount", part].append(Decimal(home) if home else None)
    told = {key: (_sum_of_known(found), len(found)) for key, found in sums.items()}
    nothing = (Decimal(0), 0)
    wanted = {
        key: (_decimal(one["value"]), len(one["rows"]))
        for key, one in ours.items()
        if key[0] in {f"{rung}_amount" for rung in RUNGS} and (one["rows"] or key in told)
    }
    return [f"{path.name} {key}: {told.get(key, nothing)}, counted {wanted.get(key)}" for key in _unequal(told, wanted)]


def _sum_of_known(found: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in found if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _unequal(told: dict[Key, Any], wanted: dict[Key, Any]) -> list[Key]:
    return [key for key in sorted(told.keys() | wanted.keys()) if told.get(key) != wanted.get(key)]


def main() -> int:
    """Recount a document and what was made beside it; print what differs."""
    exported, *others = map(Path, sys.argv[1:])
    document = json.loads(exported.read_text(encoding="utf-8"))
    ours = recounted(document)
    wrong = differences(document, ours)
    for path in others:
        if path.suffix == ".csv":
            wrong += differences_in_attached(path, document, ours)
        elif path.suffix == ".json":
            wrong += differences(json.loads(path.read_text(encoding="utf-8")), ours)
        else:
            compare = differences_in_workbook if path.suffix == ".xlsx" else differences_in_page
            wrong += compare(path, ours)
    print(f"{exported.name}: {len(ours)} figures, {len(document['rows']['events'])} events, {len(wrong)} differ")
    print("\n".join(wrong[:20]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
