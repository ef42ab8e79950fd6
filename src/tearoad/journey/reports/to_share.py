"""A report that may be forwarded to anyone: the mission, its firms, its days; no buyer by name, no verdict, no "no".

It is made from the roster and the plan alone, which hold nothing secret.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tearoad.journey.names import names_for
from tearoad.mission.papers import spelling
from tearoad.mission.where import Spots
from tearoad.names import FirmName
from tearoad.paper.page import Content, Markup, bullets, figures, link, page, table, tag
from tearoad.text import Ref, Text
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem, Wish
from tearoad.timetable.roster import Roster
from tearoad.values import Language
from tearoad.words import Words


def report_to_share(roster: Roster, problem: Problem, plan: Plan) -> bytes:
    """Return one HTML page with a section in each of the mission's paper languages."""
    languages = roster.mission.paper_languages
    first = languages[0]
    choice = bullets(link(language.value, Words(language)(Text("cli.language_name"))) for language in languages)
    sections = (_Section(roster, problem, plan, language).whole() for language in languages)
    return page(roster.mission.name.in_language(first), first.value, tag("nav", choice), *sections)


class _Section:
    """The report in one language."""

    def __init__(self, roster: Roster, problem: Problem, plan: Plan, language: Language) -> None:
        self._roster, self._problem, self._plan, self._language = roster, problem, plan, language
        self._words = Words(language, names_for(roster, language))

    def whole(self) -> Markup:
        return tag("section", *self._content(), id_=self._language.value, lang=self._language.value)

    def _say(self, code: str) -> str:
        return self._words(Text(f"journey.{code}"))

    def _content(self) -> Iterator[Content]:
        mission = self._roster.mission
        where = self._listed([place.in_language(self._language) for place in (mission.venue, mission.city)])
        yield tag("h1", mission.name.in_language(self._language))
        yield tag("p", mission.fair.in_language(self._language), " · ", where)
        dates = Text("journey.dates", first=mission.days[0].on, last=mission.days[-1].on)
        yield tag("p", self._words(dates), css="soft")
        yield figures(
            [
                (len(self._roster.exporters), self._say("figure_exporters")),
                (len({wish.buyer for wish in self._placed()}), self._say("figure_buyers_met")),
                (len(self._plan.meetings), self._say("figure_meetings")),
            ]
        )
        yield tag("h2", self._say("section_firms"))
        yield self._firms()
        yield tag("h2", self._say("section_days"))
        yield self._days()
        if self._roster.programme:
            yield tag("h2", self._say("section_programme"))
            yield self._programme()
        yield tag("footer", self._say("share_footer"))

    def _placed(self) -> list[Wish]:
        wishes = {wish.id: wish for wish in self._problem.wishes}
        return [wishes[meeting.wish] for meeting in self._plan.meetings]

    def _firms(self) -> Markup:
        booked = Counter(wish.exporter for wish in self._placed())
        heads = [self._say(f"head_{head}") for head in ("exporter", "stand", "products", "meetings")]
        rows: list[tuple[Content, ...]] = []
        for exporter in self._roster.exporters:
            stand = " ".join(part for part in (exporter.hall, exporter.stand) if part)
            products = [self._product(product.name) for product in exporter.products]
            rows.append(
                (
                    self._words(Text("journey.only", who=Ref(exporter.id))),
                    stand,
                    self._listed(products),
                    booked[exporter.id],
                )
            )
        return table(heads, rows)

    def _listed(self, words: list[str]) -> str:
        return self._language.listed(word for word in words if word)

    def _product(self, name: FirmName) -> str:
        return spelling.firm(name, self._language).main

    def _days(self) -> Markup:
        booked = Counter(self._problem.slots[meeting.start].day for meeting in self._plan.meetings)
        heads = [self._say(f"head_{head}") for head in ("day", "open", "meetings")]
        rows = (
            (self._words(Text("journey.day", on=day.on)), f"{day.opens:%H:%M}–{day.closes:%H:%M}", booked[number])
            for number, day in enumerate(self._roster.mission.days)
        )
        return table(heads, rows)

    def _programme(self) -> Markup:
        heads = [self._say(f"head_{head}") for head in ("when", "item", "place")]
        zone = self._roster.mission.fair_zone
        spots = Spots(self._roster.mission, self._words.names, self._language)
        rows = (
            (
                self._words(Text("journey.moment", at=item.window.start_at.astimezone(zone))),
                item.title.in_language(self._language),
                spots.called(item.place),
            )
            for item in sorted(self._roster.programme, key=lambda item: item.window)
        )
        return table(heads, rows)
