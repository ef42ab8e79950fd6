"""The organisation's own first letters: which text counts in a language, and which waits for a review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tearoad.orders.letter_template import (
    DraftLetter,
    LetterPlaceholder,
    LetterTemplate,
    LetterValues,
    built_in_template,
)
from tearoad.orders.web.models import StoredLetterTemplate
from tearoad.people import Actor, Policy
from tearoad.people.web.queries.account import has_another
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.saving.stale import Stored, version_of
from tearoad.words import Words


@dataclass(frozen=True, slots=True)
class TemplateInLanguage:
    """What an organisation writes in a language."""

    language: Language
    in_use: StoredLetterTemplate | None
    """None: letters are drafted by the built-in text."""
    waiting: StoredLetterTemplate | None
    """Written, and to be reviewed."""

    @property
    def text(self) -> LetterTemplate:
        """The last text that somebody wrote; the built-in one where nobody did."""
        row = self.waiting or self.in_use
        return row.template if row else built_in_template(self.language)

    @property
    def stored(self) -> tuple[Stored, ...]:
        """The same as the fields of its form."""
        return (
            Stored("subject", Text("orders_pages.letter_subject"), self.text.subject),
            Stored("body", Text("orders_pages.letter_body"), self.text.body),
        )


@dataclass(frozen=True, slots=True)
class TemplateOnPage:
    """A language's text as its page shows it."""

    known: TemplateInLanguage
    read: str
    """By which a form says what it was read from."""
    preview: DraftLetter
    may_review: bool
    """Whether the reader may review what waits: who wrote it may not, where there is somebody else."""


def templates_in_use() -> Mapping[Language, StoredLetterTemplate]:
    """Return the texts that count, in one query."""
    return {language: found.in_use for language, found in templates_by_language().items() if found.in_use}


def templates_by_language() -> Mapping[Language, TemplateInLanguage]:
    """Return what stands in every language, in one query."""
    rows = StoredLetterTemplate.objects.filter(ended_at=None)
    kept = {(row.language, row.reviewed_at is not None): row for row in rows}
    return {
        language: TemplateInLanguage(language, kept.get((language.value, True)), kept.get((language.value, False)))
        for language in Language
    }


def templates_on_page(actor: Actor, values: Mapping[Language, LetterValues]) -> tuple[TemplateOnPage, ...]:
    """Return every language's text with a preview, in two queries."""
    is_alone = not has_another(Policy.EDIT_ORDERS, actor.tenant, actor.user)
    return tuple(
        TemplateOnPage(
            found,
            version_of(found.stored),
            found.text.filled(values[language]),
            found.waiting is not None and (is_alone or found.waiting.writer != actor.user),
        )
        for language, found in templates_by_language().items()
    )


def values_by_name(language: Language) -> LetterValues:
    """Return for each placeholder what it is, in brackets: for a preview while nobody waits for a letter."""
    words = Words(language)
    return {
        placeholder: f"[{words(Text(f'orders.placeholder_{placeholder.value}'))}]" for placeholder in LetterPlaceholder
    }
