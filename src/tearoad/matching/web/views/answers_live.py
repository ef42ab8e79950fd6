"""How answers come in, each figure with one click to its people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tearoad.matching.web.queries.answers_live import COUNTED, AnswersCounted, answers_live
from tearoad.matching.web.queries.names import PartyName, company_pages, names
from tearoad.mission.web.queries import mission
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text


@dataclass(frozen=True, slots=True)
class AnswersRow:
    """A firm, or a product of it, in the table of answers."""

    product: str
    """Empty where the line is about the whole firm."""
    firm: PartyName
    cells: tuple[tuple[Text, int, str], ...]
    """What is counted, how many, and the page of those meetings."""


def live(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the answers as they stand: by day, firm and product, who has nobody, whom most want to meet."""
    row = mission(request.actor, mission_id)
    known, pages = names(row, request.language), company_pages(row)
    found = answers_live(row)
    meetings = reverse("asking-meetings", args=[row.pk])

    def people(**sought: str) -> str:
        return f"{meetings}?{urlencode(sought)}"

    context = {
        "mission": row,
        "heads": [Text(f"asking_pages.live_{text}") for text in COUNTED],
        "days": [(on, count, people(on=on.isoformat())) for on, count in found.by_day],
        "tables": [
            (Text("asking_pages.live_by_firm"), _lines(found.by_firm, known, pages, people, "party")),
            (Text("asking_pages.live_by_product"), _lines(found.by_product, known, pages, people, "product")),
        ],
        "without": [
            (Text(f"asking_pages.live_{side}_without"), _parties(codes, known, pages))
            for side, codes in zip(("firms", "buyers"), found.without, strict=True)
        ],
        "wanted": [(known.get(code, code), count, people(wants=code)) for code, count in found.wanted],
    }
    return render(request, "matching/asking/live.html", context)


def _lines(
    counted: Iterable[AnswersCounted],
    known: Mapping[str, str],
    pages: Mapping[str, str],
    people: Callable[..., str],
    by: str,
) -> list[AnswersRow]:
    return [
        AnswersRow(
            known.get(answers_counted.code, answers_counted.code) if by == "product" else "",
            next(iter(_parties([answers_counted.code.partition("#")[0]], known, pages))),
            tuple(
                (Text(f"asking_pages.live_{said}"), count, people(**{by: answers_counted.code, "said": said}))
                for said, count in answers_counted.cells
            ),
        )
        for answers_counted in counted
    ]


def _parties(codes: Iterable[str], known: Mapping[str, str], pages: Mapping[str, str]) -> list[PartyName]:
    return [PartyName(known.get(code, code), pages.get(code, "")) for code in codes]
