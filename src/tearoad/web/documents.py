"""Columns that keep JSON: the one way in which it is read, so that no stored thing can break a page.

A column says what its documents are. One that is something else, by a fault, an attack or another version, is given as
the emptiest thing that fits, marked as `Unread`: pages show the rest and say what is missing. It is never written back:
what stands in the database stays there, whole, until a person decides. Where guessing would do harm (a plan, a file for
others, a job), work happens inside `whole()`: there reading it is an error in words.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, lru_cache
from typing import Any, TypeAlias

from django.db import models
from django.db.models.fields.json import KeyTransform
from django.db.models.query_utils import DeferredAttribute

from tearoad.errors import Conflict, NotFoundError, TearoadError
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import from_document, text_from_document, text_to_document
from tearoad.values.json_data import WRONG, NoJson, data_of
from tearoad.values.least import least_document
from tearoad.words import say

Judge: TypeAlias = Callable[[Any], object]
"""Reads JSON data, or raises a `TearoadError`."""
Least: TypeAlias = Callable[[Any], "dict[str, Any]"]
"""From a row to what stands for its document."""


class Unreadable(Conflict):
    """Something that is kept here cannot be read, and what was asked for cannot be done without it."""

    def __init__(self, problems: Iterable[Text] = ()) -> None:
        """Keep what cannot be read."""
        super().__init__(Text("web.unreadable"), Text("web.unreadable_hint"))
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[type[Unreadable], tuple[tuple[Text, ...]]]:  # type: ignore[override]  # other parts
        """Travel whole from a worker process."""
        return type(self), (self.problems,)


class ReplacesUnread(Conflict):
    """Somebody is about to write over what cannot be read: nobody could get at it afterwards."""

    def __init__(self, note: Text, kept: str) -> None:
        """Keep of what it is, and all of it."""
        super().__init__(Text("web.replaces_unread"), Text("web.replaces_unread_hint"))
        self.problems = (note,)
        self.kept = kept
        self.mark = hashlib.sha256(kept.encode(errors="surrogatepass")).hexdigest()
        """What a form says to replace it knowingly."""

    def __reduce__(self) -> tuple[type[ReplacesUnread], tuple[Text, str]]:  # type: ignore[override]  # other parts
        """Travel whole from a worker process."""
        return type(self), (*self.problems, self.kept)


@dataclass(slots=True)
class Note:
    """What could not be read: a column, and of which row where that is known."""

    model: str
    """`app.Model`"""
    column: str
    row: str = ""
    called: str = ""
    """What the row is called, where it has a column for that."""

    @property
    def text(self) -> Text:
        """What to tell."""
        return Text("web.unreadable_row", model=self.model, column=self.column, called=self.called or self.row or "–")


@dataclass(slots=True)
class _Reading:
    """What was met while something is done."""

    is_whole: bool = False
    notes: list[Note] = field(default_factory=list)


_reading: ContextVar[_Reading | None] = ContextVar("reading", default=None)
_REPLACED = "_replaced_unread"


@contextmanager
def noting() -> Iterator[list[Note]]:
    """Collect what cannot be read until the end."""
    reading = _Reading()
    token = _reading.set(reading)
    try:
        yield reading.notes
    finally:
        _reading.reset(token)


@contextmanager
def whole() -> Iterator[None]:
    """Work on what is kept, all of it: what cannot be read is an error.

    Raises:
        Unreadable: something that was read in between is not what its column keeps.

    """
    token = _reading.set(_Reading(is_whole=True))
    try:
        yield
    finally:
        _reading.reset(token)


_replaces: ContextVar[Callable[[], Collection[str]] | None] = ContextVar("replaces", default=None)


@contextmanager
def replacing(said: Callable[[], Collection[str]]) -> Iterator[None]:
    """Save what a person entered: what cannot be read is replaced only where they say so, by its mark.

    Raises:
        ReplacesUnread: something would be written over that they did not name.

    """
    token = _replaces.set(said)
    try:
        yield
    finally:
        _replaces.reset(token)


def unread_now() -> tuple[Text, ...]:
    """Return what could not be read so far, each thing once."""
    reading = _reading.get()
    return tuple(dict.fromkeys(note.text for note in reading.notes)) if reading else ()


def rows_unread_now() -> frozenset[str]:
    """Return the ids of the rows that could not be read so far."""
    reading = _reading.get()
    return frozenset(note.row for note in reading.notes if note.row) if reading else frozenset()


class UnreadDocument(dict[str, Any]):
    """Stands for a document that cannot be read."""

    note: Note
    as_kept: Any


class UnreadList(list[Any]):
    """Stands for a list that cannot be read."""

    note: Note
    as_kept: Any


class _Attribute(DeferredAttribute):
    """Remembers what cannot be read where something else is put into its place."""

    def __set__(self, row: Any, value: Any) -> None:
        before = row.__dict__.get(self.field.attname)
        if isinstance(before, UnreadDocument | UnreadList) and before is not value:
            row.__dict__.setdefault(_REPLACED, {})[self.field.attname] = before
        row.__dict__[self.field.attname] = value


class DocumentField(models.JSONField):
    """A column of documents of one kind; to a database it is any other column of JSON."""

    descriptor_class = _Attribute

    def __init__(
        self,
        of: Any = dict,
        *,
        judge: Judge | None = None,
        least: Least | None = None,
        **options: Any,
    ) -> None:
        """Keep what its documents are.

        Args:
            of: a dataclass, or a form of several such as `tuple[Text, ...]`.
            judge: reads a document in place of `of`; the empty document is judged by neither where it is the default.
            least: makes what stands for one of a row that cannot be read; else the emptiest that `of` can be read from.
            options: Django's.

        """
        super().__init__(**options)
        self.of, self.least = of, least
        self.judge = judge or (lambda found: from_document(of, found))

    def deconstruct(self) -> Any:
        """Tell migrations of a column of JSON: what its documents are is no matter of the database."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Return a document that is what it should be, or what stands for it."""
        if value is None or isinstance(expression, KeyTransform):
            return super().from_db_value(value, expression, connection)
        written = value if isinstance(value, str) else json.dumps(value)
        if _is_read(self, written):
            return json.loads(written)
        return self._unread(written)

    def pre_save(self, model_instance: Any, add: bool) -> Any:  # noqa: FBT001  # Django's form
        """Leave what cannot be read as it stands in the database."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, UnreadDocument | UnreadList):
            if add:
                raise Unreadable([value.note.text])
            return models.F(self.attname)
        before, said = model_instance.__dict__.get(_REPLACED, {}).get(self.attname), _replaces.get()
        if before is not None and said is not None:
            refused = ReplacesUnread(before.note.text, _document_text(before.as_kept))
            if refused.mark not in said():
                raise refused
        return value

    @property
    def may_be_empty(self) -> bool:
        """Whether nothing at all is a document of it as well."""
        return self.has_default() or self.null

    def _unread(self, written: str) -> Any:
        note = Note(self.model._meta.label, self.name)
        reading = _reading.get()
        if reading is not None:
            if reading.is_whole:
                raise Unreadable([note.text])
            reading.notes.append(note)
        default = self.get_default() if self.has_default() else _least(self.of)
        found = UnreadList(default) if isinstance(default, list) else UnreadDocument(default or {})
        found.note, found.as_kept = note, _stored_text(written)
        return found


def _stored_text(written: str) -> Any:
    """Return what stands in the database, for a backup; as a text where no reader of JSON takes it."""
    try:
        return data_of(written)
    except NoJson:
        return {"unreadable": written}


def _document_text(kept: Any) -> str:
    is_text = isinstance(kept, dict) and kept.keys() == {"unreadable"} and isinstance(kept["unreadable"], str)
    return kept["unreadable"] if is_text else json.dumps(kept, ensure_ascii=False, indent=1)


def mark_unread(row: Any) -> None:
    """Say of which row it is what could not be read, and let its documents be the emptiest that fit."""
    model: type[models.Model] = type(row)
    for column in _columns(model):
        document = row.__dict__.get(column.attname)
        if isinstance(document, UnreadDocument | UnreadList):
            document.note.row = str(row.pk)
            document.note.called = str(
                row.__dict__.get("name") or row.__dict__.get("code") or row.__dict__.get("number") or ""
            )
            if isinstance(document, UnreadDocument) and not column.may_be_empty:
                document.update(column.least(row) if column.least else _known(document, row))


def _least(kind: Any) -> Any:
    return text_to_document(Text("web.unreadable_text")) if kind is Text else least_document(kind)


def _known(found: dict[str, Any], row: Any) -> dict[str, Any]:
    """Return what the columns of a row know of its document: the id and the name."""
    code, name = row.__dict__.get("code"), row.__dict__.get("name")
    known = {"id": code} if code and "id" in found else {}
    return known | ({"name": {"latin": name}} if name and "name" in found else {})


@cache
def _columns(model: type[models.Model]) -> tuple[DocumentField, ...]:
    return tuple(
        document_field for document_field in model._meta.concrete_fields if isinstance(document_field, DocumentField)
    )


@lru_cache(maxsize=8192)
def _is_read(column: DocumentField, written: str) -> bool:
    try:
        found = data_of(written)
        if column.has_default() and type(found) is not type(column.get_default()):
            return False
        if column.may_be_empty and not found:
            return True
        _speak(column.judge(found))
    except (TearoadError, *WRONG):
        return False
    return True


def require_spoken(document: object) -> None:
    """Say every sentence that stands in a document from elsewhere, before it is kept and shown on pages.

    Raises:
        TearoadError: one cannot be said: it has no such code, or not what it speaks of.

    """
    if isinstance(document, Mapping) and {"code", "params"} <= document.keys():
        _speak(text_from_document(document))
    elif isinstance(document, Mapping):
        require_spoken(tuple(document.values()))
    elif isinstance(document, list | tuple):
        for part in document:
            require_spoken(part)


def _speak(found: Any) -> None:
    """Say every sentence in something once, so that each can be said on a page.

    Raises:
        TearoadError: one cannot.

    """
    if isinstance(found, Text):
        try:
            say(found, Language.EN)
        except (LookupError, ValueError, TypeError, AttributeError) as wrong:
            raise NotFoundError(Text("web.unreadable")) from wrong
    elif isinstance(found, dict):
        _speak(tuple(found.values()))
    elif isinstance(found, tuple | list | frozenset):
        for member in found:
            _speak(member)
    elif is_dataclass(found):
        for part in fields(found):
            _speak(getattr(found, part.name, None))
