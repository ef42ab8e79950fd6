"""The office's own report: verdicts with evidence, reasons, what was left out and why. Not for forwarding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from tearoad.journey.names import outcome_names
from tearoad.journey.outcome import Outcome
from tearoad.journey.reports.hours import interpreter_hours
from tearoad.journey.reports.levels import gap, value_and_bound
from tearoad.paper.page import Content, Markup, bullets, figures, join, link, page, table, tag
from tearoad.paper.sheets import Severity
from tearoad.programme import called_in, explain
from tearoad.screening import Hit, Status, Verdict
from tearoad.text import Ref, Text
from tearoad.timetable.difference import change_text
from tearoad.timetable.objectives import MAXIMISED
from tearoad.timetable.plan import Level, broken_rules_sentence, cut_short
from tearoad.timetable.rules.pauses import soft_pauses_missed
from tearoad.values import Language, WishId
from tearoad.words import Words

_SECTIONS = (
    "levels",
    "pauses",
    "clash",
    "changes",
    "unplaced",
    "verdicts",
    "goods",
    "duplicates",
    "meetings",
    "interpreters",
    "refused",
    "rows",
)


def internal_report(outcome: Outcome, language: Language) -> bytes:
    """Return the office's report as one HTML page in the officer's language."""
    return _Report(outcome, language).page()


class _Report:
    def __init__(self, outcome: Outcome, language: Language) -> None:
        self._outcome = outcome
        self._language = language
        self._words = Words(language, outcome_names(outcome, language))
        self._wishes = {wish.id: wish for wish in outcome.problem.wishes}

    def page(self) -> bytes:
        mission = self._outcome.files.mission
        title = self._say("internal_title", mission=mission.name.in_language(self._language))
        sections = [(name, content) for name in _SECTIONS if (content := tuple(getattr(self, f"_{name}")()))]
        contents = bullets(link(name, self._say(f"section_{name}")) for name, _ in sections)
        return page(
            title,
            self._language.value,
            tag("h1", title),
            tag("p", self._say("internal_warning"), css="bad"),
            self._figures(),
            tag("nav", contents),
            *(
                tag("section", tag("h2", self._say(f"section_{name}")), *content, id_=name)
                for name, content in sections
            ),
            tag("footer", self._say("internal_footer", engine=self._outcome.plan.engine, seed=self._outcome.plan.seed)),
        )

    def _say(self, code: str, **params: str | int) -> str:
        return self._words(Text(f"journey.{code}", **params))

    def _name(self, party: str) -> str:
        return self._words(Text("journey.named", who=Ref(party), id=party))

    def _figures(self) -> Markup:
        outcome = self._outcome
        pairs: list[tuple[Content, str]] = [
            (len(outcome.plan.meetings), self._say("figure_meetings")),
            (len(outcome.plan.unplaced), self._say("figure_unplaced")),
            (outcome.held_back, self._say("figure_held_back")),
            (len(outcome.violations), self._say("figure_violations")),
            (len(outcome.roster.exporters), self._say("figure_exporters")),
            (len(outcome.roster.buyers), self._say("figure_buyers")),
        ]
        return figures(pairs)

    def _levels(self) -> Iterator[Content]:
        for text in filter(None, (broken_rules_sentence(self._outcome.plan), cut_short(self._outcome.plan))):
            yield tag("p", self._words(text), css="bad")
        heads = ("objective", "value", "bound", "gap", "seconds")
        yield tag("p", self._say("levels_note"), css="soft")
        yield table(
            [self._say(f"head_{head}") for head in heads], (self._level(level) for level in self._outcome.plan.levels)
        )

    def _level(self, level: Level) -> tuple[Content, ...]:
        value, bound = value_and_bound(level, self._outcome.problem)
        how: Content = ""
        if level.bound == level.value:
            how = tag("span", self._say("proved"), css="good")
        elif level.objective in MAXIMISED:
            how = f"{100 * gap(level):.2f} %"
        return self._say(f"objective_{level.objective.value}"), value, bound, how, f"{level.seconds:.1f}"

    def _pauses(self) -> Iterator[Content]:
        missed = soft_pauses_missed(self._outcome.problem, self._outcome.plan.meetings)
        if missed:
            yield bullets(self._words(pause.text) for pause in missed)

    def _clash(self) -> Iterator[Content]:
        if self._outcome.clash:
            yield tag("p", self._say("clash_note"), css="bad")
            yield bullets(self._pair(wish) for wish in self._outcome.clash)
            others = [wish for wish in self._outcome.missed if wish not in self._outcome.clash]
            if others:
                yield tag("p", self._say("missed_note"), css="bad")
                yield bullets(self._pair(wish) for wish in others)

    def _pair(self, wish: WishId) -> str:
        return self._words(Text("journey.only", who=Ref(wish)))

    def _changes(self) -> Iterator[Content]:
        if self._outcome.changes is None:
            return
        changes = self._outcome.changes
        people = tuple(Ref(person) for person in changes.people)
        yield tag("p", self._words(Text("journey.changes_note", count=len(changes.changes))))
        yield bullets(self._words(change_text(change)) for change in changes.changes)
        if people:
            yield tag("p", self._words(Text("journey.people_to_tell", people=people)))
        yield from self._programme_changes()

    def _programme_changes(self) -> Iterator[Content]:
        found = self._outcome.programme_changes
        if found is None:
            yield tag("p", self._words(Text("journey.programme_not_compared")), css="soft")
            return
        yield tag("p", self._words(Text("journey.programme_changes_note", count=len(found))))
        yield bullets(self._words(text) for change in found for text in explain(change))
        people = tuple(Ref(text) for text in called_in(found))
        if people:
            yield tag("p", self._words(Text("journey.people_to_tell", people=people)))

    def _unplaced(self) -> Iterator[Content]:
        if not self._outcome.explanations:
            return
        yield tag("p", self._say("unplaced_note"), css="soft")
        heads = [self._say(f"head_{head}") for head in ("exporter", "buyer", "worth", "why", "trade")]
        rows: list[tuple[Content, ...]] = []
        for explanation in self._outcome.explanations:
            wish = self._wishes[explanation.wish]
            trade = self._words(explanation.text) if explanation.trade else ""
            why = bullets(self._words(obstacle.text) for obstacle in explanation.obstacles)
            rows.append((self._name(wish.exporter), self._name(wish.buyer), wish.value, why, trade))
        yield table(heads, sorted(rows, key=lambda row: -int(str(row[2]))))

    def _verdicts(self) -> Iterator[Content]:
        verdicts = [verdict for verdict in self._outcome.verdicts if verdict.status is not Status.NO_HIT]
        checked = self._words(
            Text(
                "journey.screened_note",
                parties=len(self._outcome.verdicts),
                entries=len(self._outcome.lists.entries),
                names=sum(len(entry.names) for entry in self._outcome.lists.entries),
            )
        )
        yield tag("p", checked, css="soft")
        if not self._outcome.lists.entries:
            yield tag("p", self._say("no_lists"), css="warn")
        if verdicts:
            heads = [self._say(f"head_{head}") for head in ("party", "verdict", "evidence")]
            yield table(heads, (self._verdict(verdict) for verdict in verdicts))

    def _verdict(self, verdict: Verdict) -> tuple[Content, ...]:
        css = "good" if verdict.may_be_met else "bad"
        hits = bullets(self._hit(hit) for hit in verdict.hits)
        decided = [
            self._words(
                Text(
                    f"journey.ruled_{decision.ruling.value}", entry=decision.entry_id, by=decision.by, why=decision.why
                )
            )
            for decision in verdict.decisions
        ]
        state = tag("span", self._say(f"status_{verdict.status.value}"), css=css)
        return self._name(verdict.party), state, join([hits, bullets(decided) if decided else ""])

    def _hit(self, hit: Hit) -> Markup:
        head = self._words(
            Text("journey.hit", ours=hit.ours, theirs=hit.theirs, entry=hit.entry.id, source=hit.entry.source)
        )
        return join([head, bullets(self._words(text) for text in hit.evidence)])

    def _goods(self) -> Iterator[Content]:
        if self._outcome.goods:
            yield bullets(
                f"{self._name(warning.party)}: {self._words(warning.text)}" for warning in self._outcome.goods
            )

    def _duplicates(self) -> Iterator[Content]:
        if self._outcome.duplicates:
            heads = [self._say(f"head_{head}") for head in ("first", "second", "evidence")]
            rows = (
                (
                    self._name(duplicate.first),
                    self._name(duplicate.second),
                    bullets(self._words(r.text) for r in duplicate.score.reasons),
                )
                for duplicate in self._outcome.duplicates
            )
            yield table(heads, rows)

    def _meetings(self) -> Iterator[Content]:
        scores = {(match.exporter, match.buyer): match.score for match in self._outcome.matches}
        heads = [self._say(f"head_{head}") for head in ("when", "exporter", "buyer", "place", "interpreter", "reasons")]
        rows: list[tuple[Content, ...]] = []
        for meeting in self._outcome.plan.meetings:
            wish = self._wishes[meeting.wish]
            score = scores.get((wish.exporter, wish.buyer))
            start = self._outcome.problem.slots[meeting.start].window.start_at
            rows.append(
                (
                    self._words(Text("journey.moment", at=start)),
                    self._name(wish.exporter),
                    self._name(wish.buyer),
                    self._words(Text("journey.only", who=Ref(meeting.place))),
                    self._words(Text("journey.only", who=Ref(meeting.interpreter))) if meeting.interpreter else "",
                    bullets(self._words(reason.text) for reason in score.reasons) if score else "",
                )
            )
        yield table(heads, rows)

    def _interpreters(self) -> Iterator[Content]:
        outcome = self._outcome
        hours = interpreter_hours(outcome.roster, outcome.problem, outcome.plan)
        if hours:
            yield tag("p", self._say("hours_note"), css="soft")
            heads = [self._say(f"head_{head}") for head in ("interpreter", "meetings", "booked", "paid")]
            rows = (
                (
                    self._name(hour.interpreter),
                    hour.meetings,
                    f"{float(hour.booked_hours):g}",
                    f"{float(hour.paid_hours):g}",
                )
                for hour in hours
            )
            yield table(heads, rows)

    def _refused(self) -> Iterator[Content]:
        hard = self._outcome.refusals
        if hard:
            yield tag("p", self._say("refused_note"), css="bad")
            heads = [self._say(f"head_{head}") for head in ("exporter", "buyer", "why")]
            rows = (
                (self._name(refusal.exporter), self._name(refusal.buyer), self._words(refusal.why)) for refusal in hard
            )
            yield table(heads, rows)

    def _rows(self) -> Iterator[Content]:
        problems = self._outcome.files.problems
        counts = Counter(problem.severity for problem in problems)
        if problems:
            text = Text("journey.rows_note", errors=counts[Severity.ERROR], warnings=counts[Severity.WARNING])
            yield tag("p", self._words(text), css="soft")
            heads = [self._say(f"head_{head}") for head in ("where", "found", "todo")]
            rows = (
                (problem.where, self._words(problem.text), self._words(problem.hint) if problem.hint else "")
                for problem in problems
            )
            yield table(heads, rows)


def _plain(hours: Fraction) -> str:
    return f"{float(hours):g}"
