"""What the pages of checklists send: days, tasks, files, what the inviting side says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile

from tearoad.checklist import About, Evidence, Fate, Owner, Task, TaskId
from tearoad.checklist.letters import Inviter
from tearoad.checklist.template import Template
from tearoad.checklist.web.actions.tasks import MOST_BYTES, Upload, plain
from tearoad.checklist.web.queries.people import Colleague, Travellers
from tearoad.errors import InputError
from tearoad.paper.sheets.passports import holds_passport_number
from tearoad.text import Text
from tearoad.values import IN_COLUMNS, LocalText
from tearoad.web.input import NUL
from tearoad.web.saving.versions import Version, there_now
from tearoad.words import Words, form_problem

_TONGUES = {language.code: language.own_name for language in IN_COLUMNS}
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
INVITER_LINES = ("inviter", "addressee", "signer")
LONGEST_LINE = 200
"""How much of what the inviting side says of itself fits into its line of a letter."""
_MOST_AT_ONCE = 200


class TaskForm(forms.Form):
    """One task: its words, its day, for whom it is and whose."""

    def __init__(
        self,
        words: Words,
        known: Travellers,
        people: Iterable[Colleague],
        task: Task | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        """Show a task, or an empty form, or what was sent."""
        self.words = words
        super().__init__(data)
        title = task.title if task else LocalText()
        for tongue, name in _TONGUES.items():
            self._add(f"title_{tongue}", forms.CharField(required=False, max_length=200, label=name))
            self.fields[f"title_{tongue}"].initial = title[tongue]
        self._add("due_on", forms.CharField(max_length=10), task.due_on.isoformat() if task else "")
        self.fields["due_on"].widget = forms.TextInput(attrs={"type": "date"})
        whole = words(Text("checklist_pages.whole_mission"))
        language = words.language
        firms = [(f"firm:{code}", known.name(code, language)) for code in known.firms]
        delegates = [(f"delegate:{code}", known.name(code, language)) for code in known.delegates]
        self._choose(
            "whom",
            [
                ("mission:", whole),
                (words(Text("checklist_pages.about_firm")), firms),
                (words(Text("checklist_pages.about_delegate")), delegates),
            ],
            f"{task.about.value}:{task.whom}" if task else "mission:",
        )
        owners = _owners(words, people, task)
        self._choose("owner", owners, task.owner if task else Owner.OFFICER.value)
        proofs = [(evidence.value, words(Text(f"checklist_pages.evidence_{evidence.value}"))) for evidence in Evidence]
        self._choose("evidence", proofs, (task.evidence if task else Evidence.EITHER).value)
        after = task.escalate_after_days if task else 3
        self._add("escalate_after_days", forms.IntegerField(required=False, min_value=1, max_value=365), after)
        self._choose("escalate_to", owners, task.escalate_to if task else Owner.MANAGER.value)

    def titles(self) -> list[forms.BoundField]:
        """Return the title's fields."""
        return [self[f"title_{tongue}"] for tongue in _TONGUES]

    def rest(self) -> list[forms.BoundField]:
        """Return all others."""
        return [self[name] for name in self.fields if not name.startswith("title_")]

    def clean_due_on(self) -> date:
        """Read the day."""
        day = read_day(self.cleaned_data["due_on"])
        if day is None:
            raise forms.ValidationError(self.words(Text("checklist_pages.bad_day", found=self.cleaned_data["due_on"])))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for a title in one language at least, without a passport number."""
        titles = {tongue: plain(self.cleaned_data.get(f"title_{tongue}", "")) for tongue in _TONGUES}
        if not any(titles.values()):
            self.add_error(f"title_{next(iter(_TONGUES))}", self.words(Text("checklist_pages.title_wanted")))
        for tongue, title in titles.items():
            if holds_passport_number(title, of_a_person=True):
                said = form_problem(self.words, Text("sheets.passport_cell"), Text("sheets.passport_hint"))
                self.add_error(f"title_{tongue}", said)
        return self.cleaned_data

    def there_now(self, theirs: TaskForm) -> Iterator[Version]:
        """Yield what the task says now where it is not what was sent."""
        title = self.words(Text("checklist_pages.task"))
        yield from there_now(self, theirs, lambda name, label: f"{title} · {label}" if name[:6] == "title_" else label)

    def task(self) -> Task:
        """Return the task that was sent, without an id; only of a valid form."""
        found = self.cleaned_data
        about, _, whom = found["whom"].partition(":")
        return Task(
            TaskId(""),
            LocalText(**{tongue: plain(found[f"title_{tongue}"]) for tongue in _TONGUES}),
            found["due_on"],
            About(about),
            whom,
            owner=found["owner"],
            evidence=Evidence(found["evidence"]),
            escalate_after_days=found["escalate_after_days"],
            escalate_to=found["escalate_to"],
        )

    def _choose(self, name: str, choices: list[Any], initial: str) -> None:
        self._add(name, forms.ChoiceField(choices=choices), initial)

    def _add(self, name: str, field: forms.Field, initial: object = "") -> None:
        field.label = field.label or self.words(Text(f"checklist_pages.field_{name}"))
        field.initial = initial
        field.error_messages["required"] = self.words(Text("mission_pages.is_missing"))
        if name in {"whom", "owner", "evidence", "escalate_after_days"}:
            field.help_text = self.words(Text(f"checklist_pages.help_{name}"))
        self.fields[name] = field


def _owners(words: Words, people: Iterable[Colleague], task: Task | None) -> list[tuple[str, str]]:
    found = [(owner.value, words(Text(f"checklist_pages.owner_{owner.value}"))) for owner in Owner]
    found += [(person.address, f"{person.name} ({person.address})") for person in people]
    known = {value for value, _said in found}
    named = dict.fromkeys(text for text in ((task.owner, task.escalate_to) if task else ()) if text not in known)
    return [*found, *((text, text) for text in named)]


def read_day(written: str) -> date | None:
    """Return a day as a browser sends it; None where it is none or nobody means it."""
    try:
        day = date.fromisoformat(written.strip())
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def moved_days(of: Template, sent: Mapping[str, str]) -> dict[str, date]:
    """Return the days a person chose for the tasks of a template.

    Raises:
        InputError: one of them is no day; all that are wrong are named.

    """
    found: dict[str, date] = {}
    wrong = []
    for task in of.tasks:
        written = sent.get(f"on_{task.code}", "")
        day = read_day(written)
        if day is not None:
            found[task.code] = day
        elif written.strip():
            wrong.append(written.strip()[:20])
    if wrong:
        raise InputError(Text("checklist_pages.bad_days", found=", ".join(wrong)), Text("checklist_pages.bad_day_hint"))
    return found


def upload(sent: UploadedFile[Any] | None) -> Upload | None:
    """Return the file that was sent; what is too large is not read into memory.

    Raises:
        InputError: it is larger than evidence may be.

    """
    if sent is None:
        return None
    if (sent.size or 0) > MOST_BYTES:
        raise InputError(
            Text("office.file_large", found=round((sent.size or 0) / 1_000_000), most=MOST_BYTES // 1_000_000),
            Text("office.file_large_hint"),
        )
    return Upload(sent.name or "", sent.read())


def refuse_nul(note: str) -> None:
    """Refuse a note with the letter NUL, which a database cannot keep.

    Raises:
        InputError: it has one.

    """
    if NUL in note:
        raise InputError(Text("checklist_pages.note_nul"), Text("checklist_pages.note_nul_hint"))


def task_ids(sent: Iterable[str]) -> list[UUID]:
    """Return the tasks that were ticked in a list.

    Raises:
        InputError: none, or something that is no task.

    """
    try:
        found = [UUID(text) for text in sent]
    except ValueError:
        found = []
    if not found or len(found) > _MOST_AT_ONCE:
        raise InputError(Text("checklist_pages.none_chosen"), Text("checklist_pages.none_chosen_hint"))
    return found


def fate(sent: str) -> Fate | None:
    """Return what became of a sample; empty takes it back.

    Raises:
        InputError: it is none of the fates there are.

    """
    if not sent:
        return None
    if sent not in {known_fate.value for known_fate in Fate}:
        raise InputError(Text("checklist_pages.bad_fate"), Text("checklist_pages.bad_fate_hint"))
    return Fate(sent)


def inviter(sent: Mapping[str, str]) -> Inviter:
    """Return what the inviting side says of itself.

    Raises:
        InputError: a field holds more than a line of a letter.

    """
    said = {name: " ".join(sent.get(name, "").split()) for name in INVITER_LINES}
    for name, line in said.items():
        if len(line) > LONGEST_LINE:
            field = Text(f"checklist_pages.field_{name}")
            text = Text("checklist_pages.line_long", field=field, count=len(line), most=LONGEST_LINE)
            raise InputError(text, Text("checklist_pages.line_long_hint", most=LONGEST_LINE))
    return Inviter(*said.values())
