"""A storm of programme changes through the web, each judged against what ought to be; what is wrong is collected."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import asdict, dataclass, field
from html import unescape
from time import perf_counter

from django.test import Client as Browser
from django.urls import reverse

from tearoad.mission import ProgrammeItem
from tearoad.mission.web.models import Mission
from tearoad.mission.web.models import ProgrammeItem as Row
from tearoad.mission.web.queries import parties
from tearoad.mission.web.queries.receivers import receivers
from tearoad.office.web.models import Message, MessageState
from tearoad.programme import ItemChange
from tearoad.programme.web.queries.announced import announced, announced_number, item_of
from tearoad.programme.web.queries.letters import own_lines, programme_notifications
from tearoad.programme.web.queries.pages import ProgrammePage, programme_page
from tearoad.timetable.web.models import Meeting
from tearoad.timetable.web.queries.publishing.in_force import in_force
from tearoad.values import Language
from tearoad.words import Words
from tests.timetable.web.storm.days import Days
from tests.timetable.web.storm.dice import Dice, Fields, fields
from tests.timetable.web.storm.expected import Someone, double_items, double_meetings, everybody, long_days, told
from tests.timetable.web.storm.truth import is_true


@dataclass(slots=True)
class Figures:
    """What a storm did, and what it found wrong."""

    changes: int = 0
    announcements: int = 0
    told: int = 0
    sentences: int = 0
    mails: int = 0
    sheets: int = 0
    displaced: int = 0
    """Meetings named as impossible, counted after each change."""
    conflicts: int = 0
    seconds: float = 0.0
    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """Return the figures as plain data, faults as their number."""
        return asdict(self) | {"kinds": dict(self.kinds), "faults": len(self.faults), "seconds": round(self.seconds, 1)}


class Storm:
    """One mission with a plan in force, and an officer who cannot leave its programme alone."""

    def __init__(self, browser: Browser, mission: Mission, seed: int) -> None:
        """Begin with everybody knowing the plan and the programme."""
        self.browser, self.mission = browser, mission
        self.found = parties(mission)
        self.dice = Dice(random.Random(seed), self.found)
        self.random = self.dice.random
        self.languages = {receiver.key: receiver.language for receiver in receivers(mission)}
        self.people = everybody(self.found, self.languages)
        self.figures = Figures()
        self.days = Days(mission, self.people, self.figures.faults)
        self.tell_plan()
        self.days.look(self.told())

    def tell_plan(self) -> None:
        """Write to everybody whose day the plan in force changed."""
        row = in_force(self.mission)
        assert row is not None, "a plan is in force"
        answer = self.browser.post(reverse("timetable-changes", args=[self.mission.pk, row.number])).status_code
        self._hold(answer == 302, f"telling was answered {answer}")

    def blow(self, changes: int, announce_share: float = 0.5) -> Figures:
        """Make so many changes; some are announced one by one, some together."""
        begun = perf_counter()
        while self.figures.changes < changes:
            if self._change():
                self.figures.changes += 1
                self._look_at_page()
                if self.random.random() < announce_share or self.figures.changes == changes:
                    self._announce()
        self.figures.seconds += perf_counter() - begun
        return self.figures

    def _change(self) -> bool:
        """Make one change; False where the dice fell on nothing that can be changed."""
        rows = list(Row.objects.filter(mission=self.mission))
        kind = self.random.choice((*self.dice.kinds, "add", "cancel", "put back"))
        if kind == "add":
            answer = self._post("item-new", self.dice.new())
        elif kind == "put back":
            gone = programme_page(self.mission, Language.EN).removed
            if not gone:
                return False
            answer = self._post("row-undo", {"change": str(self.random.choice(gone).change.pk)})
        elif not rows:
            return False
        else:
            row = self.random.choice(rows)
            if kind == "cancel":
                answer = self._post("item-remove", {"read_version": row.mark}, row.pk)
            else:
                before = fields(item_of(row), self.found.mission)
                after = self.dice.kinds[kind](before)
                if after == before:
                    return False
                answer = self._post("item", after | {"read_version": row.mark}, row.pk)
        self.figures.kinds[kind] += 1
        self._hold(answer == 302, f"{kind}: the page answered {answer}")
        return True

    def _post(self, name: str, said: Fields, *more: object) -> int:
        return self.browser.post(reverse(f"mission-{name}", args=[self.mission.pk, *more]), said).status_code

    def told(self) -> dict[str, ProgrammeItem]:
        """Return the programme as people know it."""
        return {str(item.id): item for item in announced(self.mission)}

    def _look_at_page(self) -> None:
        """Whoever would be in two places is named on the page: who, where, which meeting."""
        self.found = parties(self.mission)
        page = programme_page(self.mission, Language.EN)
        html = unescape(self.browser.get(reverse("mission-programme", args=[self.mission.pk])).content.decode())
        meetings = list(Meeting.objects.filter(published=in_force(self.mission)))
        named = {(displaced_meeting.exporter, displaced_meeting.buyer) for displaced_meeting in page.displaced.meetings}
        # What is named goes: whatever is left has to be possible beside the programme.
        left = [meeting for meeting in meetings if (meeting.exporter, meeting.buyer) not in named]
        for pair in double_meetings(self.found, self.found.programme, left):
            self._fault(f"{pair} is in two places and not named")
        for pair in long_days(self.found, self.found.programme, left):
            self._fault(f"{pair}: its interpreter works too long beside what is named, and it is not")
        words = Words(Language.EN, page.names)
        for meeting in page.displaced.meetings:
            self._hold(words(meeting.text) in html, f"{words(meeting.text)} is not on the page")
            self._hold(self._is_so(meeting.items, meeting.people), f"{words(meeting.text)} is not so")
        self.figures.displaced += len(page.displaced.meetings)
        self._look_at_conflicts(page, words, html)

    def _is_so(self, items: tuple[str, ...], people: tuple[str, ...]) -> bool:
        bound = {who for item in self.found.programme if item.id in items for who in item.bound}
        return bool(items) and bool(people) and set(people) <= bound

    def _look_at_conflicts(self, page: ProgrammePage, words: Words, html: str) -> None:
        shown = {
            conflict.text: conflict for day in page.days for item in day.items for conflict in item.conflicts
        }.values()
        named = {
            (who, frozenset({conflict.item, conflict.other}))
            for conflict in shown
            if "twice" in conflict.kind
            for who in conflict.people
        }
        expected = double_items(self.found, self.found.programme)
        self._hold(named == expected, f"in two items at once: named {named - expected}, not named {expected - named}")
        for conflict in shown:
            self._hold(words(conflict.text) in html, f"{words(conflict.text)} is not on the page")
        self.figures.conflicts += len(shown)

    def _announce(self) -> None:
        before, number = self.told(), announced_number(self.mission)
        row = Mission.objects.get(pk=self.mission.pk)
        preview = programme_page(row, Language.EN)
        answer = self._post("programme-announce", {"read_version": str(row.revision)})
        self._hold(answer == 302, f"announcing was answered {answer}")
        after = self.told()
        changed = before != after
        self._hold(announced_number(self.mission) == number + changed, "the announcement has another number")
        if changed:
            self.figures.announcements += 1
            self._look_at_letters(before, after, number + 1, preview)
            self.figures.sheets += self.days.look(after)
            self._let_all_know(number + 1)

    def _let_all_know(self, number: int) -> None:
        """Let every mail be taken and everyone else be told by hand: what they do not know would pile up."""
        Message.objects.update(state=MessageState.SENT)
        for letter in programme_notifications(self.mission, number).by_hand:
            if letter.to_tell:
                self._post("programme-told", {"role": letter.role.value, "party": letter.party})

    def _look_at_letters(
        self,
        before: dict[str, ProgrammeItem],
        after: dict[str, ProgrammeItem],
        number: int,
        preview: ProgrammePage,
    ) -> None:
        expected = told(before, after, self.people)
        letters = {
            letter.who.key: letter for letter in programme_notifications(self.mission, number, Language.EN).letters
        }
        self._hold(
            set(letters) == set(expected),
            f"told wrongly: {set(letters) - set(expected)}, not told: {set(expected) - set(letters)}",
        )
        self._hold(
            sorted(affected.name for affected in preview.affected)
            == sorted(letter.read_name for letter in letters.values()),
            "the preview named others than were told",
        )
        for who in self.people:
            if who.key in letters and who.key in expected:
                self._look_at_letter(who, letters[who.key].lines, expected[who.key], before, after)
        mailed = Message.objects.filter(key__startswith=f"programme/{self.mission.pk}/{number}/")
        self._hold(
            {tuple(key.split("/")[3:]) for key in mailed.values_list("key", flat=True)}
            == {key for key, letter in letters.items() if letter.by_mail},
            "others were written to than have an address",
        )
        self.figures.told += len(letters)
        self.figures.mails += len(mailed)

    def _look_at_letter(
        self,
        who: Someone,
        lines: tuple[str, ...],
        items: set[str],
        before: dict[str, ProgrammeItem],
        after: dict[str, ProgrammeItem],
    ) -> None:
        """Each item that changed for them is told, in true sentences, and no other."""
        receiver = next(receiver for receiver in receivers(self.mission) if receiver.key == who.key)
        told_of = 0
        for id_ in {*before, *after}:
            change = ItemChange(before.get(id_), after.get(id_))
            texts = own_lines(change, receiver, self.found.delegates) if change.before != change.after else ()
            self._hold(bool(texts) == (id_ in items), f"{who.key}: {id_} changed without a reason, or the reverse")
            self._hold(all(is_true(text, change, who) for text in texts), f"{who.key}: {texts} is not true")
            told_of += len(texts)
        self._hold(len(lines) == told_of, f"{who.key}: {len(lines)} lines for {told_of} reasons")
        self.figures.sentences += told_of

    def _hold(self, so: bool, otherwise: str) -> None:  # noqa: FBT001  # what is held to be so
        if not so:
            self._fault(otherwise)

    def _fault(self, said: str) -> None:
        self.figures.faults.append(f"change {self.figures.changes} ({sum(self.figures.kinds.values())}): {said}")
